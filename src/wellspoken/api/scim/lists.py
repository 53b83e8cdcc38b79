"""Many resources in one answer: the one filter that directories use, pages, and chosen attributes."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from scim2_models import Context, InvalidFilterException, ListResponse, Resource, ResponseParameters, SearchRequest
from scim2_models.path import CompareOperator, Comparison

from wellspoken.api.scim.door import answer
from wellspoken.api.scim.shapes import MOST


def asked(request: HttpRequest, model: type[Resource[Any]]) -> SearchRequest[Any]:
    """The query of a list, checked; raises pydantic's `ValidationError` and SCIM's exceptions."""
    kind: Any = SearchRequest.__class_getitem__(model)
    found: SearchRequest[Any] = kind.model_validate(request.GET.dict(), scim_ctx=Context.DEFAULT)
    return found


def chosen(request: HttpRequest, model: type[Resource[Any]]) -> ResponseParameters[Any]:
    """Which attributes an answer should hold."""
    names = {key: request.GET[key] for key in ("attributes", "excludedAttributes") if key in request.GET}
    kind: Any = ResponseParameters.__class_getitem__(model)
    found: ResponseParameters[Any] = kind.model_validate(names)
    return found


def equal(query: SearchRequest[Any], names: tuple[str, ...]) -> tuple[str, str] | None:
    """(attribute in lower case, value) of `attribute eq "value"`; None without a filter.

    Raises `InvalidFilterException` for any other filter.
    """
    if query.filter is None:
        return None
    node = query.filter.ast
    if isinstance(node, Comparison) and node.op == CompareOperator.eq and isinstance(node.value, str):
        name = str(node.attr_path).rpartition(":")[2].casefold()
        if name in names and "\x00" not in node.value:
            return name, node.value
    raise InvalidFilterException(detail=f'Only {" and ".join(names)} can be looked for, each with eq "…".')


def listed(rows: QuerySet[Any], query: SearchRequest[Any], shape: Any) -> HttpResponse:
    """One page of the rows, each made a resource by `shape`."""
    first = max(query.start_index or 1, 1)
    most = MOST if query.count is None else max(0, min(query.count, MOST))
    page = list(rows[first - 1 : first - 1 + most]) if most else []
    resources = [
        one.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE, response_parameters=query) for one in map(shape, page)
    ]
    body = {
        "schemas": [str(ListResponse.__schema__)],
        "totalResults": rows.count(),
        "startIndex": first,
        "itemsPerPage": len(resources),
        "Resources": resources,
    }
    return answer(body)
