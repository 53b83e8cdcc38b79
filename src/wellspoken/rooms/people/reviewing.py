"""The access review: who may do what, by which grant, and what of it was not used for half a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from wellspoken.rooms.people.models import ApiKey, Grant, User
from wellspoken.rooms.people.roles import GRID, RIGHT_NAMES, Right
from wellspoken.rooms.people.usage import ACTS, last_used

#: a right that was not used for so long is called unused
IDLE = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Line:
    """One grant of an active account. `unused`: rights whose use leaves a trace, and left none within `IDLE`."""

    grant: Grant
    used_at: datetime | None
    unused: list[Right]
    idle: bool  # given longer ago than `IDLE`, and nothing of it was used

    @property
    def unused_names(self) -> list[str]:
        """The unused rights in words."""
        return [str(RIGHT_NAMES[right]) for right in self.unused]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One account with its grants; `keys` is how many open API keys it has."""

    person: User
    lines: list[Line]
    keys: int


def review(people: Sequence[User], now: datetime) -> list[Reviewed]:
    """These accounts (from `selectors.people`) with what they hold; two more queries for any number."""
    used = last_used(person.actor_id for person in people)
    keys: dict[int, int] = {}
    for pk in ApiKey.objects.filter(user__in=people, ended_at=None, expires_at__gt=now).values_list("user", flat=True):
        keys[pk] = keys.get(pk, 0) + 1
    return [
        Reviewed(
            person,
            [_line(grant, used.get(person.actor_id, {}), now) for grant in person.grants.all()],
            keys.get(person.pk, 0),
        )
        for person in people
    ]


def _line(grant: Grant, used: dict[Right, datetime], now: datetime) -> Line:
    traced = [right for right in Right if right in GRID.get(grant.role, frozenset()) and right in ACTS]
    times = [used[right] for right in traced if right in used]
    unused = [right for right in traced if right not in used or now - used[right] > IDLE]
    idle = bool(traced) and len(unused) == len(traced) and now - grant.granted_at > IDLE
    return Line(grant, max(times, default=None), unused, idle)


def table(reviewed: Sequence[Reviewed]) -> list[dict[str, Any]]:
    """The review as plain values, one row per grant (or one without a role); times in UTC, ISO 8601."""
    return [row for one in reviewed for row in _rows(one)]


def _rows(one: Reviewed) -> list[dict[str, Any]]:
    person = one.person
    start = {
        "name": person.name,
        "account": "service" if person.is_service else person.email,
        "second_factor": person.has_second_factor,
        "api_keys": one.keys,
        "last_signed_in": person.last_login.isoformat() if person.last_login else "",
    }
    none = {"role": "", "where": "", "channels": "", "rights": "", "last_used": "", "unused": ""}
    return [{**start, **_grant_row(line)} for line in one.lines] or [{**start, **none}]


def _grant_row(line: Line) -> dict[str, Any]:
    grant = line.grant
    return {
        "role": grant.role,
        "where": grant.team.name if grant.team else "*",
        "channels": "*" if grant.all_channels else "some",
        "rights": ", ".join(sorted(GRID.get(grant.role, frozenset()))),
        "last_used": line.used_at.isoformat() if line.used_at else "",
        "unused": ", ".join(line.unused),
    }
