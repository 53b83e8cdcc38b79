"""What happens around every page: the person's language and zone, first start, plain answers to denials."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import User

Answer = Callable[[HttpRequest], HttpResponse]


class PersonMiddleware:
    """Speaks the person's language and tells time in their zone."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Switch language and zone for this request."""
        if isinstance(request.user, User):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
            timezone.activate(ZoneInfo(request.user.time_zone))
        else:
            timezone.deactivate()
        return self.answer(request)


class FirstStartMiddleware:
    """With no organisation yet, every page leads to the two doors."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.answer(request)


class PlainAnswersMiddleware:
    """Turns a missing right into a page that says which right is missing and who can give it."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer `Denied` with status 403."""
        if isinstance(exception, Denied):
            return render(request, "denied.html", {"denied": exception}, status=403)
        return None
