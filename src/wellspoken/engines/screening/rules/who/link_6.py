"""LINK-6: A page given as evidence was reviewed within the last five years."""

from collections.abc import Iterator
from datetime import date

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.health_claims import claims_something
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE

_YEARS = 5


def check(doc: Document) -> Iterator[Hit]:
    """Links whose page is old; only advice where the text claims nothing."""
    facts = {fact.url: fact for fact in doc.ctx.links if fact.modified}
    for entity in doc.labelled("URL") if facts else ():
        fact = facts.get(doc.ctx.text[slice(*doc.norm.span(entity.start, entity.end))])
        if fact and _age(fact.modified, fact.checked_on or str(doc.ctx.today or "")) > _YEARS:
            level = None if claims_something(doc) else "advise"
            yield Hit(entity.start, entity.end, "LINK", {"day": fact.modified[:10]}, severity=level)


def _age(modified: str, today: str) -> float:
    """Years between two ISO dates; 0 when one of them cannot be read."""
    try:
        days = date.fromisoformat(today[:10]) - date.fromisoformat(modified[:10])
    except ValueError:
        return 0.0
    return days.days / 365.25


RULE = Rule(
    id="LINK-6",
    packs=EVERYWHERE,
    family="source",
    severity="review",
    citation="Practice; WHO infodemic guidance",
    demand="A page given as evidence was reviewed within the last five years.",
    check=check,
    texts=say(
        en=(
            "An old source",
            "“{text}” was last reviewed on {day}.",
            "Look for a newer page, or say that the advice has not changed.",
        ),
        id=(
            "Sumber lama",
            "“{text}” terakhir ditinjau pada {day}.",
            "Cari halaman yang lebih baru, atau jelaskan bahwa anjurannya tidak berubah.",
        ),
        nb=(
            "En gammel kilde",
            "«{text}» ble sist gjennomgått {day}.",
            "Finn en nyere side, eller si at rådet ikke er endret.",
        ),
    ),
    examples=(
        bad(
            "Flu vaccine lowers the risk: example.org/flu",
            links=({"url": "example.org/flu", "modified": "2015-03-01", "checked_on": "2026-11-01"},),
        ),
        bad(
            "Les mer: example.org/rad",
            "nb",
            links=({"url": "example.org/rad", "modified": "2019-03-01", "checked_on": "2026-11-01"},),
        ),
        bad(
            "Baca: example.org/gizi",
            "id",
            links=({"url": "example.org/gizi", "modified": "2018-01-01", "checked_on": "2026-11-01"},),
        ),
        good(
            "Read more: example.org/flu",
            links=({"url": "example.org/flu", "modified": "2025-03-01", "checked_on": "2026-11-01"},),
        ),
        good("Read more: example.org/flu"),
    ),
    how="The date of change or review that was found when the link was looked up.",
    not_checked="Pages without a date.",
    directions=("out",),
)
