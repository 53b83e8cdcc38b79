"""What a session remembers from sign-in on, so that pages need not ask for it again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from wellspoken.rooms.people.models import Organisation
from wellspoken.rooms.people.selectors import organisation


def remember(request: HttpRequest, known: Organisation | None) -> None:
    """Keep the organisation's name, whether it is the sample, and which roles need a second factor."""
    request.session["organisation"] = known.name if known else ""
    request.session["sample"] = bool(known and known.is_sample)
    request.session["second_factor"] = known.second_factor_roles if known else []


def on_sign_in(sender: Any, request: HttpRequest, **rest: Any) -> None:
    """Receiver of `user_logged_in`."""
    remember(request, organisation())
