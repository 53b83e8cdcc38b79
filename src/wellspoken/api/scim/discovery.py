"""What this service offers: /ServiceProviderConfig, /ResourceTypes and /Schemas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from scim2_models import Context, ForbiddenException, ListResponse, Meta, NotFoundException, Resource

from wellspoken.api.scim.door import address, answer
from wellspoken.api.scim.shapes import PROVIDER
from wellspoken.rooms.people.services.directory import DirectoryActor


def config(actor: DirectoryActor, request: HttpRequest) -> HttpResponse:
    """What is supported."""
    found: Any = PROVIDER.config
    where = address("ServiceProviderConfig", "").rstrip("/")
    return answer(_dump(found.model_copy(update={"meta": Meta(resource_type="ServiceProviderConfig", location=where)})))


def resource_types(actor: DirectoryActor, request: HttpRequest) -> HttpResponse:
    """Users and Groups."""
    return _all(request, "ResourceType", "ResourceTypes", PROVIDER.resource_types)


def resource_type(actor: DirectoryActor, request: HttpRequest, pk: str) -> HttpResponse:
    """One of them."""
    return _one("ResourceType", "ResourceTypes", PROVIDER.resource_types, pk)


def schemas(actor: DirectoryActor, request: HttpRequest) -> HttpResponse:
    """Their attributes."""
    return _all(request, "Schema", "Schemas", PROVIDER.schemas)


def schema(actor: DirectoryActor, request: HttpRequest, pk: str) -> HttpResponse:
    """Those of one."""
    return _one("Schema", "Schemas", PROVIDER.schemas, pk)


def _all(request: HttpRequest, kind: str, where: str, found: Sequence[Resource[Any]]) -> HttpResponse:
    if "filter" in request.GET:
        raise ForbiddenException(detail="This list is not filtered (RFC 7644, section 4).")
    resources = [_placed(one, kind, where) for one in found]
    body = {"schemas": [str(ListResponse.__schema__)], "totalResults": len(resources), "startIndex": 1}
    return answer({**body, "itemsPerPage": len(resources), "Resources": resources})


def _one(kind: str, where: str, found: Sequence[Resource[Any]], pk: str) -> HttpResponse:
    for one in found:
        if str(one.id).casefold() == pk.casefold():
            return answer(_placed(one, kind, where))
    raise NotFoundException(detail="Nothing is here.")


def _placed(one: Resource[Any], kind: str, where: str) -> dict[str, Any]:
    return _dump(one.model_copy(update={"meta": Meta(resource_type=kind, location=address(where, one.id))}))


def _dump(resource: Resource[Any]) -> dict[str, Any]:
    return dict(resource.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE))
