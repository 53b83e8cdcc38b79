"""How fast a channel may post, set by whoever looks after its channels."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from wellspoken.rooms.channels.access import require_on
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.models import Pace

MOST_POSTS = 1000
#: a longest gap of one day
MOST_GAP = 1440


class BadPace(ValueError):
    """A number out of its bounds; `field` names it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Limits:
    """Most posts in an hour and in a day (None: only the network's own limit), least minutes between two."""

    per_hour: int | None = None
    per_day: int | None = None
    gap_minutes: int = 0


def set_pace(*, actor: User, channel: Channel, limits: Limits) -> Pace:
    """Set a channel's own limits; they count from the next claim on. Raises `BadPace`, `Denied`."""
    require_on(actor, Right.CHANNELS, channel)
    _check(limits)
    values = {"per_hour": limits.per_hour, "per_day": limits.per_day, "gap_minutes": limits.gap_minutes}
    with transaction.atomic():
        pace, _made = Pace.objects.update_or_create(channel=channel, defaults={**values, "set_by": actor})
        record(action="channel.paced", actor=actor, obj=channel, data={"channel": channel.name, **values})
    return pace


def _check(limits: Limits) -> None:
    for field, value in (("per_hour", limits.per_hour), ("per_day", limits.per_day)):
        if value is not None and not 1 <= value <= MOST_POSTS:
            raise BadPace(field)
    if not 0 <= limits.gap_minutes <= MOST_GAP:
        raise BadPace("gap_minutes")
