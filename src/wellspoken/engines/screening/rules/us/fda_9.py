"""FDA-9: a correction of misinformation keeps to the correction."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import PLAIN

_CORRECTS = wordlists.phrases("promo", "correction")
_COMPARISON = wordlists.phrases("promo", "comparison")
_LABEL = wordlists.phrases("promo", "label")


def check(doc: Document) -> Iterator[Hit]:
    """Corrections about an own product that boast, or that do not point to the label."""
    promo = doc.promotion
    if not promo.own or not doc.has(_CORRECTS):
        return
    extra = [*doc.find(_COMPARISON), *((c.start, c.end) for c in promo.claims)]
    if extra:
        yield Hit(*extra[0], "CORRECTION")
    elif not (doc.has(_LABEL) or doc.labelled("URL")):
        yield Hit(*doc.find(_CORRECTS)[0], "CORRECTION", variant="label", severity="advise")


RULE = Rule(
    id="FDA-9",
    packs=("us",),
    family="promo",
    severity="review",
    citation="FDA revised draft guidance on addressing misinformation, July 2024 (draft)",
    demand="A firm's correction of a false statement is accurate, limited to that statement, says who "
    "speaks and points to the label.",
    check=check,
    texts=say(
        en=(
            "A correction that promotes",
            "“{text}” adds a benefit to a correction.",
            "Correct the one statement, say who you are, and point to the label.",
        ),
        id=(
            "Pelurusan yang berpromosi",
            "“{text}” menambahkan manfaat pada pelurusan.",
            "Luruskan satu pernyataan itu, sebutkan siapa Anda, dan rujuk ke label.",
        ),
        nb=(
            "En rettelse som reklamerer",
            "«{text}» legger nytte til en rettelse.",
            "Rett den ene påstanden, si hvem dere er, og vis til preparatomtalen.",
        ),
    ),
    examples=(
        bad("That's false. And Dermyxa works better than any cream!", profile=PLAIN),
        bad("A post says Dermyxa contains gluten. That is incorrect.", profile=PLAIN),
        good(
            "A post of May 3 says Dermyxa contains gluten. It does not. See section 11 of the "
            "label: dermyxa.example.com/label. Elm Pharma",
            profile=PLAIN,
        ),
    ),
    how="Words of correction beside an own product: comparisons, claims, and whether the label or a link is named.",
    not_checked="Whether the statement really was false.",
    directions=("out",),
    countries=("us",),
    variants={
        "label": say(
            en=(
                "A correction without the label",
                "This correction does not point to the label.",
                "Add the section of the label, or its link.",
            ),
            id=(
                "Pelurusan tanpa label",
                "Pelurusan ini tidak merujuk ke label.",
                "Tambahkan bagian label atau tautannya.",
            ),
            nb=(
                "En rettelse uten preparatomtale",
                "Rettelsen viser ikke til preparatomtalen.",
                "Legg til avsnittet i preparatomtalen eller lenken.",
            ),
        ),
    },
)
