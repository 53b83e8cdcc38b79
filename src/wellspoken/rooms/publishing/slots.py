"""The next free weekly slot of a channel, in the team's zone, correct across both changes of clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from wellspoken.rooms.channels.models import Channel, Slot
from wellspoken.rooms.kernel.walltime import BadTime, Moment, moment
from wellspoken.rooms.publishing.models import Delivery

WEEKS_AHEAD = 53


def next_free(channel: Channel, after: datetime) -> Moment | None:
    """The first slot after `after` (aware) that no delivery of the channel holds; None when there is none in a year.

    A slot in an hour that the clocks skip is left out that day; in a doubled
    hour it is the first of the two.
    """
    slots = list(channel.slots.all())
    if not slots:
        return None
    horizon = after + timedelta(weeks=WEEKS_AHEAD)
    taken = set(
        Delivery.objects.filter(channel=channel, due_at__gt=after, due_at__lte=horizon)
        .exclude(state="cancelled")
        .values_list("due_at", flat=True)
    )
    found = (m for m in _moments(slots, channel.team.zone, after) if m.utc > after and m.utc not in taken)
    return next(found, None)


def first_free(channels: Sequence[Channel], after: datetime) -> Moment | None:
    """The first slot after `after` that is free on one of these channels (`team` and `slots` at hand), or None.

    One query, none when no channel has slots.
    """
    slotted = [channel for channel in channels if channel.slots.all()]
    if not slotted:
        return None
    horizon = after + timedelta(weeks=WEEKS_AHEAD)
    rows = Delivery.objects.filter(channel__in=slotted, due_at__gt=after, due_at__lte=horizon)
    taken = set(rows.exclude(state="cancelled").values_list("channel", "due_at"))
    found = []
    for channel in slotted:
        moments = _moments(list(channel.slots.all()), channel.team.zone, after)
        free = (m for m in moments if m.utc > after and (channel.pk, m.utc) not in taken)
        found += [moment for moment in [next(free, None)] if moment is not None]
    return min(found, key=lambda one: one.utc, default=None)


def _moments(slots: list[Slot], zone: ZoneInfo, after: datetime) -> Iterator[Moment]:
    first = after.astimezone(zone).date()
    for days in range(WEEKS_AHEAD * 7):
        day = first + timedelta(days=days)
        today = sorted((s for s in slots if s.weekday == day.weekday()), key=lambda s: s.at)
        for slot in today:
            try:
                yield moment(datetime.combine(day, slot.at, UTC).replace(tzinfo=None).isoformat(), zone.key)
            except BadTime:
                continue  # the clocks skip this hour today
