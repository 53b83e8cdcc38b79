"""What the pages about holds show: what can be held, what is held, and one row per caught post."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wellspoken.rooms.channels.measures import network_name
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.channels.selectors import channels_for, teams_of
from wellspoken.rooms.people.access import rights_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing import holds_selectors
from wellspoken.rooms.publishing.holding import ORGANISATION, standing
from wellspoken.rooms.publishing.models import Delivery, Hold
from wellspoken.rooms.publishing.notices import Notice
from wellspoken.rooms.publishing.services import Choice

#: rows of one page; what is chosen for the rest is done to all
MOST = 60
GAPS = (5, 10, 30, 60)
USUAL_GAP = 10
ACTS: dict[str, Any] = {
    "send": gettext_lazy("Send now"),
    "at": gettext_lazy("New time"),
    "slot": gettext_lazy("Next free slot"),
    "cancel": gettext_lazy("Do not send"),
}
LEFT: dict[str, Any] = {
    "hold": gettext_lazy("a hold still stands over it"),
    "outside_approval": gettext_lazy("its approval does not reach that far"),
    "no_slot": gettext_lazy("its channel has no free slot"),
    "past": gettext_lazy("that time is over"),
    "shape": gettext_lazy("it needs a date and a time"),
    "missing_hour": gettext_lazy("the clocks skip that hour"),
    "gone": gettext_lazy("somebody else was first"),
    "denied": gettext_lazy("only people who may publish there can decide"),
}


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be held: `value` for the form, `name` for people."""

    value: str
    name: str


def targets(user: User, channels: Iterable[Channel]) -> dict[str, list[Target]]:
    """What this person may hold, given the channels they see; {} for nothing. No query unless grants are limited."""
    rights, channels = rights_of(user), list(channels)
    mine = [channel for channel in channels if rights.has(Right.HOLD, channel.team_id)]
    if rights.limited and mine:
        allowed = {channel.pk for channel in channels_for(user, Right.HOLD)}
        mine = [channel for channel in mine if channel.pk in allowed]
    found = {
        "teams": [Target(f"team:{team.pk}", team.name) for team in teams_of(mine)],
        "channels": [Target(f"channel:{c.pk}", f"{c.name} ({network_name(c.network)})") for c in mine],
        "all": [],
    }
    if Right.HOLD in rights.everywhere:
        found["all"] = [Target(ORGANISATION, _("Everything, in every team"))]
    return found if any(found.values()) else {}


def listed(user: User) -> list[dict[str, Any]]:
    """Every hold to be shown, with its words and how much waits."""
    found = holds_selectors.visible_holds(user)
    counts = holds_selectors.caught_counts(found)
    return [{"hold": hold, "name": name_of(hold), "waiting": counts[hold.pk]} for hold in found]


def name_of(hold: Hold | Notice) -> str:
    """What is held, as a heading: a channel, a team, or everything."""
    if isinstance(hold, Notice):
        return hold.name or _("Everything")
    if hold.channel is not None:
        return hold.channel.name
    return hold.team.name if hold.team is not None else _("Everything, in every team")


def one(user: User, hold: Hold, kept: Mapping[int, str] | None = None) -> dict[str, Any]:
    """The page of one hold; `kept` says per delivery why it was left in the last try."""
    rows = holds_selectors.caught_for(user, hold)
    rights, kept = rights_of(user), kept or {}
    others = {other.target for other in standing() if other.pk != hold.pk}
    return {
        "hold": hold,
        "name": name_of(hold),
        "rows": [_row(row, rights.has(Right.PUBLISH, row.post.team_id), kept) for row in rows[:MOST]],
        "more": max(0, len(rows) - MOST),
        "waiting": len(rows),
        "may_lift": may_lift(user, hold),
        "may_decide": any(rights.has(Right.PUBLISH, row.post.team_id) for row in rows),
        "acts": {key: word for key, word in ACTS.items() if key != "send" or not hold.standing},
        "bulk": {key: word for key, word in ACTS.items() if key != "at" and (key != "send" or not hold.standing)},
        "gaps": GAPS,
        "usual_gap": USUAL_GAP,
        "triage": holds_selectors.last_triage(hold),
        "taken": hold.target in others,
    }


def may_lift(user: User, hold: Hold) -> bool:
    """Whether to draw the buttons; the service checks again, channel by channel."""
    team = hold.team_id or (hold.channel.team_id if hold.channel else None)
    rights = rights_of(user)
    return Right.HOLD in rights.everywhere if team is None else rights.has(Right.HOLD, team)


def _row(row: Delivery, may_publish: bool, kept: Mapping[int, str]) -> dict[str, Any]:
    why = kept.get(row.pk, "")
    return {
        "delivery": row,
        "network": network_name(row.channel.network),
        "may": may_publish,
        "left": LEFT.get(why, why),
    }


def choices_of(sent: QueryDict, keys: Iterable[int]) -> dict[int, Choice]:
    """What the form says about each delivery; those neither chosen nor meant by "all the others" are missing."""
    rest = sent.get("rest", "")
    found = {}
    for key in keys:
        kind = sent.get(f"do-{key}", "") or (rest if rest != "at" else "")
        if kind in ACTS:
            found[key] = Choice(kind, sent.get(f"at-{key}", "")[:16])
    return found


def gap_of(sent: QueryDict) -> timedelta:
    """The least time between two posts of a channel, as chosen; the usual one for anything unreadable."""
    known = {str(gap): gap for gap in GAPS}
    return timedelta(minutes=known.get(sent.get("gap", ""), USUAL_GAP))
