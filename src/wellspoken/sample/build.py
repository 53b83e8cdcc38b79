"""Building the sample hospital: founds the house, then tells all lives in order of time."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

from wellspoken.rooms.kernel.quiet import quiet
from wellspoken.rooms.library import links
from wellspoken.rooms.people.selectors import organisation
from wellspoken.rooms.review import chores
from wellspoken.sample import clock, reading
from wellspoken.sample.deciding import decide_rules
from wellspoken.sample.flowing import describe_workflows
from wellspoken.sample.house import House, end_sign_ins, found
from wellspoken.sample.lives import Story
from wellspoken.sample.training import note_trainings

HISTORY = timedelta(days=35)
Progress = Callable[[int, int], None]


class AlreadyInUse(Exception):
    """The installation already belongs to an organisation: nothing was changed."""


def _quietly(done: int, total: int) -> None:
    """Tell nobody."""


def build(progress: Progress = _quietly) -> House:
    """Fill an empty installation; `progress(done, total)` counts moments told. Raises `AlreadyInUse`."""
    if organisation() is not None:
        raise AlreadyInUse
    now = datetime.now(UTC)
    with quiet() as renew, clock.telling():

        def heard(done: int, total: int) -> None:
            renew()
            progress(done, total)

        clock.stand_at(now - HISTORY)
        house = found(reading.organisation())
        decide_rules(house)
        _tell(house, now, heard)
        describe_workflows(house)
        note_trainings(house)
        chores.settle(now)
    links.forget()  # invented posts ask nobody outside
    return house


def _tell(house: House, now: datetime, progress: Progress) -> None:
    """Tell every life, whichever comes next in time; sign-ins end a day before now."""
    order = count()
    waiting: list[tuple[datetime, int, Callable[[], Any]]] = []
    for story in _stories(house, now):
        life = story.tell()
        go_on: Callable[[], Any] = partial(next, life, None)
        heapq.heappush(waiting, (next(life), next(order), go_on))
    ends = now - timedelta(hours=20)
    end: Callable[[], Any] = partial(end_sign_ins, house, ends)
    heapq.heappush(waiting, (ends, next(order), end))
    done, total = 0, 4 * len(waiting)
    while waiting:
        moment, _, go_on = heapq.heappop(waiting)
        clock.stand_at(moment)
        following = go_on()
        if following is not None:
            heapq.heappush(waiting, (max(following, moment), next(order), go_on))
        done += 1
        progress(min(done, total), total)
    progress(total, total)


def _stories(house: House, now: datetime) -> list[Story]:
    return [
        Story(house, slug, said, now)
        for slug, team in house.teams.items()
        for said in reading.posts(slug, team.zone, now)
    ]


__all__ = ["AlreadyInUse", "build"]
