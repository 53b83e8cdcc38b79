"""FDA-13: paid and controlled speakers are the company."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import PLAIN

_CONTROLLED = ("partner", "employee", "executive")


def check(doc: Document) -> Iterator[Hit]:
    """Praise of a prescription product by somebody paid or employed, without its risks."""
    promo = doc.promotion
    controlled = doc.ctx.paid or doc.ctx.writer in _CONTROLLED
    if not controlled or promo.innocent or not promo.prescription or not promo.benefit:
        return
    mention = promo.prescription[0]
    if promo.balanced(mention):
        return
    text = mention.record.risk_text if mention.record else ""
    at = len(doc.text)
    fix = Replacement(" " + text, "add", at, at) if text else None
    sentence = doc.sentence_at(mention.start)
    yield Hit(sentence.start, sentence.end, "SPEAKER", {"product": doc.text[mention.start : mention.end]}, fix=fix)


RULE = Rule(
    id="FDA-13",
    packs=("us",),
    family="promo",
    severity="block",
    citation="21 CFR 202.1; FDA letters to Duchesnay 2015, Merz 2024, Sprout 2025",
    demand="What paid speakers, employees and executives post about a product is the company's promotion, "
    "with the same balance.",
    check=check,
    texts=say(
        en=(
            "A paid or employed voice without risks",
            "{product} is praised by somebody the company pays, and its risks are missing.",
            "Add the approved risk text, or leave the product out.",
        ),
        id=(
            "Suara berbayar tanpa risiko",
            "{product} dipuji oleh orang yang dibayar perusahaan, tanpa risikonya.",
            "Tambahkan teks risiko yang disetujui, atau jangan sebut produknya.",
        ),
        nb=(
            "En betalt stemme uten risiko",
            "{product} roses av noen firmaet betaler, og risikoen mangler.",
            "Legg til den godkjente risikoteksten, eller la produktet være unevnt.",
        ),
    ),
    examples=(
        bad("#ad My skin finally feels good. Thank you Dermyxa!", paid=True, profile=PLAIN),
        bad("Proud of Dermyxa, it changes lives.", writer="executive", profile=PLAIN),
        good("#ad Eczema is more than an itch. Talk to a dermatologist.", paid=True, profile=PLAIN),
    ),
    how="The mark that a post is paid, or who writes it, beside a prescription product without risks.",
    not_checked="Speakers nobody has marked.",
    directions=("out",),
    countries=("us",),
)
