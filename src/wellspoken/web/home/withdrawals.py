"""Consents that were taken back, on the home page of those who keep the register, until somebody settles them."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wellspoken.rooms.consents.clocks import running_since
from wellspoken.rooms.people.access import may
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.notices import Notice
from wellspoken.web.frame import clock


def open_withdrawals(user: User, notices: Sequence[Notice]) -> list[tuple[str, str, str, str, str, str]]:
    """Rows as `needs.Need` takes them: tone, word, title, text, action, address."""
    mine = [n for n in notices if n.kind == "consent" and may(user, Right.CONSENTS, n.team)]
    return [
        (
            "block" if one.amount else "review",
            _("Taken back"),
            _("Consent {code} was taken back").format(code=one.name),
            f"{_places(one.amount)} {_time(one, user)}",
            _("End its uses") if one.amount else _("Confirm"),
            reverse("consent_withdrawal", args=[one.pk]),
        )
        for one in mine
    ]


def _places(number: int) -> str:
    if not number:
        return _("Nothing of it is public as far as we know. Look elsewhere too, then confirm.")
    words = ngettext(
        "It is still used in {n} place: take that down.", "It is still used in {n} places: take those down.", number
    )
    return words.format(n=localize(number))


def _time(one: Notice, user: User) -> str:
    """The clock of the first duty, in the reader's time zone."""
    duty = running_since(one.at, one.detail)[0]
    if duty.by is None:
        return _("Due without delay since {day}.").format(day=clock.when(one.at, user))
    return _("Due by {day} ({source}).").format(day=clock.when(duty.by, user), source=duty.citation)
