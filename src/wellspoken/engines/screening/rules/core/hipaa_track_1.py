"""HIPAA-TRACK-1: no tracking that ties a person to a condition."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW

_CONDITION = wordlists.phrases("health", "condition in link")
_TRACKING = ("utm_", "fbclid", "gclid", "ttclid", "msclkid", "mc_eid")


def check(doc: Document) -> Iterator[Hit]:
    """Tracking parameters in links that name a condition."""
    for entity in doc.labelled("URL"):
        link = doc.lower[entity.start : entity.end]
        query = link.partition("?")[2]
        if any(mark in query for mark in _TRACKING) and _CONDITION.first(
            link.replace("_", " ").replace("=", " ").replace("-", " ")
        ):
            clean = doc.text[entity.start : entity.end].partition("?")[0]
            yield Hit(entity.start, entity.end, "URL", fix=Replacement(clean))


RULE = Rule(
    id="HIPAA-TRACK-1",
    packs=EVERYWHERE,
    family="links",
    severity="review",
    citation="HHS bulletin on tracking technologies; GDPR art. 9",
    citations=PRIVACY_LAW,
    demand="Links carry no tracking that ties a reader to a condition.",
    check=check,
    texts=say(
        en=(
            "A link that tracks people by condition",
            "“{text}” carries tracking together with a condition.",
            "Use the link without what follows the question mark.",
        ),
        id=(
            "Tautan yang melacak orang menurut penyakit",
            "“{text}” membawa pelacak bersama nama kondisi.",
            "Gunakan tautan tanpa bagian setelah tanda tanya.",
        ),
        nb=(
            "En lenke som sporer folk etter sykdom",
            "«{text}» har sporing sammen med en tilstand.",
            "Bruk lenken uten det som står etter spørsmålstegnet.",
        ),
    ),
    examples=(
        bad("Book at https://example.org/book?utm_content=hiv-clinic-retarget"),
        good("Book at https://example.org/book?utm_campaign=spring"),
    ),
    how="Tracking parameters and condition words in one link.",
    not_checked="What the page itself loads.",
    directions=("out",),
)
