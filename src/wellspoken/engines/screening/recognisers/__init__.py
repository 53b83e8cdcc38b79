"""Recognisers, one kind of identifier per file. Each has `find(view)` yielding entities; `ALL` lists them."""

from collections.abc import Callable, Iterable

from wellspoken.engines.screening.entity import Entity, settle
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers import (
    account,
    age,
    chart_name,
    dates,
    device,
    email,
    handle,
    health_plan,
    ip,
    licence,
    likely,
    link,
    national_id_id,
    national_id_no,
    npi,
    person,
    phone,
    place,
    plate,
    record_number,
    ssn,
)

ALL: tuple[Callable[[View], Iterable[Entity]], ...] = (
    ssn.find,
    national_id_no.find,
    national_id_id.find,
    npi.find,
    record_number.find,
    health_plan.find,
    account.find,
    licence.find,
    email.find,
    link.find,
    ip.find,
    handle.find,
    device.find,
    plate.find,
    dates.find,
    phone.find,
    place.find,
    person.find,
    chart_name.find,
    age.find,
)

_CLEAR = 0.42  # of at most 0.7


def recognise(view: View) -> list[Entity]:
    """Everything recognised in `view`, overlaps settled, in order."""
    return settle(entity for find in ALL for entity in find(view))


def recognise_all(view: View) -> list[Entity]:
    """Everything recognised, and also names that only counts speak for; none by shape whose words are ordinary."""
    guessed = list(likely.find(view))
    marked = {at for entity in guessed for at in range(entity.start, entity.end)}
    found = recognise(view)
    weak = (e for e in found if e.kind == "shape" and marked.isdisjoint(range(e.start, e.end)))
    dropped = {e.start for e in weak if likely.ordinary(view.lower[e.start : e.end])}
    sure = [e for e in found if e.kind != "shape" or e.start not in dropped]
    return _joined(sure, guessed)


def recognise_more(view: View, sure: list[Entity]) -> list[Entity]:
    """`sure` and names of two or more words that counts speak for clearly."""
    return _joined(sure, [e for e in likely.find(view) if e.score >= _CLEAR and " " in view.text[e.start : e.end]])


def _joined(sure: list[Entity], guessed: list[Entity]) -> list[Entity]:
    taken = {at for entity in sure for at in range(entity.start, entity.end)}
    more = [e for e in guessed if taken.isdisjoint(range(e.start, e.end))]
    return sorted([*sure, *more], key=lambda e: e.start)
