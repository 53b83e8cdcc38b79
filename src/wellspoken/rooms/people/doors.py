"""The doors through which a person comes in, and closing them all: part of every leaving, before anything else."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module

from django.conf import settings
from django.utils import timezone
from django.utils.translation import ngettext

from wellspoken.rooms.people.leaving import Leaving, Phase, Secret, Step, at_leaving, knows_secrets
from wellspoken.rooms.people.models import ApiKey, FeedKey, SignedIn, SignInProvider, User


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


def secrets_known(person: User) -> list[Secret]:
    """Keys of programs that the person made, and the secret of the sign-in, when they entered it last."""
    rows = ApiKey.objects.filter(made_by=person, ended_at=None, expires_at__gt=timezone.now()).exclude(user=person)
    keys = [Secret("program_key", f"{key.user} · {key}", f"key:{key.pk}") for key in rows.select_related("user")]
    providers = SignInProvider.objects.filter(changed_by=person).defer("secret")
    return keys + [Secret("sign_in", str(row), f"sign-in:{row.pk}") for row in providers]


knows_secrets(secrets_known)
at_leaving(
    Step("sessions", Phase.ENDS, _sessions, lambda who: [SignedIn.objects.filter(user=who)], _closed),
    Step("keys", Phase.ENDS, _keys, lambda who: [ApiKey.objects.filter(user=who, ended_at=None)], _closed),
    Step("feed", Phase.ENDS, _feed, lambda who: [FeedKey.objects.filter(user=who)], _closed),
)
