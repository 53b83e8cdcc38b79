"""Entries as a calendar draws them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wellspoken.rooms.channels.measures import network_name
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.people.access import rights_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.agenda import Entry
from wellspoken.rooms.publishing.words import summary_words
from wellspoken.web.calendar.looks import LOOK, Look


@dataclass(frozen=True, slots=True)
class Mark:
    """A channel on a chip: the network's first letter, and the names behind it."""

    letter: str
    name: str


@dataclass(frozen=True, slots=True)
class Chip:
    """One entry as drawn. `wall` is its wall time in the calendar's zone, `movable` for this very reader."""

    post: int
    title: str
    look: Look
    word: str
    stamp: str
    wall: str
    time: str
    marks: tuple[Mark, ...]
    networks: str
    movable: bool
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Warned:
    """Entries that are too close to another on a channel, and posts that nearly repeat another."""

    crowded: frozenset[tuple[int, datetime]] = frozenset()
    repeated: frozenset[int] = frozenset()
    #: post -> what is said of an approval that comes too late
    late: Mapping[int, str] = field(default_factory=dict)

    def words(self, entry: Entry) -> str:
        """What is said of an entry; '' when nothing is."""
        if not entry.movable:  # what is out is as it is
            return ""
        if entry.planned and entry.post in self.late:
            return self.late[entry.post]
        if entry.post in self.repeated:
            return _("nearly the same as another post")
        return _("close to another post on its channel") if (entry.post, entry.at) in self.crowded else ""


class ChipMaker:
    """Turns entries into chips for one reader, in one zone."""

    def __init__(self, user: User, zone: ZoneInfo, channels: Iterable[Channel], warned: Warned | None = None) -> None:
        self.user = user
        self.warned = warned or Warned()
        self.zone = zone
        self.rights = rights_of(user)
        self.marks: Mapping[int, Mark] = {c.pk: _mark(c.network) for c in channels}
        self.words = {code: str(look.word) for code, look in LOOK.items()}
        self.clock = "." if (get_language() or "").startswith("id") else ":"

    def chip(self, entry: Entry) -> Chip:
        """One chip."""
        wall = _minute(entry.at.astimezone(self.zone))
        marks = tuple(dict.fromkeys(self.marks[c] for c, _look in entry.parts if c in self.marks))
        return Chip(
            post=entry.post,
            title=_one_line(entry.title) or _("No title yet"),
            look=LOOK[entry.look],
            word=self._word(entry),
            stamp=f"{_minute(entry.at)}Z",
            wall=wall,
            time=wall[11:].replace(":", self.clock),
            marks=marks,
            networks=", ".join(mark.name for mark in marks),
            movable=entry.movable and self._may_move(entry),
            warning=self.warned.words(entry),
        )

    def _word(self, entry: Entry) -> str:
        word = self.words[entry.look]
        return f"{word} · {summary_words(entry.partly_live, len(entry.parts))}" if entry.partly_live else word

    def _may_move(self, entry: Entry) -> bool:
        if not entry.planned:
            return self.rights.has(Right.PUBLISH, entry.team)
        if self.rights.has(Right.WRITE, entry.team):
            return True
        return entry.author == self.user.pk and self.rights.has(Right.SUGGEST, entry.team)


@lru_cache(maxsize=64)
def _mark(network: str) -> Mark:
    name = network_name(network)
    return Mark(name[:1].upper(), name)


def _minute(at: datetime) -> str:
    """`2026-11-28T09:00`"""
    return at.isoformat()[:16]


def _one_line(text: Any) -> str:
    return " ".join(str(text).split())
