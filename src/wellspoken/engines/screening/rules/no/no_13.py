"""NO-13: sober marketing of health services."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_PROMISE = wordlists.phrases("absolute", "promise", "superlative")
_FINE = wordlists.phrases("absolute", "not about us")


def check(doc: Document) -> Iterator[Hit]:
    """Promises and superlatives of whoever gives health care."""
    if doc.ctx.surface == "alt_text":
        return
    for start, end in doc.find(_PROMISE):
        sentence = doc.sentence_at(start)
        if not doc.has(_FINE, sentence.start, sentence.end):
            yield Hit(start, end, "PROMISE")


RULE = Rule(
    id="NO-13",
    packs=("no",),
    family="promo",
    severity="block",
    citation="helsepersonelloven § 13",
    demand="Marketing of health services is sober, truthful and without promises.",
    check=check,
    texts=say(
        en=(
            "Marketing that is not sober",
            "“{text}” is a promise or a superlative about health care.",
            "Describe the service plainly.",
        ),
        id=(
            "Promosi yang berlebihan",
            "“{text}” adalah janji atau superlatif tentang layanan kesehatan.",
            "Jelaskan layanannya apa adanya.",
        ),
        nb=(
            "Markedsføring som ikke er nøktern",
            "«{text}» er et løfte eller en superlativ om helsehjelp.",
            "Beskriv tjenesten nøkternt.",
        ),
    ),
    examples=(
        bad("Landets beste kirurger, ingen ventetid.", "nb"),
        bad("100 % trygt, ingen bivirkninger!", "nb"),
        good("Vi har fire kirurger og åpent til klokka 16.", "nb"),
    ),
    how="Lists of promises and superlatives.",
    not_checked="Tone.",
    directions=("out",),
    countries=("no",),
)
