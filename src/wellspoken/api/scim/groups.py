"""/Groups: who is in which group of the directory."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from scim2_models import Context, InvalidValueException, Meta, NotFoundException, PatchOp

from wellspoken.api.scim import lists
from wellspoken.api.scim.door import address, answer, resource, said
from wellspoken.api.scim.shapes import Group, Member
from wellspoken.rooms.people.models import DirectoryGroup
from wellspoken.rooms.people.models import User as Person
from wellspoken.rooms.people.models.directory import key_of_name
from wellspoken.rooms.people.services import directory
from wellspoken.rooms.people.services.directory import DirectoryActor, GroupTold

FILTERS = ("displayname", "externalid", "id")
KNOWN: dict[str, dict[str, Any]] = {
    **{name: {} for name in ("displayname", "externalid")},
    "members": {"value": None, "$ref": None, "type": None},
}


def find(actor: DirectoryActor, request: HttpRequest) -> HttpResponse:
    """The list, or one by a filter."""
    query = lists.asked(request, Group)
    rows = _groups().order_by("pk")
    if wanted := lists.equal(query, FILTERS):
        rows = rows.filter(_filter(*wanted))
    return lists.listed(rows, query, _shape)


def make(actor: DirectoryActor, request: HttpRequest) -> HttpResponse:
    """A new group."""
    told = Group.model_validate(
        resource(request, KNOWN, str(Group.__schema__)), scim_ctx=Context.RESOURCE_CREATION_REQUEST
    )
    group = directory.put_group(actor=actor, told=_told(told))
    reply = _reply(request, group.pk, Context.RESOURCE_CREATION_RESPONSE, 201)
    reply["Location"] = address("Groups", group.pk)
    return reply


def one(actor: DirectoryActor, request: HttpRequest, pk: str) -> HttpResponse:
    """One group."""
    return _reply(request, _group(pk).pk, Context.RESOURCE_QUERY_RESPONSE)


def replace(actor: DirectoryActor, request: HttpRequest, pk: str) -> HttpResponse:
    """Everything about one group."""
    group = _group(pk)
    told = Group.model_validate(
        resource(request, KNOWN, str(Group.__schema__)), scim_ctx=Context.RESOURCE_REPLACEMENT_REQUEST
    )
    directory.put_group(actor=actor, told=_told(told), group=group)
    return _reply(request, group.pk, Context.RESOURCE_REPLACEMENT_RESPONSE)


def patch(actor: DirectoryActor, request: HttpRequest, pk: str) -> HttpResponse:
    """Some of it: mostly people who come and go."""
    group = _group(pk)
    shape = _shape(group)
    kind: Any = PatchOp.__class_getitem__(Group)
    kind.model_validate(_narrowed(said(request)), scim_ctx=Context.RESOURCE_PATCH_REQUEST).patch(shape)
    directory.put_group(actor=actor, told=_told(shape), group=group)
    return _reply(request, group.pk, Context.RESOURCE_PATCH_RESPONSE)


def delete(actor: DirectoryActor, request: HttpRequest, pk: str) -> HttpResponse:
    """The group is gone, and what it gave."""
    directory.remove_group(actor=actor, group=_group(pk))
    return answer(None, 204)


def _narrowed(body: dict[str, Any]) -> dict[str, Any]:
    """Entra ID removes members by a list of values beside the path `members`, which RFC 7644 would read as all."""
    operations = body.get("Operations")
    if not isinstance(operations, list):
        return body
    return {**body, "Operations": [one for each in operations for one in _one_by_one(each)]}


def _one_by_one(operation: Any) -> list[Any]:
    if not isinstance(operation, dict) or not isinstance(operation.get("value"), list):
        return [operation]
    named = (str(operation.get("op")).casefold(), str(operation.get("path")).casefold())
    if named != ("remove", "members"):
        return [operation]
    values = [one.get("value") for one in operation["value"] if isinstance(one, dict)]
    known = [value for value in values if isinstance(value, str) and value.isdigit()]
    return [{"op": "remove", "path": f'members[value eq "{value}"]'} for value in known]


def _groups() -> QuerySet[DirectoryGroup]:
    return DirectoryGroup.objects.prefetch_related(Prefetch("people", Person.objects.order_by("pk")))


def _group(pk: str) -> DirectoryGroup:
    found = _groups().filter(pk=int(pk)).first() if pk.isascii() and pk.isdigit() and len(pk) < 18 else None
    if found is None:
        raise NotFoundException(detail="No group here has this id.")
    return found


def _filter(name: str, value: str) -> Q:
    if name == "id":
        return Q(pk=int(value)) if value.isascii() and value.isdigit() and len(value) < 18 else Q(pk=None)
    if name == "externalid":
        return Q(external_id=value) & ~Q(external_id="")
    return Q(key=key_of_name(value))


def _shape(group: DirectoryGroup) -> Group:
    shape = Group(id=str(group.pk), display_name=group.name, external_id=group.external_id or None)
    members = [{"value": str(p.pk), "$ref": address("Users", p.pk), "type": "User"} for p in group.people.all()]
    shape.members = [Member.model_validate(one) for one in members] or None
    shape.meta = Meta(
        resource_type="Group",
        created=group.created,
        last_modified=group.changed,
        location=address("Groups", group.pk),
    )
    return shape


def _reply(request: HttpRequest, pk: int, context: Context, status: int = 200) -> HttpResponse:
    shape = _shape(_groups().get(pk=pk))
    return answer(shape.model_dump(scim_ctx=context, response_parameters=lists.chosen(request, Group)), status)


def _told(shape: Group) -> GroupTold:
    members = shape.members or []
    values = [str(member.value or "") for member in members]
    if not all(value.isascii() and value.isdigit() and len(value) < 18 for value in values):
        raise InvalidValueException(detail="A member is named by the id of a person.")
    return GroupTold(shape.display_name or "", frozenset(map(int, values)), shape.external_id or "")
