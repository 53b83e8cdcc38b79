"""Calls for volunteers are locked: a post that names an ethics approval is its wording, or it goes nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.compliance.models import StudyApproval
from wellspoken.rooms.compliance.studies import Breach, breaches, names, standing
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.consenting import planned_day
from wellspoken.rooms.content.models import Post


def may_name(body: Body) -> bool:
    """Whether some text could name an approval at all: numbers have digits. No query."""
    texts = (body.text, *body.variants.values())
    return any(sign.isdigit() for text in texts for sign in text)


def study_breaches(post: Post, body: Body, known: Sequence[StudyApproval] | None = None) -> list[Breach]:
    """What the approvals named in the body do not cover, on the day it is planned for. At most two queries.

    A thread, a first comment or a correction beside the wording is another wording: the board did not see it.
    """
    if not may_name(body):
        return []
    rows = standing(post.team) if known is None else known
    texts: dict[int | None, str] = {channel: body.text_for(channel) for channel in body.channels}
    texts = texts or {None: body.text}
    named = [row for row in rows if any(names(text, row.number) for text in texts.values())]
    if not named:
        return []
    networks = dict(Channel.objects.filter(pk__in=body.channels).values_list("pk", "network"))
    today = timezone.localdate(timezone=post.team.zone)
    day = max(today, planned_day(post) or today)
    said = [(channel, networks.get(channel, "") if channel else "", text) for channel, text in texts.items()]
    found = breaches(said, named, day)
    beside = dict(body.further.texts()) or body.correction
    return found + ([Breach("wording", row.number, None) for row in named] if beside else [])
