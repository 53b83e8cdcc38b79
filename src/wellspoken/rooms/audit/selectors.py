"""Reads of the audit log. Whoever calls has checked the right: AUDIT for the whole, VIEW for one post's life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from wellspoken.rooms.audit.models import AuditEntry

PAGE = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """What to look for; empty means everything. `start` and `end` are UTC, end exclusive.

    `person` matches the name as it was, `action` a code or its first part
    (`delivery`), `thing` the object's label or a post's number.
    """

    person: str = ""
    action: str = ""
    thing: str = ""
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Entries newest first; `older` is the number to ask the next page with, or None at the end."""

    entries: list[AuditEntry]
    older: int | None


def entries(filters: Filters | None = None, before: int | None = None, limit: int = PAGE) -> Page:
    """One page of the log, newest first, before entry number `before`."""
    query = _matching(filters or Filters())
    if before is not None:
        query = query.filter(seq__lt=before)
    found = list(query.order_by("-seq")[: limit + 1])
    shown = found[:limit]
    return Page(shown, shown[-1].seq if len(found) > limit else None)


def life_of_post(post_id: int, limit: int = 300) -> list[AuditEntry]:
    """What happened to a post and everything that belongs to it, newest first."""
    return list(AuditEntry.objects.filter(post_ref=str(post_id)).order_by("-seq")[:limit])


def _matching(filters: Filters) -> QuerySet[AuditEntry]:
    query = AuditEntry.objects.all()
    if filters.person:
        query = query.filter(actor_name__icontains=filters.person)
    if filters.action:
        query = query.filter(Q(action=filters.action) | Q(action__startswith=f"{filters.action}."))
    if filters.thing:
        number = filters.thing.lstrip("#")
        query = query.filter(Q(object_label__icontains=filters.thing) | (Q(post_ref=number) & ~Q(post_ref="")))
    if filters.start:
        query = query.filter(at__gte=filters.start)
    return query.filter(at__lt=filters.end) if filters.end else query
