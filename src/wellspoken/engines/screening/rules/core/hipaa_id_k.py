"""HIPAA-ID-K: licence and certificate numbers."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW


def check(doc: Document) -> Iterator[Hit]:
    """ "LICENSE" identifiers."""
    for entity in doc.labelled("LICENSE"):
        if entity.kind != "npi" and (doc.incoming or doc.subjects.care):
            yield Hit(
                entity.start, entity.end, entity.label, severity=None, fix=Replacement(_REMOVED[doc.reads], "redact")
            )


_REMOVED = {"en": "[number removed]", "id": "[nomor dihapus]", "nb": "[nummer fjernet]"}


RULE = Rule(
    id="HIPAA-ID-K",
    packs=EVERYWHERE,
    family="privacy",
    severity="review",
    citation="45 CFR 164.514(b)(2)(i)(K)",
    citations=PRIVACY_LAW,
    demand="Certificate and licence numbers of patients must not appear.",
    check=check,
    texts=say(
        en=(
            "A licence or certificate number",
            "“{text}” looks like a licence or certificate number.",
            "Take it out unless it is your own staff's and must be shown.",
        ),
        id=(
            "Nomor izin atau akta",
            "“{text}” tampaknya nomor surat izin atau akta.",
            "Hapus, kecuali milik staf Anda dan wajib dicantumkan.",
        ),
        nb=(
            "Et lisens- eller attestnummer",
            "«{text}» ser ut som et lisens- eller attestnummer.",
            "Ta det bort, med mindre det gjelder egne ansatte og må vises.",
        ),
    ),
    examples=(
        bad("our patient handed in driver license number 448812034"),
        good("Dr. Lindholm, NPI 1234567893."),
        good("Bring a driver's license."),
    ),
    how="A word for a licence or certificate followed by a code; provider numbers are exempt.",
    not_checked="-",
    directions=("out", "in"),
)
