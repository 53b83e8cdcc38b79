"""HIPAA-ID-D: telephone numbers of patients and relatives."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW, contact_tied, level


def check(doc: Document) -> Iterator[Hit]:
    """Numbers that are not the organisation's own and are tied to a person in care."""
    for entity in doc.labelled("PHONE"):
        if (
            entity.kind != "fax"
            and not doc.own.phone(doc.text[entity.start : entity.end])
            and contact_tied(doc, entity)
        ):
            yield Hit(
                entity.start, entity.end, "PHONE", severity=level(doc), fix=Replacement(_REMOVED[doc.reads], "redact")
            )


_REMOVED = {"en": "[phone number removed]", "id": "[nomor telepon dihapus]", "nb": "[telefonnummer fjernet]"}


RULE = Rule(
    id="HIPAA-ID-D",
    packs=EVERYWHERE,
    family="privacy",
    severity="block",
    citation="45 CFR 164.514(b)(2)(i)(D)",
    citations=PRIVACY_LAW,
    demand="Telephone numbers of patients and their relatives must not appear.",
    check=check,
    texts=say(
        en=(
            "A private phone number",
            "“{text}” looks like the number of a patient or a relative.",
            "Take it out, or give the number of your own service.",
        ),
        id=(
            "Nomor telepon pribadi",
            "“{text}” tampaknya nomor pasien atau keluarganya.",
            "Hapus, atau cantumkan nomor layanan Anda sendiri.",
        ),
        nb=(
            "Et privat telefonnummer",
            "«{text}» ser ut som nummeret til en pasient eller pårørende.",
            "Ta det bort, eller oppgi nummeret til din egen tjeneste.",
        ),
    ),
    examples=(
        bad("Call her mum on 555-0134 to help after the surgery."),
        bad("my refill never came, call me at (412) 555-0163", direction="in"),
        bad("Telp saya di 0812-5550-0163 soal obat saya", "id", direction="in"),
        bad("Ring meg på 412 34 567 om prøvesvaret mitt", "nb", direction="in"),
        good("Book on 555-0100."),
        good("Call 555-0144 to hear more about the class."),
        good("Legevakten: 116 117.", "nb"),
        good("Halo Kemenkes: 1500-567.", "id"),
    ),
    how="Shapes of US, Norwegian and Indonesian numbers; the profile's own numbers are exempt; the sentence says "
    "whose it is.",
    not_checked="Numbers spelled out in words.",
    directions=("out", "in"),
)
