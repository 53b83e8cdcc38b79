"""FTC-9: before-and-after pictures and promises for cosmetic treatments."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_PAIR = wordlists.phrases("promo", "pair")
_COSMETIC = wordlists.phrases("promo", "cosmetic")
_PROMISE = wordlists.phrases("absolute", "promise")


def check(doc: Document) -> Iterator[Hit]:
    """Paired pictures of cosmetic results."""
    alts = [m.alt.lower() for m in doc.ctx.media]
    paired = next((a for a in alts if _PAIR.first(a)), "")
    spots = doc.find(_PAIR)
    if (spots or paired) and doc.has(_COSMETIC):
        yield Hit(*(spots[0] if spots else (0, 0)), "BEFORE_AFTER", severity="block" if doc.has(_PROMISE) else None)


RULE = Rule(
    id="FTC-9",
    packs=("us",),
    family="promo",
    severity="review",
    citation="16 CFR 255.2; FTC Act s.5",
    demand="Before-and-after pictures show typical results that can be proven.",
    check=check,
    texts=say(
        en=(
            "Before and after",
            "Before-and-after pictures suggest a result for everybody.",
            "Show typical results with evidence, or use another picture.",
        ),
        id=(
            "Sebelum dan sesudah",
            "Gambar sebelum-sesudah menyiratkan hasil untuk semua orang.",
            "Tampilkan hasil lazim dengan bukti, atau pakai gambar lain.",
        ),
        nb=(
            "Før og etter",
            "Før- og etterbilder antyder et resultat for alle.",
            "Vis vanlige resultater med dokumentasjon, eller bruk et annet bilde.",
        ),
    ),
    examples=(
        bad("Before and after our laser", media=({"path": "a.jpg", "alt": "swipe: before / after"},)),
        good("Before surgery, eat light. After surgery, rest."),
    ),
    how="Words in the text and in alternative texts.",
    not_checked="The pictures themselves.",
    directions=("out",),
    countries=("us",),
)
