"""FDA-12: no effect surer or safer than shown."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.promises import praises
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_PROMISE = wordlists.phrases("absolute", "promise")
_BARE = wordlists.phrases("absolute", "bare promise")
_OFFERED = wordlists.phrases("promo", "cosmetic", "injected", "device words")
_FINE = wordlists.phrases("absolute", "not about us")


def check(doc: Document) -> Iterator[Hit]:
    """Absolute promises of whoever sells care or products."""
    if doc.ctx.surface == "alt_text" or doc.has(_FINE):
        return
    promo = doc.promotion
    spots = {*doc.find(_PROMISE), *((p.start, p.end) for p in praises(doc, "promise"))}
    spots |= {(f.start, f.end) for f in promoted(doc, "sly", "like-nothing", "minimize")}
    if promo.sells or promo.own or promo.mentions or doc.has(_OFFERED):
        spots.update(doc.find(_BARE))
    for start, end in sorted(spots):
        yield Hit(start, end, "PROMISE")


RULE = Rule(
    id="FDA-12",
    packs=("us",),
    family="promo",
    severity="block",
    citation="21 CFR 202.1(e)(6); FTC Act s.5, 12",
    demand="No faster, longer, safer or surer effect than the evidence shows.",
    check=check,
    texts=say(
        en=(
            "A promise that cannot be kept",
            "“{text}” promises more than the evidence shows.",
            "Say what usually happens, for whom, and what can go wrong.",
        ),
        id=(
            "Janji yang tidak bisa ditepati",
            "“{text}” menjanjikan lebih dari bukti yang ada.",
            "Tulis apa yang biasanya terjadi, untuk siapa, dan risikonya.",
        ),
        nb=(
            "Et løfte som ikke kan holdes",
            "«{text}» lover mer enn dokumentasjonen viser.",
            "Skriv hva som vanligvis skjer, for hvem, og hva som kan gå galt.",
        ),
    ),
    examples=(
        bad("Zero risk, zero downtime, guaranteed results!"),
        good("In trials, effect was measured at day 30."),
    ),
    how="A list of promises.",
    not_checked="Promises made by pictures.",
    directions=("out",),
    countries=("us",),
)
