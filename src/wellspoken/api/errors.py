"""Every refusal has one shape: {"error": {"code", "message", "fields": [{"where", "message"}]}}."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from wellspoken.api.auth import ScopeMissing, Throttled
from wellspoken.rooms.content.body import BadBody
from wellspoken.rooms.kernel.idempotency import KeyReused
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.roles import RIGHT_NAMES
from wellspoken.rooms.people.scopes import SCOPE_NAMES


class FieldOut(Schema):
    """What is wrong with one part of the request; `where` is a dotted path such as `body.text`."""

    where: str
    message: str


class ErrorOut(Schema):
    """`code` is stable for programs, `message` a sentence for people in the person's language."""

    code: str
    message: str
    fields: list[FieldOut] = []


class Refusal(Schema):
    """The body of every answer with a status of 400 or more."""

    error: ErrorOut


#: documented answers of every operation
REFUSALS: dict[int, Any] = {401: Refusal, 403: Refusal, 404: Refusal, 409: Refusal, 422: Refusal, 429: Refusal}
READING: dict[int, Any] = {401: Refusal, 403: Refusal, 404: Refusal, 422: Refusal, 429: Refusal}


def refusal(code: str, message: str, fields: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """The JSON of one refusal."""
    return {"error": {"code": code, "message": str(message), "fields": fields or []}}


def install(api: NinjaAPI) -> None:
    """Make `api` answer in the one shape, whatever is raised."""

    def answer(request: HttpRequest, status: int, body: dict[str, Any]) -> HttpResponse:
        return api.create_response(request, body, status=status)

    _install_for_keys(api, answer)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        fields = [{"where": ".".join(str(part) for part in e["loc"]), "message": str(e["msg"])} for e in error.errors]
        return answer(request, 422, refusal("invalid", _("Some of what was sent cannot be used."), fields))

    @api.exception_handler(HttpError)
    def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
        if isinstance(error, AuthenticationError):
            return answer(request, 401, refusal("not_signed_in", _("Sign in first.")))
        if error.status_code == 400:  # the body is not JSON
            return answer(request, 422, refusal("invalid", _("The request's body cannot be read as JSON.")))
        code = "csrf" if error.status_code == 403 else "refused"
        return answer(
            request, error.status_code, refusal(code, _("The request was refused: {reason}").format(reason=error))
        )

    @api.exception_handler(Denied)
    def denied(request: HttpRequest, error: Denied) -> HttpResponse:
        message = _("You need the right to: {right}.").format(right=RIGHT_NAMES[error.right])
        return answer(request, 403, refusal("right_missing", message))

    @api.exception_handler(NotThere)
    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Exception) -> HttpResponse:
        return answer(request, 404, refusal("not_there", _("There is nothing here, or not for you.")))

    @api.exception_handler(BadBody)
    def bad_body(request: HttpRequest, error: BadBody) -> HttpResponse:
        fields = [{"where": "body", "message": str(error)}]
        return answer(request, 422, refusal("invalid", _("Some of what was sent cannot be used."), fields))

    @api.exception_handler(KeyReused)
    def reused(request: HttpRequest, error: KeyReused) -> HttpResponse:
        message = _("This Idempotency-Key was used before for another request. Choose a new one.")
        return answer(request, 409, refusal("key_reused", message))


def _install_for_keys(api: NinjaAPI, answer: Callable[[HttpRequest, int, dict[str, Any]], HttpResponse]) -> None:
    """What programs are told whose key does not reach that far, or comes too often."""

    @api.exception_handler(ScopeMissing)
    def out_of_reach(request: HttpRequest, error: ScopeMissing) -> HttpResponse:
        message = _("This key does not reach that far. It would need: {scope}.").format(scope=SCOPE_NAMES[error.scope])
        return answer(request, 403, refusal("scope_missing", message))

    @api.exception_handler(Throttled)
    def throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
        refused = answer(request, 429, refusal("too_many", _("Too many requests. Wait a minute, then go on.")))
        refused["Retry-After"] = "60"
        return refused
