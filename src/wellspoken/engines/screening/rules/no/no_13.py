"""NO-13: sober marketing of health services."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.promises import praises
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say


def check(doc: Document) -> Iterator[Hit]:
    """Promises, superlatives, "only we", and distrust in others, by whoever gives health care."""
    if doc.ctx.surface == "alt_text":
        return
    spots = [(p.start, p.end) for p in praises(doc, "promise", "superlative", "only")]
    spots += [(f.start, f.end) for f in promoted(doc, "norway", "only-us", "distrust")]
    spots += [(f.start, f.end) for f in promoted(doc, "sly", "fear", "like-nothing", "minimize")]
    last = -1
    for start, end in sorted(spots):
        if start >= last:
            last = end
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
        bad("Bli kvitt fettet for godt!", "nb"),
        bad("Fastlegene tar feil hele tiden. Kom heller til oss.", "nb"),
        good("Ingen operasjon er uten risiko.", "nb"),
        good("Vi har fire kirurger og åpent til klokka 16.", "nb"),
    ),
    how="Lists of promises and superlatives, and words that mean them together; distrust in others.",
    not_checked="Tone.",
    directions=("out",),
    countries=("no",),
)
