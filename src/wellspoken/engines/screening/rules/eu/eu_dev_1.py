"""EU-DEV-1: devices are not said to do what they are not made for."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.packs import all_packs
from wellspoken.engines.screening.products import carried
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_DEVICE = wordlists.phrases("promo", "device words")
_PROMISE = wordlists.phrases("promo", "sure effect")
_KNOWN = 0.5


def check(doc: Document) -> Iterator[Hit]:
    """Cures, prevention and sure safety claimed for a device, outside its approved claims."""
    promo = doc.promotion
    if doc.incoming or doc.talking or promo.innocent or not (doc.has(_DEVICE) or promo.product_kind("device")):
        return
    if any(carried(doc.lower, text) >= _KNOWN for text in _approved(doc)):
        return
    spots = [(c.start, c.end) for c in promo.claims if c.cure or "prevent" in doc.lower[c.start : c.end]]
    for start, end in [*spots, *doc.find(_PROMISE)]:
        if not promo.denied(start):
            yield Hit(start, end, "DEVICE")
            return


def _approved(doc: Document) -> list[str]:
    """What our devices may be said to do."""
    records = [m.record for m in doc.promotion.own if m.record and "device" in m.record.kind.lower()]
    return [text for r in records for text in (*r.approved_claims, r.indications) if text]


RULE = Rule(
    id="EU-DEV-1",
    packs=("eu", "no"),
    family="promo",
    severity="block",
    citation="Regulation (EU) 2017/745 art. 7",
    demand="Words about a device do not mislead on purpose, safety or performance, and do not suggest uses "
    "it is not intended for.",
    check=check,
    texts=say(
        en=(
            "A device is said to do too much",
            "“{text}” says more of a device than its intended purpose allows.",
            "Keep to the intended purpose and name the risks.",
        ),
        id=(
            "Klaim alat terlalu jauh",
            "“{text}” menyatakan lebih dari tujuan alat itu.",
            "Tetap pada tujuan yang ditetapkan dan sebutkan risikonya.",
        ),
        nb=(
            "Utstyret sies å gjøre for mye",
            "«{text}» sier mer om utstyret enn formålet tillater.",
            "Hold deg til tiltenkt formål, og nevn risikoen.",
        ),
    ),
    examples=(
        bad("Filler prevents ageing.", profile={"kind": "clinic", "countries": ["ie"]}),
        bad("Laseren vår fjerner migrene for godt.", "nb"),
        bad("Alat terapi ini menyembuhkan stroke.", "id", profile={"countries": ["nl"]}),
        good(
            "Filler: volume for lips. Swelling and bruises are common.", profile={"kind": "clinic", "countries": ["ie"]}
        ),
        good("Laser kan gi rødhet i et par dager.", "nb"),
    ),
    how="Device words with a cure, prevention or sure-safety phrase, unless the record's approved claims are used.",
    not_checked="Retouched pictures.",
    directions=("out",),
    countries=all_packs()["eu"].countries,
)
