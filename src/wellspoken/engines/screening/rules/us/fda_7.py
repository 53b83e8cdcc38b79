"""FDA-7: a reminder is only a name."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import PLAIN

_TROUBLE = wordlists.phrases("claims", "trouble")
_HINT = wordlists.phrases("promo", "reminder hint")
_SPECIALIST = wordlists.phrases("promo", "specialist")


def check(doc: Document) -> Iterator[Hit]:
    """Tags, pictures of medicine and doses that hint at a use in a post that is otherwise only a name."""
    promo = doc.promotion
    own = [m for m in promo.own if m.prescription]
    if doc.talking or promo.innocent or not own or promo.balanced(own[0]) or promo.studied:
        return
    for start, end in [*doc.find(_HINT), *doc.find(_TROUBLE), *doc.find(_SPECIALIST), *_tags(doc)]:
        yield Hit(start, end, "REMINDER")
        return
    if promo.emoji:
        yield Hit(own[0].start, own[0].end, "REMINDER")


def _tags(doc: Document) -> Iterator[tuple[int, int]]:
    """Hashtags that hold a complaint or an outcome ("#migrainefree")."""
    for token in doc.tokens:
        tagged = token.start and doc.text[token.start - 1] == "#"
        if tagged and any(part in token.lower for part in _OUTCOMES):
            yield token.start - 1, token.end


_OUTCOMES = ("free", "clear", "relief", "pain", "migraine", "itch", "sleep", "weight", "slim", "skin", "better", "cure")


RULE = Rule(
    id="FDA-7",
    packs=("us",),
    family="promo",
    severity="review",
    citation="21 CFR 202.1(e)(2)(i), 201.100(f)",
    demand="A reminder holds only the product's name, form, price and company; one hint at a use makes it "
    "a full advertisement.",
    check=check,
    texts=say(
        en=(
            "More than a reminder",
            "“{text}” hints at what the product is for.",
            "Take the hint out, or add the indication and the risks.",
        ),
        id=(
            "Lebih dari pengingat",
            "“{text}” mengisyaratkan kegunaan produk.",
            "Hapus isyaratnya, atau tambahkan indikasi dan risikonya.",
        ),
        nb=(
            "Mer enn en påminnelse",
            "«{text}» hinter til hva produktet brukes mot.",
            "Ta hintet bort, eller legg til indikasjon og risiko.",
        ),
    ),
    examples=(
        bad("Dermyxa (pelorimab) #itchfree", profile=PLAIN),
        bad("Dermyxa (pelorimab). Every four weeks.", profile=PLAIN),
        good("Dermyxa (pelorimab) injection. Rx only.", profile=PLAIN),
    ),
    how="Outcome tags, dosing words, complaints and pointing emoji beside an own product without risk words.",
    not_checked="What pictures show.",
    directions=("out",),
    countries=("us",),
)
