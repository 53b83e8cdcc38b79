"""HIPAA-ID-E: fax numbers."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW, contact_tied


def check(doc: Document) -> Iterator[Hit]:
    """Fax numbers that are not ours and are tied to a person in care."""
    for entity in doc.labelled("PHONE"):
        if (
            entity.kind == "fax"
            and not doc.own.phone(doc.text[entity.start : entity.end])
            and contact_tied(doc, entity)
        ):
            yield Hit(entity.start, entity.end, "PHONE", fix=Replacement("", "redact"))


RULE = Rule(
    id="HIPAA-ID-E",
    packs=EVERYWHERE,
    family="privacy",
    severity="review",
    citation="45 CFR 164.514(b)(2)(i)(E)",
    citations=PRIVACY_LAW,
    demand="Fax numbers of patients and their relatives must not appear.",
    check=check,
    texts=say(
        en=(
            "A fax number",
            "“{text}” may be the fax number of a patient or a family.",
            "Take it out, or give your own number.",
        ),
        id=(
            "Nomor faks",
            "“{text}” mungkin nomor faks pasien atau keluarga.",
            "Hapus, atau cantumkan nomor Anda sendiri.",
        ),
        nb=(
            "Et faksnummer",
            "«{text}» kan være faksnummeret til en pasient eller familie.",
            "Ta det bort, eller oppgi ditt eget nummer.",
        ),
    ),
    examples=(
        bad("Fax from the family of the patient: 614-555-0177"),
        good("Fax us at 614-555-0177."),
    ),
    how="The telephone patterns with the word fax before them.",
    not_checked="-",
    directions=("out", "in"),
)
