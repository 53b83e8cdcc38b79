"""HIPAA-ID-F: e-mail addresses of patients and relatives."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW, level

_DESK = Pattern(
    r"^(?:info|post|contact|kontakt|kontak|office|booking|appointments?|patient[a-z]*|press|media|donasi|donate|giving|help|hjelp|support|"
    r"resepsjon|admin|humas|layanan|cs|customer[a-z]*|jobs?|hr|hello|halo|events?|research|studies|team|news|privacy|personvern)[.\\-_+]?"
    r"|^(?:rekam-?medis|medis|poli|poliklinik|klinik|apotek|farmasi|pengaduan|pelatihan|diklat|panitia|nurses|clinic|"
    r"(?:prep|ward|school|research)[.-]nurses?|referrals?|pharmacy|reception|volunteers?|training|library|avdeling|"
    r"klinikk|sengepost|legekontor|timebestilling|kurs|frivillig)[.+@_-]"
)


def check(doc: Document) -> Iterator[Hit]:
    """Addresses that are neither ours nor a desk's."""
    for entity in doc.labelled("EMAIL"):
        address = doc.text[entity.start : entity.end]
        if doc.own.email(address) or _DESK.search(address.lower()):
            continue
        if doc.incoming or doc.subjects.story or doc.subjects.care:
            yield Hit(
                entity.start, entity.end, "EMAIL", severity=level(doc), fix=Replacement(_REMOVED[doc.reads], "redact")
            )


_REMOVED = {"en": "[e-mail removed]", "id": "[surel dihapus]", "nb": "[e-post fjernet]"}


RULE = Rule(
    id="HIPAA-ID-F",
    packs=EVERYWHERE,
    family="privacy",
    severity="block",
    citation="45 CFR 164.514(b)(2)(i)(F)",
    citations=PRIVACY_LAW,
    demand="E-mail addresses of patients and their relatives must not appear.",
    check=check,
    texts=say(
        en=(
            "A private e-mail address",
            "“{text}” looks like somebody's own e-mail address.",
            "Take it out, or give the address of your own service.",
        ),
        id=(
            "Alamat surel pribadi",
            "“{text}” tampaknya alamat surel pribadi.",
            "Hapus, atau cantumkan alamat layanan Anda sendiri.",
        ),
        nb=(
            "En privat e-postadresse",
            "«{text}» ser ut som noens egen e-postadresse.",
            "Ta den bort, eller oppgi adressen til din egen tjeneste.",
        ),
    ),
    examples=(
        bad("We wrote to kari.n@mail.example.com about the test results."),
        bad("email aku nadya1_@surel.example.id yaa", "id", direction="in"),
        good("Write to patientrelations@hospital.example.org."),
        good("Konfirmasi ke donasi@yayasan.example.com.", "id"),
    ),
    how="Any address outside the profile's domains that is not a desk (info@, post@, ...), where care is spoken of.",
    not_checked="Addresses in pictures.",
    directions=("out", "in"),
)
