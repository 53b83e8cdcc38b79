"""ID-1787-5l: no pushing."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_PUSH = wordlists.phrases("promo", "push")


def check(doc: Document) -> Iterator[Hit]:
    """Words that hurry people to buy care."""
    if doc.ctx.profile.kind == "agency" or doc.talking:
        return
    spots = [*doc.find(_PUSH), *((f.start, f.end) for f in promoted(doc, "indonesia", "push"))]
    spots += [(f.start, f.end) for f in promoted(doc, "sly", "fear")]
    for start, end in sorted(spots)[:1]:
        yield Hit(start, end, "PUSH")


RULE = Rule(
    id="ID-1787-5l",
    packs=("id",),
    family="promo",
    severity="review",
    citation="Permenkes 1787/2010 Pasal 5 huruf l",
    demand="Information does not push people to use a provider's services.",
    check=check,
    texts=say(
        en=(
            "Pushes people",
            "“{text}” presses people to use a service.",
            "Give the times and let people choose.",
        ),
        id=(
            "Mendesak orang",
            "“{text}” mendesak orang memakai layanan.",
            "Cantumkan jadwal dan biarkan orang memilih.",
        ),
        nb=(
            "Presser folk",
            "«{text}» presser folk til å bruke en tjeneste.",
            "Oppgi tidene og la folk velge.",
        ),
    ),
    examples=(
        bad("Buruan suntik sekarang, slot terbatas!", "id"),
        good("Jadwal layanan: Senin sampai Jumat.", "id"),
    ),
    how="A list of phrases.",
    not_checked="-",
    directions=("out",),
    countries=("id",),
)
