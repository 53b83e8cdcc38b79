"""The plan in words: in the team's zone, with the place; doubled hours and next free slots said clearly."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wellspoken.rooms.channels.selectors import for_team
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.plans import Plan
from wellspoken.rooms.kernel.walltime import BadTime
from wellspoken.rooms.publishing.slots import next_free
from wellspoken.web.frame import clock


def plan_of_post(post: Post) -> Plan:
    """The plan stored with a post."""
    return Plan(post.plan_kind, post.plan_wall, post.plan_zone, post.plan_fold)


def label(post: Post) -> str:
    """The plan in a few words, for the bar at the foot."""
    if post.plan_kind == "at" and post.plan_at is not None:
        return clock.when(post.plan_at, post.team)
    return {
        "now": _("As soon as it is approved"),
        "slot": _("Next free slot"),
    }.get(post.plan_kind, _("No time chosen"))


def doubled(plan: Plan) -> bool:
    """Whether the chosen wall time comes twice that day."""
    try:
        moment = plan.moment()
    except BadTime:
        return False
    return moment is not None and moment.doubled


def said(post: Post, plan: Plan) -> dict[str, Any]:
    """What the island shows after a choice."""
    twice = doubled(plan)
    return {
        "label": label(post),
        "kind": plan.kind,
        "wall": plan.wall,
        "fold": plan.fold,
        "doubled": twice,
        "slots": slots(post) if plan.kind == "slot" else [],
    }


def slots(post: Post) -> list[dict[str, str]]:
    """The next free slot of each chosen channel, in words; '' where a channel has no slots."""
    body = post.current.content if post.current else None
    chosen = set(body.channels) if body else set()
    now = timezone.now()
    found = []
    for channel in for_team(post.team):
        if channel.pk not in chosen:
            continue
        moment = next_free(channel, now)
        words = clock.when(moment.utc, post.team) if moment else _("no slots set for this channel")
        found.append({"channel": channel.name, "when": words})
    return found
