"""Sealing everything anew with the newest key, while people work.

Every sealed column of every room is found by its kind of field; what is sealed
elsewhere is handed in as a `Place`. A value is replaced only if it is still the
one that was read; one that somebody changed meanwhile is met again in the next round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import F, Model, TextField, Value
from django.db.models.functions import Cast

from wellspoken.rooms.kernel.sealed import SealBroken, SealedJSONField, rotate, sealed_with

#: a value that is changed in every round is sealed with the newest key by whoever changes it
ROUNDS = 5
_AT_ONCE = 100


@dataclass(frozen=True)
class Place:
    """Somewhere sealed values are: `rows` gives (key, ciphertext), `put` replaces one if it still is what it was."""

    name: str
    rows: Callable[[], Iterator[tuple[Any, str]]]
    put: Callable[[Any, str, str], bool]


@dataclass
class Done:
    """How many values were sealed anew, how many no key opens, and where those are."""

    renewed: int = 0
    broken: Counter[str] = field(default_factory=Counter)


def columns() -> list[Place]:
    """Every sealed column, by table."""
    return [
        _column(model, one.name)
        for model in sorted(apps.get_models(), key=lambda model: model._meta.label)
        for one in model._meta.concrete_fields
        if isinstance(one, SealedJSONField)
    ]


def _column(model: type[Model], name: str) -> Place:
    stored = model._base_manager.filter(**{f"{name}__isnull": False}).annotate(text=Cast(F(name), TextField()))

    def rows() -> Iterator[tuple[Any, str]]:
        page = list(stored.order_by("pk").values_list("pk", "text")[:_AT_ONCE])
        while page:  # pages, not one long reading: signatures are large, and SQLite would see what is written
            yield from page
            page = list(stored.filter(pk__gt=page[-1][0]).order_by("pk").values_list("pk", "text")[:_AT_ONCE])

    def put(pk: Any, old: str, new: str) -> bool:
        fresh = Value(new, output_field=TextField())  # as it is: the field itself would seal the ciphertext
        return bool(stored.filter(pk=pk, text=old).update(**{name: fresh}) == 1)

    return Place(f"{model._meta.label}.{name}", rows, put)


def census(places: Iterable[Place]) -> Counter[int | None]:
    """How many values each key opens (0 is the newest); None: how many none does."""
    return Counter(_key_of(text) for place in places for _key, text in place.rows() if text)


def reseal(places: Iterable[Place]) -> Done:
    """Seal with the newest key whatever an older one opens. What none opens stays as it is, and is told."""
    places, done = list(places), Done()
    for _round in range(ROUNDS):
        done.broken.clear()
        before = done.renewed
        for place in places:
            _through(place, done)
        if done.renewed == before:
            break
    return done


def _through(place: Place, done: Done) -> None:
    for key, text in place.rows():
        where = _key_of(text) if text else 0
        if where is None:
            done.broken[place.name] += 1
        elif where:
            done.renewed += place.put(key, text, rotate(text))


def _key_of(text: str) -> int | None:
    try:
        return sealed_with(text)
    except SealBroken:
        return None
