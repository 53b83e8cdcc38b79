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
    framed,
    handle,
    health_plan,
    ip,
    licence,
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
    street,
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
    street.find,
    place.find,
    person.find,
    chart_name.find,
    framed.find,
    age.find,
)


def recognise(view: View) -> list[Entity]:
    """Everything recognised in `view` by titles, cues, lists and shapes, overlaps settled, in order."""
    return settle(entity for find in ALL for entity in find(view))
