"""FDA-2: the approved use is stated whole, with its limits."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.products import carried
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.sample_products import BOXED

_ENOUGH = 0.5


def check(doc: Document) -> Iterator[Hit]:
    """Own prescription products promoted without their indication or its limits."""
    promo = doc.promotion
    if doc.talking or promo.innocent or not promo.benefit:
        return
    for mention in promo.prescription:
        record = mention.record
        if record is None or not record.indications:
            continue
        at = len(doc.text)
        if carried(doc.lower, record.indications) < _ENOUGH:
            fix = Replacement(f" {record.brand or record.generic}: {record.indications}.", "add", at, at)
            yield Hit(mention.start, mention.end, "INDICATION", {"wanted": record.indications[:120]}, fix=fix)
        elif record.limitations and carried(doc.lower, record.limitations) < _ENOUGH:
            fix = Replacement(f" {record.limitations}.", "add", at, at)
            params = {"wanted": record.limitations[:120]}
            yield Hit(mention.start, mention.end, "INDICATION", params, "limits", fix=fix)
        return


RULE = Rule(
    id="FDA-2",
    packs=("us",),
    family="promo",
    severity="block",
    citation="21 CFR 202.1(e)(3)(ii); FDA OPDP letter on Trulicity, 2022",
    demand="A post with a benefit states the approved use with its limits, and does not widen it.",
    check=check,
    texts=say(
        en=(
            "The approved use is missing",
            "“{text}” is promoted without its approved use: {wanted}.",
            "Say for whom and for what it is approved.",
        ),
        id=(
            "Kegunaan yang disetujui tidak disebut",
            "“{text}” dipromosikan tanpa kegunaan yang disetujui: {wanted}.",
            "Sebutkan untuk siapa dan untuk apa obat ini disetujui.",
        ),
        nb=(
            "Godkjent bruk mangler",
            "«{text}» omtales uten godkjent bruk: {wanted}.",
            "Skriv hvem og hva det er godkjent for.",
        ),
    ),
    examples=(
        bad("Velluma works. It may cause dizziness and harm to an unborn baby.", profile=BOXED),
        bad("Velluma lowers blood pressure in adults with hypertension. It may cause dizziness.", profile=BOXED),
        good(
            "Velluma lowers blood pressure in adults with hypertension. It is not for use in "
            "pregnancy. It may cause dizziness.",
            profile=BOXED,
        ),
        good("Velluma (sorbivaptan). Rx only.", profile=BOXED),
    ),
    how="The content words of the record's indication and limitations are looked for in the post.",
    not_checked="Whether the wording widens the use in a subtle way.",
    directions=("out",),
    countries=("us",),
    variants={
        "limits": say(
            en=(
                "The limits of use are missing",
                "“{text}” is promoted without its limits: {wanted}.",
                "Add for whom it is not meant.",
            ),
            id=(
                "Batasan penggunaan tidak disebut",
                "“{text}” dipromosikan tanpa batasannya: {wanted}.",
                "Tambahkan untuk siapa obat ini tidak ditujukan.",
            ),
            nb=(
                "Begrensningene mangler",
                "«{text}» omtales uten begrensningene: {wanted}.",
                "Legg til hvem det ikke er ment for.",
            ),
        ),
    },
)
