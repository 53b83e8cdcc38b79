"""Who is asking: a program with an API key, or the signed-in person's session with CSRF protection on writes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import translation
from ninja.errors import AuthenticationError
from ninja.security import APIKeyCookie, HttpBearer

from wellspoken.rooms.kernel.throttle import within
from wellspoken.rooms.people.asking import address_of
from wellspoken.rooms.people.models import ApiKey, User
from wellspoken.rooms.people.scopes import Scope
from wellspoken.rooms.people.services.keys import use_key

#: requests with one key, and wrong keys from one address, in a minute
PER_KEY, WRONG_PER_ADDRESS = 300, 30


class ScopeMissing(Exception):
    """The key does not reach this far."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(str(scope))
        self.scope = scope


class Throttled(Exception):
    """Too many requests with this key, or too many wrong keys from this address, within a minute."""


class KeyBearer(HttpBearer):
    """`Authorization: Bearer wsp_…`. Whoever sends a key is never let in by a cookie beside it."""

    def authenticate(self, request: HttpRequest, token: str) -> User:
        """The key's person; raises `AuthenticationError` and `Throttled`."""
        address = address_of(request)
        key = use_key(text=token.strip(), address=address)
        if key is None:
            _count(f"wrong-key:{address}", WRONG_PER_ADDRESS)
            raise AuthenticationError
        _count(f"key:{key.pk}", PER_KEY)
        request.api_key = key  # type: ignore[attr-defined]
        translation.activate(key.user.language)
        return key.user


def _count(what: str, most: int) -> None:
    if not within(what, most):
        raise Throttled


class PersonSession(APIKeyCookie):
    """The session cookie of the pages; a write also needs the header `X-CSRFToken`."""

    param_name = "sessionid"

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        """The person, when signed in and not switched off."""
        return request.user if isinstance(request.user, User) and request.user.is_active else None


#: every way of being let in; each is tried in order
DOORS: list[Any] = [KeyBearer(), PersonSession()]


def person(request: HttpRequest, scope: Scope) -> User:
    """The person whom one of the doors let in; raises `ScopeMissing` when their key does not reach this operation."""
    user: Any = getattr(request, "auth", None)
    if not isinstance(user, User):
        raise TypeError("called outside an authenticated operation")
    key = getattr(request, "api_key", None)
    if isinstance(key, ApiKey) and scope not in key.scopes:
        raise ScopeMissing(scope)
    return user
