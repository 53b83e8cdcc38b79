"""ID-BA-1: no before-and-after as proof."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.results import compared
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_PAIR = wordlists.phrases("promo", "pair")
_COSMETIC = wordlists.phrases("promo", "cosmetic")


def check(doc: Document) -> Iterator[Hit]:
    """Paired pictures and day counts of treatments."""
    alts = [m.alt.lower() for m in doc.ctx.media]
    paired = next((a for a in alts if _PAIR.first(a)), "")
    spots = [*doc.find(_PAIR), *compared(doc)]
    if (spots or paired) and (doc.has(_COSMETIC) or doc.ctx.profile.kind == "clinic"):
        yield Hit(*(spots[0] if spots else (0, 0)), "BEFORE_AFTER")


RULE = Rule(
    id="ID-BA-1",
    packs=("id",),
    family="promo",
    severity="block",
    citation="Permenkes 1787/2010 Pasal 5 huruf b, n",
    demand="Health services do not show before-and-after results as testimony.",
    check=check,
    texts=say(
        en=(
            "Before and after",
            "Before-and-after pictures work as a testimonial, which is not allowed.",
            "Use another picture.",
        ),
        id=(
            "Sebelum dan sesudah",
            "Gambar sebelum-sesudah berfungsi sebagai testimoni, yang dilarang.",
            "Gunakan gambar lain.",
        ),
        nb=(
            "Før og etter",
            "Før- og etterbilder virker som vitnesbyrd, og er ikke tillatt.",
            "Bruk et annet bilde.",
        ),
    ),
    examples=(
        bad("Geser, hari ke-1 vs hari ke-7 laser", "id", media=({"path": "a.jpg", "alt": "sebelum / sesudah"},)),
        good("Sebelum operasi, puasa enam jam.", "id"),
    ),
    how="Words in the text and in alternative texts.",
    not_checked="The pictures themselves.",
    directions=("out",),
    countries=("id",),
)
