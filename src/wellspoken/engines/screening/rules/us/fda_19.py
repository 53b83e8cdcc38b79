"""FDA-19: products under study are not called safe or effective."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import STUDIED

_WORKS = wordlists.phrases("claims", "assert works")
_UNKNOWN = wordlists.phrases("claims", "not known")
_BETTER = wordlists.phrases("claims", "better now")


def check(doc: Document) -> Iterator[Hit]:
    """Own products recorded as investigational, with words of safety or effect."""
    promo = doc.promotion
    studied = [m for m in promo.own if m.investigational]
    if not studied or promo.corrects:
        return
    spots = [*doc.find(_WORKS), *((c.start, c.end) for c in promo.claims), *doc.find(_BETTER)]
    for start, end in spots:
        if not promo.denied(start) and not doc.has(_UNKNOWN):
            yield Hit(start, end, "INVESTIGATIONAL", {"product": doc.text[studied[0].start : studied[0].end]})
            return


RULE = Rule(
    id="FDA-19",
    packs=("us",),
    family="promo",
    severity="block",
    citation="21 CFR 312.7(a), 812.7",
    demand="A medicine or device under study is not said to be safe or effective, and is not promoted.",
    check=check,
    texts=say(
        en=(
            "Safe or effective too early",
            "“{text}” says that {product} works, while it is still being studied.",
            "Say that it is investigational and what is being studied.",
        ),
        id=(
            "Terlalu dini disebut aman atau efektif",
            "“{text}” menyatakan {product} berkhasiat, padahal masih diteliti.",
            "Katakan bahwa ini masih diteliti dan apa yang diteliti.",
        ),
        nb=(
            "For tidlig å kalle det trygt eller virksomt",
            "«{text}» sier at {product} virker, mens det fortsatt prøves ut.",
            "Skriv at det er under utprøving, og hva som undersøkes.",
        ),
    ),
    examples=(
        bad("ARD-77 is the breakthrough people with lupus waited for.", profile=STUDIED),
        bad("ARD-77 stops migraine.", profile=STUDIED),
        good(
            "We are studying whether ARD-77 helps in lupus. Its safety and efficacy have not been established.",
            profile=STUDIED,
        ),
    ),
    how="Product records marked investigational, with words of effect or safety that are not denied.",
    not_checked="Products without a record; RES-3 looks at trials in general.",
    directions=("out",),
    countries=("us",),
)
