"""Tries to sign in, told to the log with the address they came from: what a security officer's tools look for.

Never the mail address or the password that was typed: people type one into the field of the other.
"""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.http import HttpRequest

from wellspoken.rooms.people.asking import address_of
from wellspoken.rooms.people.models import User

log = logging.getLogger("wellspoken.signin")


def failed(sender: Any, request: HttpRequest | None = None, **rest: Any) -> None:
    """Receiver of `user_login_failed`."""
    log.warning("a sign-in failed, from %s", _where(request))


def worked(sender: Any, user: User, request: HttpRequest | None = None, **rest: Any) -> None:
    """Receiver of `user_logged_in`; `WELLSPOKEN_LOG=INFO` shows it."""
    log.info("person %s signed in, from %s", user.pk, _where(request))


def _where(request: HttpRequest | None) -> str:
    return (address_of(request) if request is not None else None) or "an unknown address"


def listen() -> None:
    """Hear of every try, whichever way it is made."""
    user_login_failed.connect(failed, dispatch_uid="wellspoken.web.tries")
    user_logged_in.connect(worked, dispatch_uid="wellspoken.web.tries")
