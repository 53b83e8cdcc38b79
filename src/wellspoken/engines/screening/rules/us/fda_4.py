"""FDA-4: a boxed warning stands in every promotion."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.products import carried
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import BOXED, PLAIN

_ENOUGH = 0.4


def check(doc: Document) -> Iterator[Hit]:
    """Own products with a boxed warning, named without it; there is no reminder for them."""
    promo = doc.promotion
    if doc.talking or promo.innocent:
        return
    for mention in promo.own:
        record = mention.record
        if record is None or not record.boxed_warning:
            continue
        wanted = record.risk_text if record.boxed_warning == "yes" else record.boxed_warning
        if wanted and carried(doc.lower, wanted) >= _ENOUGH and promo.tells_risk:
            return
        at = len(doc.text)
        fix = Replacement(f" WARNING: {wanted}", "add", at, at) if wanted else None
        start, end = doc.sentence_at(mention.start).start, mention.end
        yield Hit(start, end, "BOXED_WARNING", {"brand": record.brand or record.generic}, fix=fix)
        return


RULE = Rule(
    id="FDA-4",
    packs=("us",),
    family="promo",
    severity="block",
    citation="21 CFR 202.1(e)(2)(i), (e)(3)(iii); 201.57(c)(1)",
    demand="A product with a boxed warning is never named in promotion without that warning; no reminder posts.",
    check=check,
    texts=say(
        en=(
            "The boxed warning is missing",
            "{brand} has a boxed warning, and this post does not carry it.",
            "Add the boxed warning, or take the name out.",
        ),
        id=(
            "Peringatan kotak tidak ada",
            "{brand} memiliki peringatan kotak, dan unggahan ini tidak memuatnya.",
            "Tambahkan peringatan kotak, atau hapus namanya.",
        ),
        nb=(
            "Den innrammede advarselen mangler",
            "{brand} har en innrammet advarsel, og innlegget har den ikke med.",
            "Legg til advarselen, eller ta navnet bort.",
        ),
    ),
    examples=(
        bad("Velluma (sorbivaptan). Rx only.", profile=BOXED),
        bad("See us at the congress: Velluma!", profile=BOXED),
        good("Velluma. WARNING: Velluma can harm an unborn baby and cause dizziness.", profile=BOXED),
        good("Dermyxa (pelorimab). Rx only.", profile=PLAIN),
    ),
    how="Product records marked with a boxed warning; its content words are looked for in the post.",
    not_checked="How prominent the warning is.",
    directions=("out",),
    countries=("us",),
)
