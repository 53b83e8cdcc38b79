"""Open incidents on the home page, for those who may know of them."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wellspoken.rooms.people.models import User
from wellspoken.rooms.records.incidents import open_for


def open_incidents(user: User, now: datetime) -> list[tuple[str, str, str, str, str, str]]:
    """Rows as `needs.Need` takes them: tone, word, title, text, action, address."""
    return [
        (
            "block",
            _("Incident"),
            _("An exposure in {team} is being looked after").format(team=incident.team.name),
            _until(end, now),
            _("Open"),
            reverse("incident", args=[incident.pk]),
        )
        for incident, end in open_for(user)
    ]


def _until(end: datetime | None, now: datetime) -> str:
    if end is None:
        return _("No clock runs any more. Close it when everything is done.")
    if end < now:
        return _("The time of one of its duties is over.")
    return _("The next clock ends on {day}.").format(day=date_format(localtime(end), "DATETIME_FORMAT"))
