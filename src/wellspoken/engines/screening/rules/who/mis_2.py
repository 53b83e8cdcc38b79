"""MIS-2: the fact comes first."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.myths import repeated
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.stance import negated_before
from wellspoken.engines.screening.tied import EVERYWHERE

_TAGS = wordlists.phrases("health", "myth tags")


def check(doc: Document) -> Iterator[Hit]:
    """A myth where the fact should stand."""
    if doc.talking or doc.incoming:
        return
    first = doc.sentence_at(0)
    for claim in repeated(doc):
        if claim.stance != "asserts" and claim.end <= first.end and not negated_before(doc, claim.end):
            yield Hit(claim.start, claim.end, "MYTH", {"fact": claim.myth.fact[doc.reads]})
            return
    for start, end in doc.find(_TAGS):
        yield Hit(start, end, "MYTH", {"fact": "…"})


RULE = Rule(
    id="MIS-2",
    packs=EVERYWHERE,
    family="conduct",
    severity="advise",
    citation="Debunking Handbook 2020",
    demand="A correction leads with the fact, names the myth once, and repeats it neither first nor in a tag.",
    check=check,
    texts=say(
        en=(
            "The myth comes first",
            "“{text}” is what people will remember.",
            "Begin with the fact: {fact}",
        ),
        id=(
            "Mitosnya di depan",
            "“{text}” yang akan diingat orang.",
            "Awali dengan fakta: {fact}",
        ),
        nb=(
            "Myten kommer først",
            "«{text}» er det folk vil huske.",
            "Begynn med det som er sant: {fact}",
        ),
    ),
    examples=(
        bad("Vaccines cause autism? Here is why people say so, and why it is false."),
        bad("Gir vaksiner autisme? Nei, og her er grunnen.", "nb"),
        bad("Vaksin bikin autis? Tidak benar, ini penjelasannya.", "id"),
        bad("The facts about covid. #plandemic"),
        good("Large studies of millions of children found no link. The myth that vaccines cause autism began in 1998."),
        good("Vi har åpent på fredag.", "nb"),
    ),
    how="A known myth in the first sentence of a text that corrects it, or as a question; tags that carry a myth.",
    not_checked="Pictures that repeat the myth.",
    directions=("out",),
)
