"""Walking the stored chain, and writing it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson
from django.db.models import Max, Subquery
from django.db.models.functions import Coalesce

from wellspoken.rooms.audit.chain import GENESIS, Problem, Report, Walk
from wellspoken.rooms.audit.merkle import EMPTY, Tree
from wellspoken.rooms.audit.models import Anchor, AuditEntry, AuditHead
from wellspoken.rooms.audit.proof import Mark, entries_named, held_against, note
from wellspoken.rooms.audit.services import entry_fields

CHUNK = 2000


def verify() -> Report:
    """Walk the whole chain from its first entry, streaming, and hold every anchor against it.

    Entries written meanwhile are left for next time.
    """
    documents = anchors()
    head = _head()
    walk = Walk()
    seen = {0: Mark(GENESIS, EMPTY)}
    walk.read(_watched(_stored(head[0]), entries_named(documents), seen))
    report = walk.close(head)
    if report.ok and (extra := _beyond()):
        return Report(report.entries, report.seq, report.hash, report.emptied, Problem("head", extra))
    return held_against(report, documents, seen).report


def _watched(entries: Iterable[dict[str, Any]], wanted: set[int], seen: dict[int, Mark]) -> Iterator[dict[str, Any]]:
    tree = Tree()
    for entry in entries:
        note(tree, entry, wanted, seen)
        yield entry


def anchors() -> list[dict[str, Any]]:
    """The documents of all anchors, oldest first."""
    return list(Anchor.objects.order_by("number").values_list("document", flat=True))


def export() -> Iterator[bytes]:
    """The whole chain as JSON Lines in order, closed by a line that names its head; constant memory."""
    head = _head()
    for entry in _stored(head[0]):
        yield orjson.dumps(entry) + b"\n"
    yield orjson.dumps({"head": {"seq": head[0], "hash": head[1]}}) + b"\n"


def _head() -> tuple[int, str]:
    head = AuditHead.objects.filter(pk=1).first() or AuditHead()
    return head.seq, head.hash


def _stored(until: int) -> Iterator[dict[str, Any]]:
    rows = AuditEntry.objects.filter(seq__lte=until).order_by("seq")
    return (entry_fields(row) for row in rows.iterator(chunk_size=CHUNK))


def _beyond() -> int:
    """The number of an entry past the head, or 0; one statement, so that a writer cannot come between."""
    end = AuditHead.objects.filter(pk=1).values("seq")[:1]
    last = AuditEntry.objects.filter(seq__gt=Coalesce(Subquery(end), 0)).aggregate(last=Max("seq"))["last"]
    return int(last or 0)
