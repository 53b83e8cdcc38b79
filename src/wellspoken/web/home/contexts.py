"""The home page as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wellspoken.rooms.campaigns.selectors import Occasion, observances
from wellspoken.rooms.channels.selectors import teams_of
from wellspoken.rooms.kernel.walltime import day_bounds
from wellspoken.rooms.people.access import visible_teams
from wellspoken.rooms.people.models import Organisation, User
from wellspoken.rooms.publishing.channel_selectors import channels_and_waiting
from wellspoken.rooms.publishing.notices import Signals
from wellspoken.rooms.publishing.today import sheet
from wellspoken.web.delivery.hold_contexts import Target, targets
from wellspoken.web.frame import clock
from wellspoken.web.home.lines import Line, going_lines, out_lines
from wellspoken.web.home.needs import Need, needs_of

#: how much of each part is drawn
MOST = 8
AHEAD = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on the home page. `more_…` count what is left to the calendar; times are of `time_zone`, `place`."""

    greeting: str
    today: date
    time_zone: str
    place: str
    needs: list[Need]
    more_needs: int
    going: list[Line]
    more_going: int
    whole_day: bool
    out: list[Line]
    coming: list[Occasion]
    channels: int
    targets: dict[str, list[Target]]


def home_page(user: User, organisation: Organisation | None, signals: Signals | None) -> Home:
    """Read and lay out the page for one person."""
    now = timezone.now()
    channels, waiting = channels_and_waiting(user, now)
    zone, place = clock.shown_in(user, teams_of(channels) or visible_teams(user))
    start, end = day_bounds(now, str(zone))
    today = now.astimezone(zone).date()
    day = sheet(user, start, end, now)
    needs = needs_of(user, channels, day.returned, now, signals.notices if signals else (), waiting)
    going = going_lines(day)
    return Home(
        greeting=_greeting(now.astimezone(user.zone), user),
        today=today,
        time_zone=str(zone),
        place=place,
        needs=needs[:MOST],
        more_needs=max(0, len(needs) - MOST),
        going=going[:MOST],
        more_going=max(0, len(going) - MOST),
        whole_day=day.whole,
        out=out_lines(day)[:MOST],
        coming=_coming(today, organisation),
        channels=len(channels),
        targets=targets(user, channels),
    )


def _coming(today: date, organisation: Organisation | None) -> list[Occasion]:
    countries = organisation.countries if organisation else []
    found = observances(today, today + AHEAD, countries, get_language() or "en")
    return [o for o in found if o.kind != "month" and o.start >= today][:6]


def _greeting(now: datetime, user: User) -> str:
    name = next((word for word in user.name.split() if not word.endswith(".")), user.name)
    if 5 <= now.hour < 12:
        return _("Good morning, {name}").format(name=name)
    if 12 <= now.hour < 18:
        return _("Good afternoon, {name}").format(name=name)
    return _("Good evening, {name}").format(name=name)
