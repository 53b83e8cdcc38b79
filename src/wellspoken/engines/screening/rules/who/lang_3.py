"""LANG-3: in sensitive times there are no jokes, exclamation marks, happy emoji or sales."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE

_MARKS = Pattern(
    "!{1,}|[\U0001f600-\U0001f60f\U0001f389\U0001f38a\U0001f973\U0001f929\U0001f923\U0001f602\U0001f942\U0001f37b]"
)
_CHEER = wordlists.phrases("health", "cheer")


def check(doc: Document) -> Iterator[Hit]:
    """Cheer while the organisation is in crisis mode or in grief."""
    if doc.ctx.mood not in ("crisis", "grief"):
        return
    spots = doc.find(_CHEER)
    spots += [match.span() for match in _MARKS.finditer(doc.text)]
    for start, end in sorted(spots)[:1]:
        yield Hit(start, end, "TONE")


RULE = Rule(
    id="LANG-3",
    packs=EVERYWHERE,
    family="conduct",
    severity="block",
    citation="CDC Crisis and Emergency Risk Communication; practice",
    demand="In sensitive times there are no jokes, exclamation marks, happy emoji or sales.",
    check=check,
    texts=say(
        en=(
            "Not now",
            "“{text}” is too cheerful while people are hurt or in grief.",
            "Hold this, or say it quietly.",
        ),
        id=(
            "Bukan saatnya",
            "“{text}” terlalu ceria saat orang terluka atau berduka.",
            "Tahan dulu, atau sampaikan dengan tenang.",
        ),
        nb=(
            "Ikke nå",
            "«{text}» er for muntert mens folk er skadet eller sørger.",
            "Vent med dette, eller si det rolig.",
        ),
    ),
    examples=(
        bad("Happy Friday!!!", mood="crisis"),
        bad("God helg! Kos dere på åpent hus 🎉", "nb", mood="grief"),
        bad("Promo seru akhir pekan", "id", mood="crisis"),
        good("The emergency entrance is open. Avoid gate B.", mood="crisis"),
        good("Happy Friday!!!"),
    ),
    how="In crisis mode or on a day of grief: exclamation marks, happy emoji, words of fun and of sale.",
    not_checked="Jokes without such signs.",
    directions=("out",),
)
