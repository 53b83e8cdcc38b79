"""FTC-1: superlatives and prices of treatments get a second look."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.promises import praises
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_DISCOUNT = wordlists.phrases("promo", "discount")
_FINE = wordlists.phrases("absolute", "not about us")
_KINDS = ("superlative", "only", "unique")
_INJECTED = wordlists.phrases("promo", "injected")
_VACCINE = wordlists.phrases("promo", "vaccine")


def check(doc: Document) -> Iterator[Hit]:
    """Unproven superlatives, prices of medicines and injections, and discounts on vaccines."""
    for start, end in sorted({(p.start, p.end) for p in praises(doc, *_KINDS)}):
        sentence = doc.sentence_at(start)
        if not doc.has(_FINE, sentence.start, sentence.end):
            yield Hit(start, end, "SUPERLATIVE")
    if doc.promotion.innocent:
        return
    cheaper = doc.has(_DISCOUNT)
    injected = doc.find(_INJECTED) if cheaper or "$" in doc.text else []
    vaccines = doc.find(_VACCINE) if cheaper else []
    for start, end in [*injected, *vaccines][:1]:
        yield Hit(start, end, "PRICE", variant="price")


RULE = Rule(
    id="FTC-1",
    packs=("us",),
    family="promo",
    severity="review",
    citation="FTC Act s.5, 12; Health Products Compliance Guidance 2022",
    demand="Health claims need competent and reliable evidence before publishing.",
    check=check,
    texts=say(
        en=(
            "A superlative without proof",
            "“{text}” sets you above others.",
            "Give a fact with its source.",
        ),
        id=(
            "Superlatif tanpa bukti",
            "“{text}” menempatkan Anda di atas yang lain.",
            "Berikan fakta dan sumbernya.",
        ),
        nb=(
            "En superlativ uten bevis",
            "«{text}» setter dere over andre.",
            "Gi et faktum med kilde.",
        ),
    ),
    examples=(
        bad("We have the best joint replacement program in the state!"),
        bad("Travel clinic special: 10% off typhoid vaccines."),
        good("Cleanings are 20% off for kids in August."),
    ),
    how="Superlatives, and prices beside medicines or injections.",
    not_checked="Evidence records.",
    directions=("out",),
    countries=("us",),
    variants={
        "price": say(
            en=(
                "A price for a treatment",
                "“{text}” is offered with a price or discount.",
                "A reviewer checks that risks and conditions are told.",
            ),
            id=(
                "Harga tindakan",
                "“{text}” ditawarkan dengan harga atau diskon.",
                "Peninjau memeriksa apakah risiko dan syaratnya disebutkan.",
            ),
            nb=(
                "En pris på behandling",
                "«{text}» tilbys med pris eller rabatt.",
                "En kontrollør sjekker at risiko og vilkår er oppgitt.",
            ),
        ),
    },
)
