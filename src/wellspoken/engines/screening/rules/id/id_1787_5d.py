"""ID-1787-5d: no comparison with others."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

# "two weeks faster than planned" compares with nobody
_PLAN = Pattern(
    r"\b(?:dari|daripada|dibanding(?:kan)?) (?:jadwal|rencana|target|perkiraan|biasa|sebelum|semula|tahun|bulan)"
)
_COMPARISON = wordlists.phrases("promo", "comparison")


def check(doc: Document) -> Iterator[Hit]:
    """Comparisons of services, medicines and brands."""
    spots = [(found.start, found.end) for found in promoted(doc, "indonesia", "compare")]
    if not (doc.talking or doc.promotion.innocent):
        spots += doc.find(_COMPARISON)
    last = -1
    for start, end in sorted(spots):
        if start >= last and not _PLAN.search(doc.lower[start : end + 24]):
            last = end
            yield Hit(start, end, "COMPARISON")


RULE = Rule(
    id="ID-1787-5d",
    packs=("id",),
    family="promo",
    severity="block",
    citation="Permenkes 1787/2010 Pasal 5 huruf d",
    demand="Publication of health services does not compare with or run down others.",
    check=check,
    texts=say(
        en=(
            "A comparison",
            "“{text}” compares with others.",
            "Say what you offer, without others.",
        ),
        id=(
            "Perbandingan",
            "“{text}” membandingkan dengan pihak lain.",
            "Sebutkan layanan Anda, tanpa pihak lain.",
        ),
        nb=(
            "En sammenligning",
            "«{text}» sammenligner med andre.",
            "Si hva dere tilbyr, uten å nevne andre.",
        ),
    ),
    examples=(
        bad("Obat merek A lebih ampuh dari merek B", "id"),
        good("Terakreditasi KARS 2025.", "id"),
        good("Pembangunan gedung dua minggu lebih cepat dari jadwal.", "id"),
    ),
    how="Comparatives.",
    not_checked="-",
    directions=("out",),
    countries=("id",),
)
