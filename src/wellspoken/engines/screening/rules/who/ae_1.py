"""AE-1: a possible side effect is reported."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.products import mentions
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_SYMPTOM = wordlists.phrases("promo", "symptom")


def check(doc: Document) -> Iterator[Hit]:
    """Own products beside a symptom in what the public writes."""
    own = [m for m in mentions(doc) if m.record]
    if own and doc.has(_SYMPTOM):
        yield Hit(own[0].start, own[0].end, "ADVERSE_EVENT")


RULE = Rule(
    id="AE-1",
    packs=("us", "no", "id", "who"),
    family="promo",
    severity="review",
    citation="21 CFR 314.80(c)(1); GVP Module VI",
    demand="A possible side effect of an own product is passed to drug safety on the day it is seen.",
    check=check,
    texts=say(
        en=(
            "A possible side effect",
            "This may be a report of a side effect of “{text}”.",
            "Pass it to drug safety today; answer with the approved words.",
        ),
        id=(
            "Kemungkinan efek samping",
            "Ini mungkin laporan efek samping “{text}”.",
            "Teruskan ke tim keamanan obat hari ini; jawab dengan kalimat yang disetujui.",
        ),
        nb=(
            "En mulig bivirkning",
            "Dette kan være en melding om bivirkning av «{text}».",
            "Send den til bivirkningsansvarlig i dag; svar med godkjent tekst.",
        ),
    ),
    examples=(
        bad(
            "Nuvessa gave my dad hives",
            direction="in",
            surface="comment",
            profile={"kind": "pharma", "countries": ["us"], "products": [{"brand": "Nuvessa", "rx": True}]},
        ),
        good(
            "Nuvessa ad was nice",
            direction="in",
            surface="comment",
            profile={"kind": "pharma", "countries": ["us"], "products": [{"brand": "Nuvessa", "rx": True}]},
        ),
    ),
    how="Own product names with symptom words.",
    not_checked="Symptoms in other words.",
    directions=("in",),
)
