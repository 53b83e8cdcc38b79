"""Each row as the post it would become, with everything that stands in the way of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from wellspoken.rooms.content.body import MAX_TITLE
from wellspoken.rooms.content.plans import Plan
from wellspoken.rooms.content.sheets import columns
from wellspoken.rooms.content.sheets.reading import MOST_CELL, BadSheet
from wellspoken.rooms.kernel.walltime import BadTime

_WEB = re.compile(r"https?://[^\s,;|]+")
NOON = "12:00"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a row is read against: the team's channels by lower-case name (None: several have it), its zone,
    its language, whether its people write the month first, and the moment now (aware)."""

    channels: Mapping[str, int | None]
    zone: str
    lang: str
    month_first: bool
    now: datetime


@dataclass(frozen=True, slots=True)
class Row:
    """One post to be. `number` is its line in the file (the heading is 1); `errors` stop it, as (code, words).

    `wall` is '' for a post without a time. All values are JSON values.
    """

    number: int
    title: str
    text: str
    lang: str
    channels: tuple[int, ...]
    wall: str
    sources: tuple[str, ...]
    use_until: str
    errors: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """What `from_json` reads back."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Row:
        """Read what `to_json` wrote."""
        fields = dict(value)
        fields["errors"] = tuple((code, words) for code, words in fields["errors"])
        return cls(**{**fields, "channels": tuple(fields["channels"]), "sources": tuple(fields["sources"])})


def rows(table: list[list[str]], around: Surroundings) -> list[Row]:
    """Every row below the heading. Raises `BadSheet("no_text")` when no column holds the words."""
    places = columns.recognise(table[0])
    if "text" not in places:
        raise BadSheet("no_text")
    found: list[Row] = []
    seen: dict[tuple[str, str], int] = {}
    for number, cells in enumerate(table[1:], 2):
        values = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
        row = _row(number, values, around)
        first = seen.setdefault((row.text.casefold(), row.wall), number)
        twice = () if first == number or not row.text else (("twice", str(first)),)
        found.append(Row(**{**asdict(row), "errors": row.errors + twice}))
    return found


def _row(number: int, values: Mapping[str, str], around: Surroundings) -> Row:
    errors: list[tuple[str, str]] = []
    text = values.get("text", "")
    if not text:
        errors.append(("no_text", ""))
    if len(text) > MOST_CELL:
        errors.append(("long", ""))
    said = values.get("lang", "")
    lang = columns.language(said) if said else around.lang
    if lang is None:
        errors.append(("language", said))
    until = columns.day(values.get("use_until", ""), month_first=around.month_first)
    if values.get("use_until") and until is None:
        errors.append(("date", values["use_until"]))
    return Row(
        number=number,
        title=values.get("title", "")[:MAX_TITLE],
        text=text[:MOST_CELL],
        lang=lang or around.lang,
        channels=_channels(values.get("channels", ""), around, errors),
        wall=_wall(values, around, errors),
        sources=tuple(_WEB.findall(values.get("sources", "")))[:20],
        use_until=until.isoformat() if until else "",
        errors=tuple(errors),
    )


def _channels(said: str, around: Surroundings, errors: list[tuple[str, str]]) -> tuple[int, ...]:
    chosen: list[int] = []
    for name in filter(None, (part.strip() for part in re.split(r"[,;|\n]", said))):
        key = around.channels.get(name.casefold(), 0)
        if key is None:
            errors.append(("several_channels", name))
        elif key:
            chosen.append(key)
        else:
            errors.append(("channel", name))
    return tuple(dict.fromkeys(chosen))


def _wall(values: Mapping[str, str], around: Surroundings, errors: list[tuple[str, str]]) -> str:
    """The wall time of the team's zone; a date alone means noon."""
    date, clock = values.get("date", ""), values.get("time", "")
    if not date:
        if clock:
            errors.append(("time_alone", clock))
        return ""
    if " " in date and not clock and date[:4].isdigit():  # a cell that holds both
        date, _, clock = date.partition(" ")
    day, hour = columns.day(date, month_first=around.month_first), columns.clock(clock or NOON)
    if day is None:
        errors.append(("date", date))
    if hour is None:
        errors.append(("time", clock))
    if day is None or hour is None:
        return ""
    wall = f"{day.isoformat()}T{hour.isoformat(timespec='minutes')}"
    try:
        Plan("at", wall, around.zone).checked(around.now)
    except BadTime as error:
        errors.append((error.code, wall.replace("T", " ")))
    return wall
