"""What goes out when: drafts with a plan and deliveries together, for calendars of any size.

Two steps, so that a month of 10,000 posts costs three queries and little memory:
`index` names every entry of a stretch of time as light pairs, `entries` reads
the few that are drawn. One entry is one post at one moment, whatever the number
of channels.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet, TextField, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Concat, Left

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.states import STUCK

#: how an entry looks -> the states of deliveries behind it
DELIVERY_LOOKS: dict[str, tuple[str, ...]] = {
    "refused": ("refused",),
    "unknown": ("unknown",),
    "late": ("late",),
    "held": ("held",),
    "sending": ("queued", "sending"),
    "scheduled": ("scheduled",),
    "live": ("live",),
    "withdrawn": ("withdrawing", "withdrawn"),
}
#: the same for posts that wait with a plan; approved posts are seen through their deliveries
POST_LOOKS: dict[str, tuple[str, ...]] = {
    "draft": ("draft",),
    "rejected": ("rejected",),
    "changes": ("changes",),
    "in_review": ("in_review",),
}
LOOKS = (*POST_LOOKS, *DELIVERY_LOOKS)
#: looks of entries whose time a person may still change
MOVABLE = frozenset({"draft", "rejected", "changes", "in_review", "scheduled", "late", "held"})

_LOOK_OF = {state: look for looks in (DELIVERY_LOOKS, POST_LOOKS) for look, states in looks.items() for state in states}
_PLANNED = "p"
_CHUNK = 20_000  # rows fetched at once
_WORDS = 90  # characters shown of a post without a title


@dataclass(frozen=True, slots=True)
class Scope:
    """Which entries are wanted: `teams` None means all; empty `channels` and `looks` mean any."""

    teams: tuple[int, ...] | None
    channels: tuple[int, ...] = ()
    looks: frozenset[str] = frozenset()

    def states(self, table: dict[str, tuple[str, ...]]) -> list[str]:
        """The states of one table that the wanted looks stand for."""
        wanted = self.looks or frozenset(LOOKS)
        return [state for look, states in table.items() if look in wanted for state in states]


class Key(NamedTuple):
    """One entry's name: the moment it is due as UTC text (with `p` behind it when only planned), and its post.

    Text sorts and compares like the moments themselves, and needs no
    conversion in tens of thousands of rows.
    """

    moment: str
    post: int

    @property
    def planned(self) -> bool:
        """Whether a draft's plan is meant, not a delivery."""
        return self.moment.endswith(_PLANNED)

    @property
    def at(self) -> datetime:
        """The moment, aware, in UTC."""
        return datetime.fromisoformat(self.moment.removesuffix(_PLANNED)).replace(tzinfo=UTC)


#: a `Key` as the database gives it: equal to it, and cheap in tens of thousands
Row = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One post at one moment. `parts` holds (channel id, look) per channel; `look` is the most pressing of them."""

    post: int
    at: datetime
    title: str
    team: int
    look: str
    parts: tuple[tuple[int, str], ...]
    author: int | None = None  # of a planned post; its approval is still to come

    @property
    def planned(self) -> bool:
        """Whether it waits for review, so that no delivery exists yet."""
        return self.look in POST_LOOKS

    @property
    def partly_live(self) -> int:
        """On how many channels it is live while it is stopped on another; 0 when nothing is stopped."""
        return sum(look == "live" for _channel, look in self.parts) if self.look in STUCK else 0

    @property
    def movable(self) -> bool:
        """Whether the time may still be changed by somebody with the right."""
        return self.look in MOVABLE


def edge(moment: datetime) -> Row:
    """What `bisect` needs to find the first entry at or after a moment."""
    return (moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M"), 0)


def index(scope: Scope, start: datetime, end: datetime) -> list[Row]:
    """The names of every entry from `start` (included) to `end`, in order of time. One query, two with channels."""
    due = _due(scope, start, end).annotate(m=_text("due_at")).values_list("m", "post_id").distinct()
    planned = _planned(scope, start, end).annotate(m=_plan_text())
    if scope.channels:  # a draft names its channels only in its body
        wanted = set(scope.channels)
        drafts = planned.values_list("m", "pk", KeyTransform("channels", "current__body"))
        return sorted([*due, *(row[:2] for row in drafts if wanted.intersection(row[2] or ()))])
    rows: Any = due.union(planned.values_list("m", "pk"), all=True)
    return sorted(rows.iterator(chunk_size=_CHUNK))


def entries(rows: Iterable[Row]) -> dict[Row, Entry]:
    """What the named entries say. Two queries, however many; entries gone meanwhile are missing."""
    wanted = {Key._make(row) for row in rows}
    found: dict[Row, Entry] = {}
    found.update(_from_deliveries({k for k in wanted if not k.planned}))
    found.update(_from_posts({k for k in wanted if k.planned}))
    return found


def _text(column: str) -> Cast:
    return Cast(column, TextField())


def _plan_text() -> Concat:
    return Concat(_text("plan_at"), Value(_PLANNED), output_field=TextField())


def _due(scope: Scope, start: datetime, end: datetime) -> QuerySet[Delivery]:
    rows = Delivery.objects.order_by().filter(due_at__gte=start, due_at__lt=end)
    rows = rows.filter(state__in=scope.states(DELIVERY_LOOKS))
    if scope.channels:
        return rows.filter(channel_id__in=scope.channels)
    if scope.teams is not None:
        return rows.filter(channel_id__in=Channel.objects.order_by().filter(team_id__in=scope.teams).values("pk"))
    return rows


def _planned(scope: Scope, start: datetime, end: datetime) -> QuerySet[Post]:
    rows = Post.objects.order_by().filter(plan_at__gte=start, plan_at__lt=end)
    rows = rows.filter(state__in=scope.states(POST_LOOKS))
    return rows if scope.teams is None else rows.filter(team_id__in=scope.teams)


def _first_words(body: str) -> Left:
    return Left(KeyTextTransform("text", body), _WORDS, output_field=TextField())


def _from_deliveries(keys: set[Key]) -> dict[Row, Entry]:
    if not keys:
        return {}
    moments = [key.at for key in keys]
    rows = Delivery.objects.order_by("channel_id").filter(
        post_id__in={key.post for key in keys}, due_at__gte=min(moments), due_at__lte=max(moments)
    )
    columns = ("post__title", "post__team_id", _first_words("revision__body"))
    groups: dict[Key, list[Any]] = {}
    for row in rows.exclude(state="cancelled").values_list(_text("due_at"), "post_id", "channel_id", "state", *columns):
        groups.setdefault(Key(row[0], row[1]), []).append(row[2:])
    return {key: _grouped(key, groups[key]) for key in keys & set(groups)}


def _grouped(key: Key, rows: list[Any]) -> Entry:
    parts = tuple((row[0], _LOOK_OF[row[1]]) for row in rows)
    look = min((look for _channel, look in parts), key=LOOKS.index)
    _channel, _state, title, team, words = rows[0]
    return Entry(key.post, key.at, title or words or "", team, look, parts)


def _from_posts(keys: set[Key]) -> dict[Row, Entry]:
    if not keys:
        return {}
    columns = ("author_id", _first_words("current__body"), KeyTransform("channels", "current__body"))
    rows = Post.objects.order_by().filter(pk__in={key.post for key in keys}, state__in=_LOOK_OF)
    found: dict[Row, Entry] = {}
    for at, post, state, title, team, author, words, channels in rows.values_list(
        _plan_text(), "pk", "state", "title", "team_id", *columns
    ):
        look = _LOOK_OF[state]
        key = Key(at, post)
        parts = tuple((channel, look) for channel in channels or ())
        found[key] = Entry(post, key.at, title or words or "", team, look, parts, author)
    return {key: entry for key, entry in found.items() if key in keys}
