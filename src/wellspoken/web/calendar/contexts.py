"""The calendar as a page shows it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from wellspoken.rooms.campaigns.selectors import Occasion, observances
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.channels.selectors import channels_for, teams_of
from wellspoken.rooms.people.access import rights_of, visible_teams
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing import agenda
from wellspoken.rooms.publishing.agenda import Entry, Row, Scope
from wellspoken.rooms.publishing.likeness import crowded, repeated
from wellspoken.rooms.review.selectors.paces import Planned, of_planned
from wellspoken.web.calendar import asking, days
from wellspoken.web.calendar.asking import Wanted
from wellspoken.web.calendar.chips import Chip, ChipMaker, Warned
from wellspoken.web.frame import clock
from wellspoken.web.review import foreseen

#: chips drawn in one day of a view before "+ 12 more"
MOST = {"month": 3, "week": 14}
#: entries on one page of a list or a day
PAGE = 60
_OCCASIONS = 2


@dataclass(slots=True)
class Day:
    """One day: its chips, how many more there are, what is observed, by how many minutes the clocks change."""

    date: date
    chips: list[Chip]
    total: int
    occasions: list[Occasion]
    clocks: int
    wanted: Wanted
    outside: bool = False
    today: bool = False

    @property
    def more(self) -> int:
        """Entries that are not drawn."""
        return self.total - len(self.chips)

    @property
    def shown_occasions(self) -> list[Occasion]:
        """What is written in a small cell."""
        return self.occasions[:_OCCASIONS]

    @property
    def more_occasions(self) -> int:
        """What is observed besides."""
        return max(0, len(self.occasions) - _OCCASIONS)

    @property
    def query(self) -> str:
        """The query of this day's own page."""
        return self.wanted.of_day(self.date)

    @property
    def bare(self) -> bool:
        """Nothing at all to say about this day."""
        return not (self.total or self.occasions or self.clocks)


@dataclass(slots=True)
class Page:
    """Everything a calendar page needs."""

    wanted: Wanted
    today: date
    zone: str
    place: str
    days: list[Day]
    total: int
    months: list[Occasion]
    teams: list[Team]
    channels: list[Channel]
    next_page: int = 0

    @property
    def previous(self) -> str:
        """The query of the stretch before."""
        return self.wanted.query(day=self.wanted.step(-1))

    @property
    def following(self) -> str:
        """The query of the stretch after."""
        return self.wanted.query(day=self.wanted.step(1))

    @property
    def now(self) -> str:
        """The query of the stretch that holds today."""
        return self.wanted.query(day=self.today)

    @property
    def views(self) -> list[tuple[str, str]]:
        """(view, query) for each way of looking at it."""
        return [(view, self.wanted.query(view=view)) for view in ("month", "week", "list", "day")]

    @property
    def same_page(self) -> str:
        """This very page's query."""
        return self.wanted.query(page=self.wanted.page)

    @property
    def next_query(self) -> str:
        """The query of the next page of a list."""
        return self.wanted.query(page=self.next_page)

    @property
    def filtered(self) -> bool:
        """Whether some posts may be hidden by a filter."""
        return bool(self.wanted.team or self.wanted.channel or self.wanted.look)

    @property
    def weeks(self) -> list[list[Day]]:
        """The days in rows of seven."""
        return [self.days[n : n + 7] for n in range(0, len(self.days), 7)]


class Reader:
    """Who looks, at which teams and channels, in which zone; three queries at most."""

    def __init__(self, user: User, values: Any) -> None:
        self.user = user
        self.teams = visible_teams(user)
        self.channels = channels_for(user)
        asked = asking.read(values, timezone.now().date())
        self.team = next((team for team in self.teams if team.pk == asked.team), None)
        shown = [self.team] if self.team else teams_of(self.channels) or self.teams
        self.zone, self.place = clock.shown_in(user, shown)
        self.today = timezone.now().astimezone(self.zone).date()
        self.wanted = asking.read(values, self.today)
        self.countries = [team.country for team in ([self.team] if self.team else self.teams)]

    def scope(self) -> Scope:
        """What the reader may and wants to see. A channel or team of somebody else finds nothing."""
        wanted = self.wanted
        teams: tuple[int, ...] | None = tuple(t.pk for t in self.teams if not wanted.team or t.pk == wanted.team)
        if not wanted.team and rights_of(self.user).teams(Right.VIEW) is None:
            teams = None  # everything: the quickest way to ask
        channels = (wanted.channel,) if any(c.pk == wanted.channel for c in self.channels) else ()
        looks = frozenset([wanted.look]) if wanted.look else frozenset()
        return Scope(teams, channels, looks)


def page(reader: Reader) -> Page:
    """Read and lay out one calendar page."""
    wanted, zone = reader.wanted, reader.zone
    shown = days.shown(wanted)
    begins = [days.begins(day, zone) for day in [*shown, shown[-1] + timedelta(days=1)]]
    rows = agenda.index(reader.scope(), begins[0], begins[-1])
    edges = [bisect_left(rows, agenda.edge(moment)) for moment in begins]
    if wanted.view in MOST:
        picked = [rows[a:b][: _cap(wanted.view, b - a)] for a, b in pairwise(edges)]
        next_page = 0
    else:
        picked, next_page = _paged(rows, edges, wanted.page)
    found = agenda.entries(row for group in picked for row in group)
    entries = list(found.values())
    maker = ChipMaker(reader.user, zone, reader.channels, Warned(crowded(entries), repeated(entries), _late(entries)))
    drawn = [[maker.chip(found[row]) for row in group if row in found] for group in picked]
    totals = [b - a for a, b in pairwise(edges)]
    occasions = observances(shown[0], shown[-1], reader.countries, get_language() or "en")
    return Page(
        wanted=wanted,
        today=reader.today,
        zone=str(zone),
        place=reader.place,
        days=[_day(reader, *one) for one in zip(shown, drawn, totals, _by_day(occasions, shown), strict=True)],
        total=sum(totals),
        months=[o for o in occasions if o.kind == "month" and _touches(o, wanted)],
        teams=reader.teams,
        channels=reader.channels,
        next_page=next_page,
    )


def _late(entries: list[Entry]) -> dict[int, str]:
    """What is said of posts that wait for an approval which comes too late at their team's pace; two queries."""
    waiting = [Planned(e.post, e.team, e.author, e.at) for e in entries if e.look == "in_review"]
    found = of_planned(waiting, timezone.now())
    return {post: foreseen.short(one) for post, one in found.items() if one.troubled}


def _cap(view: str, count: int) -> int:
    """One entry over the limit is drawn rather than hidden behind a link of the same height."""
    return count if count <= MOST[view] + 1 else MOST[view]


def _paged(rows: list[Row], edges: list[int], number: int) -> tuple[list[list[Row]], int]:
    first, last = (number - 1) * PAGE, number * PAGE
    groups = [rows[max(a, first) : max(a, first, min(b, last))] for a, b in pairwise(edges)]
    return groups, number + 1 if len(rows) > last else 0


def _by_day(occasions: list[Occasion], shown: list[date]) -> list[list[Occasion]]:
    """What is named on each day of a view; a week is named once, on its first day that the view shows."""
    found: dict[date, list[Occasion]] = {day: [] for day in shown}
    for occasion in occasions:
        if occasion.kind != "month":
            day = occasion.start if occasion.is_day else max(occasion.start, shown[0])
            found.get(day, []).append(occasion)
    return list(found.values())


def _day(reader: Reader, day: date, chips: list[Chip], total: int, occasions: list[Occasion]) -> Day:
    return Day(
        date=day,
        chips=chips,
        total=total,
        occasions=occasions,
        clocks=days.change_of_clocks(day, reader.zone),
        wanted=reader.wanted,
        outside=reader.wanted.view == "month" and day.month != reader.wanted.day.month,
        today=day == reader.today,
    )


def _touches(occasion: Occasion, wanted: Wanted) -> bool:
    if wanted.view == "month":
        return occasion.start.month == wanted.day.month
    return True
