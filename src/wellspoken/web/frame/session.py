"""What a session remembers from sign-in on, so that pages need not ask for it again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from wellspoken.rooms.people.models import Organisation
from wellspoken.rooms.people.selectors import organisation


def remember(request: HttpRequest, known: Organisation | None) -> None:
    """Keep the organisation's name, and whether it is the sample."""
    request.session["organisation"] = known.name if known else ""
    request.session["sample"] = bool(known and known.is_sample)


def on_sign_in(sender: Any, request: HttpRequest, **rest: Any) -> None:
    """Receiver of `user_logged_in`."""
    remember(request, organisation())
