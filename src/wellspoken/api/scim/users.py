"""/Users: joiners, changes and leavers."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from scim2_models import Context, Meta, NotFoundException, PatchOp

from wellspoken.api.scim import lists
from wellspoken.api.scim.door import address, answer, resource, said
from wellspoken.api.scim.shapes import Email, Membership, User
from wellspoken.rooms.people.models import DirectoryGroup
from wellspoken.rooms.people.models import User as Person
from wellspoken.rooms.people.models.directory import key_of_name
from wellspoken.rooms.people.services import directory
from wellspoken.rooms.people.services.directory import DirectoryActor, PersonTold

FILTERS = ("username", "externalid", "id", "emails.value")
#: what is ours to say, not the directory's
OURS = {"schemas", "id", "meta", "groups", "active"}
KNOWN: dict[str, dict[str, Any]] = {
    **{name: {} for name in ("username", "externalid", "displayname", "title", "preferredlanguage", "timezone")},
    "active": {},
    "name": {"formatted": None, "familyname": None, "givenname": None},
    "emails": {"value": None, "type": None, "primary": None},
}
ZONES = frozenset(available_timezones())


def find(actor: DirectoryActor, request: HttpRequest) -> HttpResponse:
    """The list, or one by a filter."""
    query = lists.asked(request, User)
    rows = _people().order_by("pk")
    if wanted := lists.equal(query, FILTERS):
        rows = rows.filter(_filter(*wanted))
    return lists.listed(rows, query, _shape)


def make(actor: DirectoryActor, request: HttpRequest) -> HttpResponse:
    """A joiner."""
    body = _completed(resource(request, KNOWN, str(User.__schema__)))
    told = User.model_validate(body, scim_ctx=Context.RESOURCE_CREATION_REQUEST)
    person = directory.join(actor=actor, told=_told(told), active=told.active is not False)
    reply = _reply(request, person.pk, Context.RESOURCE_CREATION_RESPONSE, 201)
    reply["Location"] = address("Users", person.pk)
    return reply


def one(actor: DirectoryActor, request: HttpRequest, pk: str) -> HttpResponse:
    """One person."""
    return _reply(request, _person(pk).pk, Context.RESOURCE_QUERY_RESPONSE)


def replace(actor: DirectoryActor, request: HttpRequest, pk: str) -> HttpResponse:
    """Everything about one person; `active` left out stays as it is."""
    person = _person(pk)
    body = {"active": person.is_active, **_completed(resource(request, KNOWN, str(User.__schema__)), active=False)}
    told = User.model_validate(body, scim_ctx=Context.RESOURCE_REPLACEMENT_REQUEST)
    directory.change(actor=actor, person=person, told=_told(told), active=told.active is not False)
    return _reply(request, person.pk, Context.RESOURCE_REPLACEMENT_RESPONSE)


def patch(actor: DirectoryActor, request: HttpRequest, pk: str) -> HttpResponse:
    """Some of it; `active` false means leaving."""
    person = _person(pk)
    shape = _shape(person)
    kind: Any = PatchOp.__class_getitem__(User)
    kind.model_validate(said(request), scim_ctx=Context.RESOURCE_PATCH_REQUEST).patch(shape)
    directory.change(actor=actor, person=person, told=_told(shape), active=shape.active is not False)
    return _reply(request, person.pk, Context.RESOURCE_PATCH_RESPONSE)


def delete(actor: DirectoryActor, request: HttpRequest, pk: str) -> HttpResponse:
    """A leaver; the account stays here, switched off."""
    directory.remove(actor=actor, person=_person(pk))
    return answer(None, 204)


def _people() -> QuerySet[Person]:
    groups = Prefetch("directory_groups", DirectoryGroup.objects.order_by("name"))
    rows = Person.objects.filter(is_service=False).exclude(directory__removed=True)
    return rows.select_related("directory").prefetch_related(groups)


def _person(pk: str) -> Person:
    found = _people().filter(pk=int(pk)).first() if pk.isascii() and pk.isdigit() and len(pk) < 18 else None
    if found is None:
        raise NotFoundException(detail="Nobody here has this id.")
    return found


def _filter(name: str, value: str) -> Q:
    if name == "id":
        return Q(pk=int(value)) if value.isascii() and value.isdigit() and len(value) < 18 else Q(pk=None)
    if name == "externalid":
        return Q(directory__external_id=value) & ~Q(directory__external_id="")
    if name == "emails.value":
        return Q(email=value.strip().lower())
    return Q(directory__user_key=key_of_name(value)) | Q(directory=None, email=value.strip().lower())


def _shape(person: Person) -> User:
    """A person as the directory told of them; of others, what the account says."""
    known = getattr(person, "directory", None)
    told: dict[str, Any] = dict(known.said) if known else {}
    if not told:
        told = {"userName": person.email, "displayName": person.name, "title": person.job or None}
        told["emails"] = [{"value": person.email, "type": "work", "primary": True}]
    shape = User.model_validate(told)
    shape.id, shape.active = str(person.pk), person.is_active
    groups = [
        {"value": str(g.pk), "$ref": address("Groups", g.pk), "display": g.name} for g in person.directory_groups.all()
    ]
    shape.groups = [Membership.model_validate(one) for one in groups] or None
    shape.meta = Meta(
        resource_type="User",
        created=known.created if known else person.joined,
        last_modified=known.changed if known else person.joined,
        location=address("Users", person.pk),
    )
    return shape


def _reply(request: HttpRequest, pk: int, context: Context, status: int = 200) -> HttpResponse:
    shape = _shape(_people().get(pk=pk))
    return answer(shape.model_dump(scim_ctx=context, response_parameters=lists.chosen(request, User)), status)


def _completed(body: dict[str, Any], *, active: bool = True) -> dict[str, Any]:
    """What directories often leave out: somebody is active, and the account's name is their address."""
    more: dict[str, Any] = {"active": True} if active else {}
    name = next((value for key, value in body.items() if key.casefold() == "username"), None)
    if not any(key.casefold() == "emails" for key in body) and isinstance(name, str) and "@" in name:
        more["emails"] = [{"value": name, "type": "work", "primary": True}]
    given = {key.casefold() for key in body}
    return {**{key: value for key, value in more.items() if key not in given}, **body}


def _told(shape: User) -> PersonTold:
    words = shape.model_dump()
    emails: list[Email] = shape.emails or []
    address_of = next((e for e in emails if e.primary), emails[0] if emails else Email())
    return PersonTold(
        user_name=shape.user_name or "",
        email=str(address_of.value or ""),
        name=_name(shape),
        external_id=shape.external_id or "",
        job=(shape.title or "")[:150],
        language=_language(shape.preferred_language),
        time_zone=shape.timezone if shape.timezone in ZONES else None,
        said={key: value for key, value in words.items() if key not in OURS},
    )


def _name(shape: User) -> str:
    name: Any = shape.name
    parts = [name.given_name, name.family_name] if name else []
    written = " ".join(part for part in parts if part)
    return shape.display_name or (name.formatted if name else None) or written or str(shape.user_name).split("@")[0]


def _language(text: str | None) -> str | None:
    """`nb-NO` and `no` are Bokmål here; a language we do not speak is left alone."""
    code = (text or "").replace("_", "-").split("-")[0].casefold()
    code = "nb" if code in {"no", "nn"} else code
    return code if code in dict(settings.LANGUAGES) else None
