"""Who is asking: the signed-in person's session, with CSRF protection on writes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security import APIKeyCookie

from wellspoken.rooms.people.models import User


class PersonSession(APIKeyCookie):
    """The session cookie of the pages; a write also needs the header `X-CSRFToken`."""

    param_name = "sessionid"

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        """The person, when signed in and not switched off."""
        return request.user if isinstance(request.user, User) and request.user.is_active else None


#: every way of being let in; each is tried in order
DOORS: list[Any] = [PersonSession()]


def person(request: HttpRequest) -> User:
    """The person whom one of the doors let in."""
    user: Any = getattr(request, "auth", None)
    if not isinstance(user, User):
        raise TypeError("called outside an authenticated operation")
    return user
