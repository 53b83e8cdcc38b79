"""Signing in as a person of the sample: only with the sample hospital on, and only on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.selectors import organisation, people

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Guest:
    """A person one may be, with what they are in words."""

    person: User
    roles: list[str]
    teams: list[str]


def open_to(request: HttpRequest) -> bool:
    """True when this is the sample hospital, served at a loopback address, asked for at one and from one.

    The host alone proves nothing: whoever reaches the port can write any name into it.
    """
    asked = urlsplit(f"//{request.get_host()}").hostname or ""
    places = {asked, urlsplit(settings.SITE_URL).hostname, request.META.get("REMOTE_ADDR", "")}
    if not places <= LOOPBACK:
        return False
    known = organisation()
    return known is not None and known.is_sample


def guests(request: HttpRequest) -> list[Guest]:
    """The people of the sample, in the order of teams; empty when the door is closed."""
    if not open_to(request):
        return []
    found = [_guest(person) for person in people().filter(is_active=True)]
    return sorted(found, key=lambda guest: (guest.teams, guest.person.name))


def _guest(person: User) -> Guest:
    grants = list(person.grants.all())
    roles = list(dict.fromkeys(str(grant.get_role_display()) for grant in grants))
    teams = list(dict.fromkeys(grant.team.name for grant in grants if grant.team))
    return Guest(person, roles, teams)
