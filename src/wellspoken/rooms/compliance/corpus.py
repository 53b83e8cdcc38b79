"""What was said before, as higher rooms hand it over: the room that owns posts names its source at start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from wellspoken.rooms.compliance.sayable import Sayable
from wellspoken.rooms.people.models import Team


@dataclass(frozen=True, slots=True)
class Spoken:
    """One post: its key, the team, and its whole content."""

    post: int
    team: Team
    body: Sayable


@dataclass(frozen=True, slots=True)
class Source:
    """`count(since)` says how many posts there are since a moment (UTC); `walk(since)` yields them, newest first."""

    count: Callable[[datetime], int]
    walk: Callable[[datetime], Iterator[Spoken]]


_sources: list[Source] = []


def name_source(source: Source) -> None:
    """Add a source; called once by the room that owns the posts."""
    if source not in _sources:
        _sources.append(source)


def count(since: datetime) -> int:
    """How many posts all sources hold."""
    return sum(source.count(since) for source in _sources)


def walk(since: datetime) -> Iterator[Spoken]:
    """Every post of every source."""
    for source in _sources:
        yield from source.walk(since)
