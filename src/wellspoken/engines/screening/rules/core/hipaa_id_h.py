"""HIPAA-ID-H: medical record numbers."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW, level


def check(doc: Document) -> Iterator[Hit]:
    """ "MRN", "OTHER_ID" identifiers."""
    for entity in doc.labelled("MRN", "OTHER_ID"):
        if entity.kind == "record":
            yield Hit(
                entity.start,
                entity.end,
                entity.label,
                severity=level(doc),
                fix=Replacement(_REMOVED[doc.reads], "redact"),
            )


_REMOVED = {"en": "[number removed]", "id": "[nomor dihapus]", "nb": "[nummer fjernet]"}


RULE = Rule(
    id="HIPAA-ID-H",
    packs=EVERYWHERE,
    family="privacy",
    severity="block",
    citation="45 CFR 164.514(b)(2)(i)(H)",
    citations=PRIVACY_LAW,
    demand="Medical record numbers must not appear.",
    check=check,
    texts=say(
        en=(
            "A record number",
            "“{text}” is given as a record or prescription number.",
            "Take it out; check pictures and file names for it too.",
        ),
        id=(
            "Nomor rekam medis",
            "“{text}” ditulis sebagai nomor rekam medis atau resep.",
            "Hapus nomor ini; periksa juga gambar dan nama berkas.",
        ),
        nb=(
            "Et journalnummer",
            "«{text}» er oppgitt som journal- eller reseptnummer.",
            "Ta det bort; se etter det i bilder og filnavn også.",
        ),
    ),
    examples=(
        bad("X-ray with MRN 448812 in the corner"),
        bad("No. RM 00-12-34 atas nama ibu", "id"),
        bad("Journalnr 4488123 ligger på benken", "nb"),
        good("Ask at the desk for your record number."),
        good("Sak 448812 behandles i styret.", "nb"),
    ),
    how="A word for a record number followed by a code.",
    not_checked="Record numbers without a word beside them.",
    directions=("out", "in"),
)
