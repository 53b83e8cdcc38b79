"""The first step: read claimed rows, ask whether they may go, and take them for as long as an attempt may last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from django.db import transaction

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.kernel.many import update_many
from wellspoken.rooms.kernel.retrying import writing
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.publishing import clockwork, gates, lines
from wellspoken.rooms.publishing.carrying.stops import stop
from wellspoken.rooms.publishing.carrying.work import Work
from wellspoken.rooms.publishing.clockwork import send_lease
from wellspoken.rooms.publishing.models import Delivery


def load(fences: Mapping[int, int | None]) -> list[Delivery]:
    """The claimed rows with these keys whose fence is still this (None: whatever it is), in the order of `fences`."""
    rows = Delivery.objects.filter(pk__in=fences, state="queued").select_related("post", "revision", "replaces")
    found = {row.pk: row for row in rows if fences[row.pk] in (None, row.fence)}
    _attach([row for row in found.values()])
    return [found[key] for key in fences if key in found]


def _attach(rows: Sequence[Delivery]) -> None:
    """Give each row its channel and team; rows of one channel share the object."""
    channels = Channel.objects.defer("secrets").in_bulk({row.channel_id for row in rows})
    teams = Team.objects.in_bulk(set(chain.from_iterable(_teams(row, channels) for row in rows)))
    for channel in channels.values():
        channel.team = teams[channel.team_id]
    for row in rows:
        row.channel = channels[row.channel_id]
        row.post.team = teams[row.post.team_id]


def _teams(row: Delivery, channels: Mapping[int, Channel]) -> tuple[int, int]:
    return row.post.team_id, channels[row.channel_id].team_id


def take(rows: Sequence[Delivery], worker: str) -> list[Work]:
    """Stop what may not go out; take the rest, each with its key. What somebody else claims meanwhile is left out."""
    free = stop(rows, gates.cheap(rows, clockwork.now()))
    free = stop(free, gates.checks(free))
    works = [Work(row, lines.connector_for(row)) for row in free]
    for work in works:
        row = work.delivery
        row.worker = worker or row.worker
        row.key = row.key or work.connector.key_for(clockwork.now())
    return extend(works)


def extend(works: Sequence[Work]) -> list[Work]:
    """Take the rows for as long as an attempt may last, with their keys; somebody else's claim ends ours."""
    with writing(), transaction.atomic():
        if _extend(works) == len(works):
            return list(works)
        return [work for work in works if _extend([work]) == 1]


def _extend(works: Sequence[Work]) -> int:
    lease = clockwork.now() + send_lease()
    rows = [work.delivery for work in works]
    changes = [{"lease_until": lease, "key": row.key, "worker": row.worker} for row in rows]
    where = [{"pk": row.pk, "state": "queued", "fence": row.fence} for row in rows]
    return update_many(Delivery, changes, where)
