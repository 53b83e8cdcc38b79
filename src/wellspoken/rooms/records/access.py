"""The door to records: fetching and permission in one call."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import Denied, may, require_everywhere, rights_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.records.models import Binder, Edition, Export


def visible_editions(user: User | AnonymousUser, right: Right = Right.VIEW) -> QuerySet[Edition]:
    """The editions of the teams in which the person holds `right`."""
    teams = rights_of(user).teams(right)
    rows = Edition.objects.select_related("team", "channel").defer("channel__secrets", "words")
    return rows if teams is None else rows.filter(team_id__in=teams)


def get_edition(user: User | AnonymousUser, pk: int, right: Right = Right.VIEW) -> Edition:
    """The edition, for somebody who holds `right` in its team; raises `NotThere` or `Denied`."""
    found = visible_editions(user).filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise NotThere(f"edition {pk}")
    if not may(user, right, found.team_id):
        raise Denied(right, found.team)
    return found


def get_binder(user: User | AnonymousUser, pk: int) -> Binder:
    """The binder, for somebody who holds AUDIT in its team; raises `NotThere`."""
    found = Binder.objects.select_related("team", "post", "by").filter(pk=pk).first() if pk < 2**63 else None
    if found is None or not may(user, Right.AUDIT, found.team_id):
        raise NotThere(f"binder {pk}")
    if found.raw and not may(user, Right.RAW, found.team_id):
        raise Denied(Right.RAW, found.team)
    return found


def get_export(user: User | AnonymousUser, pk: int) -> Export:
    """The export, for administrators of the whole organisation; raises `Denied`, then `NotThere`.

    One with consents in clear is there only for whoever may read all of them.
    """
    who = require_everywhere(user, Right.SETTINGS)
    found = Export.objects.select_related("by").filter(pk=pk).first() if pk < 2**63 else None
    if found is None or (found.opened and not {Right.CONSENTS, Right.AUDIT} <= rights_of(who).everywhere):
        raise NotThere(f"export {pk}")
    return found
