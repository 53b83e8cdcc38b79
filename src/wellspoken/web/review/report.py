"""How reviews went, by team and month, as a page and as a table to take along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from wellspoken.rooms.people.access import Denied, rights_of, visible_teams
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review.forecast import Pace
from wellspoken.rooms.review.selectors.paces import paces
from wellspoken.rooms.review.selectors.turnaround import Turnaround, turnaround
from wellspoken.web.frame import clock
from wellspoken.web.people.tables import KINDS, write

#: any one of these is enough to see a team's figures
RIGHTS = (Right.REVIEW, Right.SETTINGS, Right.AUDIT)


def readable_teams(request: HttpRequest) -> list[Team]:
    """The teams whose figures the reader may see, by name; raises `Denied` when there are none."""
    user = request.user
    held = [right for right in RIGHTS if isinstance(user, User) and rights_of(user).has(right)]
    if not held:
        raise Denied(Right.REVIEW)
    found = {team.pk: team for right in held for team in visible_teams(user, right)}
    return sorted(found.values(), key=lambda team: team.name)


@login_required
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The last twelve months, by team."""
    readable = readable_teams(request)
    rows, speeds = turnaround(readable, timezone.now()), pace_rows(readable)
    teams: dict[int, dict[str, Any]] = {}
    for row in rows:
        shown = teams.setdefault(row.team.pk, {"team": row.team, "rows": [], "paces": speeds.get(row.team.pk, [])})
        shown["rows"].append({"row": row, "usual": hours(row.usual), "slowest": hours(row.slowest)})
    return render(request, "review/report.html", {"teams": list(teams.values())})


def pace_rows(teams: Sequence[Team]) -> dict[int, list[dict[str, Any]]]:
    """The pace of the last 90 days by team's key: everybody's first, then each reviewer's by name. Two queries."""
    known = paces([team.pk for team in teams], timezone.now())
    each = {team: one.by_reviewer() for team, one in known.items()}
    people = User.objects.filter(pk__in={key for found in each.values() for key in found}).order_by("name")
    names = dict(people.values_list("pk", "name"))
    rows: dict[int, list[dict[str, Any]]] = {}
    for team, one in known.items():
        if (overall := one.overall()) is not None:
            reviewers = [_pace(name, each[team][pk]) for pk, name in names.items() if pk in each[team]]
            rows[team] = [_pace(_("Everybody"), overall), *reviewers]
    return rows


def _pace(name: str, pace: Pace) -> dict[str, Any]:
    return {"name": name, "usual": hours(pace.usual), "slow": hours(pace.slow), "count": pace.count}


@login_required
@require_GET
def file(request: HttpRequest) -> HttpResponse:
    """The same as CSV; no cell of it runs as a formula."""
    rows = turnaround(readable_teams(request), timezone.now())
    answer = HttpResponse(write("csv", [_cells(row) for row in rows]), content_type=KINDS["csv"])
    answer["Content-Disposition"] = f'attachment; filename="reviews-{timezone.localdate()}.csv"'
    return answer


def _cells(row: Turnaround) -> dict[str, Any]:
    return {
        _("Team"): row.team.name,
        _("Month"): row.month.strftime("%Y-%m"),
        _("Asked"): row.asked,
        _("Decided"): row.decided,
        _("Median, working hours"): _number(row.usual),
        _("Slowest, working hours"): _number(row.slowest),
        _("Ended by an edit"): row.voided,
        _("Late because of review"): row.late,
    }


def _number(took: timedelta | None) -> str:
    return "" if took is None else f"{took.total_seconds() / 3600:.2f}"


def hours(took: timedelta | None) -> str:
    """Working time in hours, one decimal: "3.5 h"; "–" for none."""
    return "–" if took is None else _("%(h)s h") % {"h": clock.number(round(took.total_seconds() / 3600, 1))}
