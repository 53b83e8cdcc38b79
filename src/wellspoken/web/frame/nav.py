"""The places of the product: shown only when they exist and the person may use them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wellspoken.rooms.people.access import Rights
from wellspoken.rooms.people.roles import Right


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the rail: url name, label, icon, the rights of which one is needed, shortcut key after `g`."""

    name: str
    label: Any
    icon: str
    rights: tuple[Right, ...]
    key: str
    bar: bool = False  # on the phone's bar; others are under More
    push: bool = False  # first of the group at the rail's foot


PLACES = (
    Place("home", _("Home"), "home", (Right.VIEW,), "h", bar=True),
    Place("compose_new", _("Write"), "write", (Right.SUGGEST, Right.WRITE), "w", bar=True),
    Place("calendar", _("Calendar"), "calendar", (Right.VIEW,), "c", bar=True),
    Place("reviews", pgettext_lazy("menu", "Review"), "review", (Right.REVIEW, Right.RELEASE), "r", bar=True),
    Place("posts", _("Posts"), "posts", (Right.VIEW,), "p"),
    Place("consents", _("Consents"), "person", (Right.CONSENTS,), "o"),
    Place("channels", _("Channels"), "channels", (Right.VIEW,), "n"),
    Place("archive", _("Archive"), "source", (Right.VIEW,), "v"),
    Place("incidents", _("Incidents"), "flag", (Right.AUDIT,), "d"),
    Place("audit", _("Audit log"), "audit", (Right.AUDIT,), "a"),
    Place("rules", pgettext_lazy("menu", "Rules"), "rules", (Right.RULES,), "u"),
    Place("people", _("People"), "people", (Right.PEOPLE,), "e", push=True),
    Place("settings", _("Settings"), "settings", (Right.SETTINGS,), "s"),
)

#: writing happens at a post's address, but its place is Write
_WRITING = re.compile(r"^/posts/\d+/(edit|revisions)/")


@dataclass(frozen=True, slots=True)
class Link:
    """A place as drawn: address, whether the reader is there, and a count beside it (0: none)."""

    place: Place
    url: str
    here: bool
    count: int


def links(rights: Rights, path: str, counts: dict[str, int]) -> list[Link]:
    """The places this person may use; the longest address that leads to `path` is `here`."""
    if _WRITING.match(path):
        path = reverse("compose_new")
    found: list[tuple[Place, str]] = []
    for place in PLACES:
        try:
            url = reverse(place.name)
        except NoReverseMatch:  # a screen that this installation does not have
            continue
        if any(rights.has(right) for right in place.rights):
            found.append((place, url))
    roots = [url for _place, url in found if path.startswith(url) and (url != "/" or path == "/")]
    here = max(roots, key=len, default="")
    return [Link(p, url, url == here, counts.get(p.name, 0)) for p, url in found]
