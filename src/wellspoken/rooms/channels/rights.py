"""Why somebody may do something on one channel, or may not: every grant, and what becomes of it there."""

from __future__ import annotations

from dataclasses import dataclass

from wellspoken.rooms.channels.models import Channel, ChannelGrant
from wellspoken.rooms.people.models import Grant, User
from wellspoken.rooms.people.roles import GRID, RIGHT_NAMES, Right


@dataclass(frozen=True, slots=True)
class Because:
    """One grant that carries the right. `counts`: it reaches this channel; else it is limited to other channels."""

    grant: Grant
    counts: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a right is held on the channel, in words, with every grant that carries it in the channel's team."""

    right: Right
    name: str
    held: bool
    because: list[Because]


def answers(person: User, channel: Channel) -> list[Answer]:
    """One answer per right, in the order of `Right` (two queries). Somebody switched off holds nothing."""
    grants = list(Grant.objects.filter(user=person).select_related("team").order_by("role"))
    here = [grant for grant in grants if grant.team_id in (None, channel.team_id)]
    named = set(ChannelGrant.objects.filter(grant__in=here, channel=channel).values_list("grant_id", flat=True))
    return [_answer(person, right, here, named) for right in Right]


def _answer(person: User, right: Right, here: list[Grant], named: set[int]) -> Answer:
    because = [
        Because(grant, grant.all_channels or grant.pk in named or right is Right.VIEW)
        for grant in here
        if right in GRID.get(grant.role, frozenset())
    ]
    held = person.is_active and any(one.counts for one in because)
    return Answer(right, str(RIGHT_NAMES[right]), held, because)
