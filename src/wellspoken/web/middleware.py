"""What happens around every page: the person's language and zone, first start, plain answers to denials."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.selectors import organisation
from wellspoken.web.account import visits
from wellspoken.web.frame import answers
from wellspoken.web.frame.signed_out import keep_the_way_back

Answer = Callable[[HttpRequest], HttpResponse]

#: Addresses that answer before the organisation exists.
BEFORE_SET_UP = (
    "/start/",
    "/static/",
    "/language/",
    "/health",
    "/newsroom/",
    "/media/",
    "/oauth/",
    "/api/",
    "/.well-known/",
)


class PersonMiddleware:
    """Speaks the person's language and tells time in their zone; notes where they are signed in.

    What a signed-in person saw is kept in no cache: after a session ends, nobody goes back to it.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Switch language and zone for this request."""
        if not isinstance(request.user, User):
            timezone.deactivate()
            return self.answer(request)
        translation.activate(request.user.language)
        request.LANGUAGE_CODE = request.user.language
        timezone.activate(ZoneInfo(request.user.time_zone))
        visits.note(request)
        answer = self.answer(request)
        answer.setdefault("Cache-Control", "private, no-store")
        return answer


class FirstStartMiddleware:
    """With no organisation yet, every page leads to the two doors. Somebody signed in proves that there is one."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Load the organisation for people who are not signed in; lead to /start/ when there is none."""
        if isinstance(request.user, User) or request.path.startswith(BEFORE_SET_UP):
            return self.answer(request)
        known = organisation()
        if known is None:
            return redirect("start")
        request.organisation = known  # type: ignore[attr-defined]
        return self.answer(request)


class PlainAnswersMiddleware:
    """Turns refusals into pages in plain words, and keeps the way back for people whose session ended."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; a post that ended at the sign-in page is answered so that nothing typed is lost."""
        signed_in = isinstance(request.user, User)  # signing out ends at the sign-in page too, and lost nothing
        answer = self.answer(request)
        return answer if signed_in else keep_the_way_back(request, answer)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """`Denied`: 403 saying which right is missing and who gives it. `NotThere`: 404."""
        if isinstance(exception, Denied):
            return answers.denied(request, exception)
        if isinstance(exception, NotThere):
            return answers.not_there(request, Http404())
        return None
