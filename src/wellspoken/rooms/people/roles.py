"""Roles and rights in one grid: the only place that says who may do what."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What a person is in a team; a person may have several."""

    CONTRIBUTOR = "contributor", _("Contributor")
    EDITOR = "editor", _("Editor")
    REVIEWER = "reviewer", _("Reviewer")
    PUBLISHER = "publisher", pgettext_lazy("role", "Publisher")
    COMMUNITY = "community", _("Community manager")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")
    VIEWER = "viewer", _("Viewer")


class Right(StrEnum):
    """A thing that may be done. Every view names one; `access.require` checks it."""

    VIEW = "view"  # see posts, calendar, channels of the team
    SUGGEST = "suggest"  # write own drafts
    WRITE = "write"  # edit any draft of the team, upload, submit
    REVIEW = "review"  # approve, ask for changes, reject
    RELEASE = "release"  # release a post that screening stopped, with a reason
    PUBLISH = "publish"  # move times of approved posts, publish now, retry, settle unknowns
    TAKE_DOWN = "take_down"  # take a published post down
    HOLD = "hold"  # stop everything that would go out, and lift that again
    CONSENTS = "consents"  # keep the consent register: ask, read whole records, take back
    REPLY = "reply"  # answer the public (the inbox comes later)
    CHANNELS = "channels"  # connect, pause, reconnect channels
    PEOPLE = "people"  # invite people, give and take roles
    SETTINGS = "settings"  # organisation, teams
    RULES = "rules"  # severities, own terms, exemptions, products: what posts are checked against
    AUDIT = "audit"  # read and verify the audit log
    RAW = "raw"  # see a network's raw answers


_V = {Right.VIEW}
GRID: dict[str, frozenset[Right]] = {
    Role.VIEWER: frozenset(_V),
    Role.CONTRIBUTOR: frozenset(_V | {Right.SUGGEST}),
    Role.EDITOR: frozenset(_V | {Right.SUGGEST, Right.WRITE, Right.CONSENTS}),
    Role.REVIEWER: frozenset(_V | {Right.REVIEW, Right.RELEASE, Right.RULES, Right.CONSENTS}),
    Role.PUBLISHER: frozenset(
        _V | {Right.SUGGEST, Right.WRITE, Right.PUBLISH, Right.TAKE_DOWN, Right.HOLD, Right.CONSENTS}
    ),
    Role.COMMUNITY: frozenset(_V | {Right.SUGGEST, Right.REPLY}),
    Role.ADMINISTRATOR: frozenset(
        _V
        | {Right.CHANNELS, Right.PEOPLE, Right.SETTINGS, Right.RULES, Right.AUDIT, Right.RAW}
        | {Right.TAKE_DOWN, Right.HOLD}
    ),
    Role.AUDITOR: frozenset(_V | {Right.AUDIT, Right.RAW}),
}

RIGHT_NAMES = {
    Right.VIEW: _("see this team's posts"),
    Right.SUGGEST: _("write drafts"),
    Right.WRITE: _("edit this team's posts and send them to review"),
    Right.REVIEW: _("review posts"),
    Right.RELEASE: _("release posts that the checks stopped"),
    Right.PUBLISH: _("schedule and publish posts"),
    Right.TAKE_DOWN: _("take posts down"),
    Right.HOLD: _("hold back everything that would go out"),
    Right.CONSENTS: _("keep the register of consents and read who gave them"),
    Right.REPLY: _("answer the public"),
    Right.CHANNELS: _("connect and change channels"),
    Right.PEOPLE: _("add people and change their roles"),
    Right.SETTINGS: _("change the organisation's settings"),
    Right.RULES: _("change what posts are checked against"),
    Right.AUDIT: _("read the audit log"),
    Right.RAW: _("see the networks' raw answers"),
}


def roles_with(right: Right) -> list[str]:
    """The roles that carry a right, in the order of `Role`."""
    return [role for role in Role.values if right in GRID[role]]
