"""HIPAA-ID-G: no national identity number, ever."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, Words, bad, good

_REDACTED = {"en": "[number removed]", "id": "[nomor dihapus]", "nb": "[nummer fjernet]"}


def check(doc: Document) -> Iterator[Hit]:
    """Every SSN, fødselsnummer or relative, and NIK."""
    for entity in doc.labelled("SSN", "NATIONAL_ID"):
        yield Hit(
            entity.start,
            entity.end,
            entity.label,
            {"kind": {"nik": "NIK", "": "SSN", "named": "SSN", "shape": "SSN"}.get(entity.kind, "fødselsnummer")},
            severity="review" if doc.incoming else "block",
            fix=Replacement(_REDACTED[doc.reads], "redact"),
        )


_TEXTS = {
    "en": Words(
        "National identity number",
        "“{text}” is built like a national identity number ({kind}).",
        "Take it out. If it was sent to you, move the conversation to a safe channel.",
    ),
    "id": Words(
        "Nomor identitas",
        "“{text}” berbentuk nomor identitas ({kind}).",
        "Hapus nomor ini. Jika dikirim kepada Anda, pindahkan percakapan ke saluran yang aman.",
    ),
    "nb": Words(
        "Personnummer",
        "«{text}» er bygd som et nasjonalt identitetsnummer ({kind}).",
        "Ta det bort. Fikk du det tilsendt, flytt samtalen til en trygg kanal.",
    ),
}

RULE = Rule(
    id="HIPAA-ID-G",
    packs=("us", "no", "id", "who"),
    family="privacy",
    severity="block",
    citation="45 CFR 164.514(b)(2)(i)(G)",
    citations={"no": "helsepersonelloven § 21; GDPR art. 9 og 87", "id": "UU 27/2022 Pasal 4(2)"},
    demand="Social security and other national identity numbers must not appear.",
    check=check,
    texts=_TEXTS,
    examples=(
        bad("The form shows SSN 842-41-8036."),
        bad("my social is 842 41 8036", direction="in"),
        bad("Fødselsnummeret er 11836445017.", "nb"),
        bad("NIK 350705 650262 9878 tertulis di kartu", "id"),
        good("Never send your Social Security number by message."),
        good("Gavekonto 7427.11.08641 for barneavdelingen.", "nb"),
        good("Nomor pendaftaran 1234567890123456", "id"),
    ),
    how="US numbers by shape and issued ranges; Norwegian by two mod-11 digits and date; Indonesian by province and "
    "date.",
    not_checked="Identity numbers of other countries.",
    directions=("out", "in"),
)
