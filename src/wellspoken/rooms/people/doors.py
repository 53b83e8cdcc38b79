"""The doors through which a person comes in, and closing them all: part of every leaving, before anything else."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module

from django.conf import settings
from django.utils.translation import ngettext

from wellspoken.rooms.people.leaving import Leaving, Phase, Step, at_leaving
from wellspoken.rooms.people.models import ApiKey, FeedKey, SignedIn, User


def close_sessions(person: User, keys: list[str] | None = None) -> int:
    """End the sessions with these keys (None: all that are known) at once; returns how many rows went."""
    known = SignedIn.objects.filter(user=person)
    ending = list((known if keys is None else known.filter(session_key__in=keys)).values_list("session_key", flat=True))
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for key in ending:
        store().delete(key)
    return SignedIn.objects.filter(user=person, session_key__in=ending).delete()[0]


def close_keys(person: User, now: datetime) -> int:
    """End every API key of the person."""
    return ApiKey.objects.filter(user=person, ended_at=None).update(ended_at=now)


def close_feed(person: User) -> int:
    """End the private calendar address."""
    return FeedKey.objects.filter(user=person).delete()[0]


def close_all(person: User, now: datetime) -> list[dict[str, int | str]]:
    """Close every door; returns {"code", "count"} for each kind, also where there was none."""
    return [
        {"code": "sessions", "count": close_sessions(person)},
        {"code": "keys", "count": close_keys(person, now)},
        {"code": "feed", "count": close_feed(person)},
    ]


def _sessions(n: int) -> str:
    return ngettext("%(n)d place where they are signed in", "%(n)d places where they are signed in", n) % {"n": n}


def _keys(n: int) -> str:
    return ngettext("%(n)d API key", "%(n)d API keys", n) % {"n": n}


def _feed(n: int) -> str:
    return ngettext("%(n)d private calendar address", "%(n)d private calendar addresses", n) % {"n": n}


def _closed(leaving: Leaving) -> int:
    """These doors are closed by the cut itself (`close_all`)."""
    return 0


at_leaving(
    Step("sessions", Phase.ENDS, _sessions, lambda who: SignedIn.objects.filter(user=who).count(), _closed),
    Step("keys", Phase.ENDS, _keys, lambda who: ApiKey.objects.filter(user=who, ended_at=None).count(), _closed),
    Step("feed", Phase.ENDS, _feed, lambda who: FeedKey.objects.filter(user=who).count(), _closed),
)
