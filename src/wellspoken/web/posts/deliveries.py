"""One row per channel: what became of the post there, in a sentence, and what can be done about it."""

from __future__ import annotations

from typing import Any

from wellspoken.rooms.channels.measures import network_name
from wellspoken.rooms.content.access import may_edit
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.states import EDITABLE
from wellspoken.rooms.people.access import may
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.words import TONES, say, state_name
from wellspoken.web.posts import words

#: a person may still stop these
STOPPABLE = frozenset({"scheduled", "queued", "refused", "late", "held"})
#: wait for a time, or for somebody to say so
WAITING = frozenset({"scheduled", "late", "held"})
_ACTS = {
    "scheduled": ("cancel",),
    "refused": ("retry", "cancel"),
    "held": ("retry", "cancel"),
    "late": ("retry", "cancel"),
    "unknown": ("settle",),
}


def channel_rows(user: User, post: Post, rows: list[Delivery]) -> list[dict[str, Any]]:
    """The newest delivery of each channel; cancelled ones only when there is no other."""
    newest: dict[int, Delivery] = {}
    for row in sorted(rows, key=lambda d: (d.state == "cancelled", -d.revision.number, -d.pk)):
        newest.setdefault(row.channel_id, row)
    publish = may(user, Right.PUBLISH, post.team_id)
    edit = post.state in EDITABLE and may_edit(user, post)
    return [_row(row, publish, edit) for row in newest.values()]


def fixable(delivery: Delivery) -> bool:
    """Whether other words would help: the network or today's checks did not take these."""
    return delivery.state == "refused" or (
        delivery.state == "held" and delivery.reason in {"checks", "picture_changed", "film_changed"}
    )


def _row(delivery: Delivery, publish: bool, edit: bool) -> dict[str, Any]:
    safe = delivery.url.startswith(("https://", "http://", "/"))
    return {
        "delivery": delivery,
        "channel": delivery.channel,
        "network": network_name(delivery.channel.network),
        "state": state_name(delivery.state),
        "tone": words.TONES.get(TONES.get(delivery.state, ""), ""),
        "words": say(delivery),
        "url": delivery.url if safe and delivery.state in {"live", "withdrawing"} else "",
        "due": delivery.due_at if delivery.state in {"scheduled", "queued"} else None,
        "live_at": delivery.live_at,
        "task": delivery.task.pk if delivery.reason == "by_hand" else None,
        "fix": edit and fixable(delivery),
        "acts": _ACTS.get(delivery.state, ()) if publish else (),
    }
