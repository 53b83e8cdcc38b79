"""The calendar for calendar programs (iCalendar, RFC 5545): one private address per person, read without signing in.

Such programs copy what they read to places nobody here knows. Words of a post are therefore told only once it is
approved; what still waits is told as a busy moment with its team and state.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.people.access import visible_teams
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.selectors import feed_owner, organisation
from wellspoken.rooms.publishing import agenda
from wellspoken.rooms.publishing.agenda import Entry, Scope
from wellspoken.web.calendar.looks import LOOK

BACK, AHEAD = timedelta(days=31), timedelta(days=184)
MOST = 2000
LENGTH = timedelta(minutes=15)
#: how often a program is asked to look again
AGAIN = timedelta(minutes=15)


@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """What the owner of the address may see: a month back, half a year ahead. Unknown addresses are not there."""
    person = feed_owner(key)
    if person is None:
        raise Http404
    with translation.override(person.language):
        text = _calendar(person, timezone.now()).to_ical()
    headers = {"Cache-Control": "private, max-age=300", "X-Robots-Tag": "noindex"}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


def _calendar(person: User, now: datetime) -> Calendar:
    house = organisation()
    calendar = Calendar()
    for name, value in (
        ("prodid", "-//Wellspoken//Calendar//EN"),
        ("version", "2.0"),
        ("x-wr-calname", f"Wellspoken · {house.name}" if house else "Wellspoken"),
        ("x-wr-timezone", person.time_zone),
        ("x-published-ttl", AGAIN),
    ):
        calendar.add(name, value)
    for event in _events(person, now):
        calendar.add_component(event)
    return calendar


def _events(person: User, now: datetime) -> Iterator[Event]:
    teams = {team.pk: team.name for team in visible_teams(person)}
    rows = agenda.index(Scope(tuple(teams)), now - BACK, now + AHEAD)[:MOST]
    found = agenda.entries(rows)
    channels = dict(Channel.objects.filter(team_id__in=teams).values_list("pk", "name"))
    seen: Counter[int] = Counter()
    for row in rows:
        entry = found.get(row)
        if entry is not None:
            yield _event(entry, seen[entry.post], teams, channels, now)
            seen[entry.post] += 1


def _event(entry: Entry, number: int, teams: dict[int, str], channels: dict[int, str], now: datetime) -> Event:
    """One post at one moment; it keeps its name when its time is changed."""
    link = f"{settings.SITE_URL}{reverse('post', args=[entry.post])}"
    told: dict[str, Any] = {
        "uid": f"post-{entry.post}-{number}@wellspoken",
        "dtstamp": now,
        "dtstart": entry.at,
        "dtend": entry.at + LENGTH,
        "summary": _summary(entry, teams),
        "description": "\n".join([*_where(entry, channels), link]),
        "url": link,
        "status": "TENTATIVE" if entry.planned else "CANCELLED" if entry.look == "withdrawn" else "CONFIRMED",
        "transp": "TRANSPARENT",
    }
    event = Event()
    for name, value in told.items():
        event.add(name, value)
    return event


def _summary(entry: Entry, teams: dict[int, str]) -> str:
    state, team = str(LOOK[entry.look].word), teams.get(entry.team, "")
    if entry.planned:
        return _("%(state)s · a post of %(team)s") % {"state": state, "team": team}
    return f"{state} · {entry.title or team}"


def _where(entry: Entry, channels: dict[int, str]) -> list[str]:
    """A line per channel with its state."""
    return [f"{channels[pk]}: {LOOK[look].word}" for pk, look in entry.parts if pk in channels]
