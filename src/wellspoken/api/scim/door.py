"""Who may ask, and how refusals are told: RFC 7644 section 3.12."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from pydantic import ValidationError
from scim2_models import (
    ConflictException,
    Error,
    InvalidSyntaxException,
    NotFoundException,
    NotImplementedException,
    SCIMException,
    UnauthorizedException,
    UniquenessException,
)

from wellspoken.api.auth import PER_KEY, WRONG_PER_ADDRESS
from wellspoken.rooms.kernel.throttle import within
from wellspoken.rooms.people.asking import address_of
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.scopes import Scope
from wellspoken.rooms.people.services.directory import DirectoryActor
from wellspoken.rooms.people.services.keys import use_key

KIND = "application/scim+json"
#: problems that are a value given twice; others of the same status have no word of their own in SCIM
TWICE = {"user_name_taken", "email_taken", "group_taken"}
#: problems that are a state of ours, not a fault in the message
CONFLICTS = {"last_administrator", "left_here", "protected_address"}
View = Callable[..., HttpResponse]


class TooMany(SCIMException):
    """More requests in a minute than a key has."""

    status = 429


def scim(**methods: View) -> View:
    """One address: for each method a view that takes the acting directory, the request and what the address holds."""
    allowed = {name.upper(): view for name, view in methods.items()}

    @csrf_exempt
    def entrance(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        with translation.override("en"):  # read by programs and their keepers
            try:
                actor = _let_in(request)
                if request.method not in allowed:
                    return _refused(Error(status=405, detail="Not here."), {"Allow": ", ".join(allowed)})
                return allowed[request.method](actor, request, **kwargs)
            except SCIMException as problem:
                return _refused(problem.to_error())
            except ValidationError as problem:
                return _refused(Error.from_validation_errors(problem)[0])
            except PeopleProblem as problem:
                return _refused(_told(problem).to_error())

    return wraps(next(iter(methods.values())))(entrance)


def answer(body: Mapping[str, Any] | None, status: int = 200) -> HttpResponse:
    """An answer in JSON; None: nothing to say."""
    content = b"" if body is None else orjson.dumps(body)
    return HttpResponse(content, status=status, content_type=KIND, headers={"Cache-Control": "no-store"})


def said(request: HttpRequest) -> dict[str, Any]:
    """The message as JSON; raises `InvalidSyntaxException`, also for the character that no database keeps."""
    if b"\\u0000" in request.body:
        raise InvalidSyntaxException(detail="The body holds a NUL.")
    try:
        found = orjson.loads(request.body)
    except orjson.JSONDecodeError as problem:
        raise InvalidSyntaxException(detail="The body is not JSON.") from problem
    if not isinstance(found, dict):
        raise InvalidSyntaxException(detail="The body is not an object.")
    return found


def address(kind: str, pk: object) -> str:
    """Where a resource is: `kind` is Users, Groups, Schemas or ResourceTypes."""
    return f"{settings.SITE_URL}/scim/v2/{kind}/{pk}"


def _let_in(request: HttpRequest) -> DirectoryActor:
    """The directory behind the bearer key; no cookie opens this door. Raises `UnauthorizedException`, `TooMany`."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    where = address_of(request)
    key = use_key(text=token.strip(), address=where) if scheme.casefold() == "bearer" else None
    if key is None or Scope.SCIM not in key.scopes or not key.user.is_service:
        if not within(f"wrong-key:{where}", WRONG_PER_ADDRESS):
            raise TooMany(detail="Too many wrong keys. Wait a minute.")
        raise UnauthorizedException(detail="A key for joiners and leavers is needed.")
    if not within(f"key:{key.pk}", 4 * PER_KEY):
        raise TooMany(detail="Too many requests with this key. Wait a minute.")
    return DirectoryActor("scim", key.pk, str(key))


def _told(problem: PeopleProblem) -> SCIMException:
    if problem.code in TWICE:
        return UniquenessException(detail=problem.sentence)
    if problem.code in CONFLICTS:
        return ConflictException(detail=problem.sentence)
    told = SCIMException(detail=problem.sentence)
    told.scim_type = "invalidValue"
    return told


def _refused(error: Error, headers: Mapping[str, str] | None = None) -> HttpResponse:
    status = error.status or 400
    reply = answer(error.model_dump(), status)
    for name, value in (headers or {}).items():
        reply[name] = value
    if status == 401:
        reply["WWW-Authenticate"] = "Bearer"
    if status == 429:
        reply["Retry-After"] = "60"
    return reply


def resource(request: HttpRequest, known: Mapping[str, Mapping[str, Any]], schema: str) -> dict[str, Any]:
    """A resource without the attributes we have no use for (RFC 7644, section 3.3, lets us leave them out).

    `known`: attribute in lower case -> its known parts in lower case, none for a simple one.
    """
    body = said(request)
    kept = {key: _parts(value, known[key.casefold()]) for key, value in body.items() if key.casefold() in known}
    if schema in (body.get("schemas") or []):
        kept["schemas"] = [schema]
    return kept


def _parts(value: Any, known: Mapping[str, Any]) -> Any:
    if known and isinstance(value, list):
        return [_parts(one, known) for one in value]
    if known and isinstance(value, dict):
        return {key: one for key, one in value.items() if key.casefold() in known}
    return value


def unsearched(actor: DirectoryActor, request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Searching several kinds at once is not offered."""
    raise NotImplementedException(detail="Search /Users or /Groups with GET.")


def missing(actor: DirectoryActor, request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Nothing is here."""
    raise NotFoundException(detail="Nothing is here.")
