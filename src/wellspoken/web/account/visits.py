"""Noting where people are signed in, from what a request tells."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from wellspoken.rooms.people.asking import address_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.services.sessions import Visit, forget_visit, note_visit


def note(request: HttpRequest) -> None:
    """Keep when and from where this session was last seen."""
    if isinstance(request.user, User):
        _keep(request, request.user)


def _keep(request: HttpRequest, person: User) -> None:
    if key := request.session.session_key:
        agent = request.headers.get("User-Agent", "")
        note_visit(person=person, visit=Visit(key, address_of(request), agent))


def on_sign_in(sender: Any, request: HttpRequest, user: User, **rest: Any) -> None:
    """Receiver of `user_logged_in`: the session is in the list from its first moment."""
    if request.session.session_key is None:
        request.session.save()
    _keep(request, user)


def on_sign_out(sender: Any, request: HttpRequest | None, **rest: Any) -> None:
    """Receiver of `user_logged_out`."""
    key = request.session.session_key if request is not None else None
    if key:
        forget_visit(key)
