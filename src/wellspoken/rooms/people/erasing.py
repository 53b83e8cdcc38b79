"""What erasing a person's data does, room by room: higher rooms name their part in `AppConfig.ready`.

Somebody asks for it under GDPR art. 17, UU 27/2022 Pasal 8, or simply because they left. Their name goes from the
account; what they wrote and decided stays, under another name, because the organisation answers for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.tally import Countable, tally
from wellspoken.rooms.people.models import User


@dataclass(frozen=True, slots=True)
class Erasing:
    """Whose data goes: `person` as they still are, the names and addresses to look for, and what stands instead."""

    person: User
    instead: str
    actor: Actor
    now: datetime

    @property
    def known_as(self) -> tuple[str, ...]:
        """What names the person in free text, the longest first."""
        return tuple(sorted({self.person.name, self.person.email} - {""}, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of thing that is taken away or made nameless.

    `count` says beforehand how many; `act` does it and returns how many; `words(n)` names them in the reader's
    language; `tables` are those whose rows of theirs are deleted ("people.grant"). A part that fails rolls back all.
    """

    code: str
    words: Callable[[int], str]
    count: Callable[[User], Countable]
    act: Callable[[Erasing], int]
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of thing that stays as it is, with the reason in words (lazy) and the law it rests on."""

    code: str
    words: Callable[[int], str]
    count: Callable[[User], Countable]
    why: Any


_parts: dict[str, Part] = {}
_kept: dict[str, Kept] = {}


def at_erasing(*parts: Part) -> None:
    """Add parts; one with the code of another takes its place."""
    _parts.update({part.code: part for part in parts})


def keeps(*parts: Kept) -> None:
    """Add what stays."""
    _kept.update({part.code: part for part in parts})


def parts() -> list[Part]:
    """Every part, in the order in which the rooms named them."""
    return list(_parts.values())


def part(code: str) -> Part | Kept | None:
    """The part with this code, or None when its room is gone."""
    return _parts.get(code) or _kept.get(code)


@dataclass(frozen=True, slots=True)
class Held:
    """What is held about somebody: sentences of what goes; of what stays, with why; rows that name them by number."""

    goes: list[str]
    stays: list[tuple[str, str]]
    rows: list[tuple[str, int]]


def held(person: User) -> Held:
    """Count, before anybody confirms; what touches nothing is left out."""
    counted_parts = _numbers([*parts(), *_kept.values()], person)
    return Held(
        [one.words(number) for one, number in counted_parts if number and isinstance(one, Part)],
        [(one.words(number), str(one.why)) for one, number in counted_parts if number and isinstance(one, Kept)],
        rows_of(person),
    )


def counted(person: User) -> list[dict[str, Any]]:
    """What stays, counted, for the paper."""
    return [{"code": one.code, "count": number} for one, number in _numbers(list(_kept.values()), person)]


def _numbers(of: Sequence[Part | Kept], person: User) -> list[tuple[Part | Kept, int]]:
    return list(zip(of, tally([one.count(person) for one in of]), strict=True))


def rows_of(person: User) -> list[tuple[str, int]]:
    """Every table with rows that name this person by number and stay: ("content.post", 12), by name.

    Read from the relations themselves, so that no room can be forgotten.
    """
    going = {table for one in parts() for table in one.tables}
    relations: list[Any] = [one for one in User._meta.get_fields(include_hidden=True) if one.auto_created]
    naming = [one for one in relations if _names_people(one) and one.related_model._meta.label_lower not in going]
    sizes = tally([[one.related_model._base_manager.filter(**{one.field.name: person.pk})] for one in naming])
    found: dict[str, int] = {}
    for relation, number in zip(naming, sizes, strict=True):
        if number:
            label = relation.related_model._meta.label_lower
            found[label] = found.get(label, 0) + number
    return sorted(found.items())


def _names_people(relation: Any) -> bool:
    """Whether rows of a table of ours point at people by this relation."""
    model = relation.related_model
    return not (relation.concrete or model is None or model._meta.auto_created or relation.many_to_many)
