"""FDA-6: the generic name stands with the brand."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import PLAIN

_CORRECTION = wordlists.phrases("promo", "correction")


def check(doc: Document) -> Iterator[Hit]:
    """Own brands whose generic name is nowhere in the text."""
    promo = doc.promotion
    if doc.talking or promo.innocent or doc.has(_CORRECTION):
        return
    for mention in promo.own:
        record = mention.record
        if record is None or not record.prescription or not record.brand or not record.generic:
            continue
        if record.generic.lower().split(" ")[0] not in doc.lower:
            name = doc.text[mention.start : mention.end]
            fix = Replacement(f"{name} ({record.generic})")
            yield Hit(mention.start, mention.end, "GENERIC_NAME", {"generic": record.generic}, fix=fix)
            return


RULE = Rule(
    id="FDA-6",
    packs=("us",),
    family="promo",
    severity="review",
    citation="21 CFR 202.1(b)(1)",
    demand="The brand name comes with the generic name at its first or most prominent mention.",
    check=check,
    texts=say(
        en=(
            "The generic name is missing",
            "“{text}” stands without {generic}.",
            "Write the generic name in brackets after the brand.",
        ),
        id=(
            "Nama generik tidak ada",
            "“{text}” ditulis tanpa {generic}.",
            "Tulis nama generik dalam kurung setelah mereknya.",
        ),
        nb=(
            "Virkestoffet mangler",
            "«{text}» står uten {generic}.",
            "Skriv virkestoffet i parentes etter merkenavnet.",
        ),
    ),
    examples=(
        bad("Dermyxa is here.", profile=PLAIN),
        good("Dermyxa (pelorimab) injection. Rx only.", profile=PLAIN),
        good("Dermatitis is common.", profile=PLAIN),
    ),
    how="Product records with brand and generic name.",
    not_checked="The size of the letters.",
    directions=("out",),
    countries=("us",),
)
