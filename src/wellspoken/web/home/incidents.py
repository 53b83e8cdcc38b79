"""Open incidents on the home page, for those who look after them or may read the log."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wellspoken.rooms.people.access import may
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.notices import Notice


def open_incidents(user: User, notices: Sequence[Notice]) -> list[tuple[str, str, str, str, str, str]]:
    """Rows as `needs.Need` takes them: tone, word, title, text, action, address."""
    mine = [n for n in notices if n.kind == "incident" and (n.detail == str(user.pk) or may(user, Right.AUDIT, n.team))]
    return [
        (
            "block",
            _("Incident"),
            _("An exposure in {team} is being looked after").format(team=one.name),
            _("Known since {day}. Its clocks are running.").format(
                day=date_format(localtime(one.at), "DATETIME_FORMAT")
            ),
            _("Open"),
            reverse("incident", args=[one.pk]),
        )
        for one in mine
    ]
