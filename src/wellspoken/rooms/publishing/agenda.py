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

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, F, QuerySet, TextField, When
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Left

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
    "live": ("live", "corrected"),
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
_DIGITS = 12  # of a post's number in a row, so that text sorts as numbers do
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


#: an entry's name as the database gives it: the moment, `p` behind it when only planned, and the post's number:
#: `2026-11-28 09:00:00 000000000012`. It sorts as moments do and needs no conversion in tens of thousands of rows.
Row = str


class Key(NamedTuple):
    """A row taken apart: the moment it is due as UTC text (with `p` behind it when only planned), and its post."""

    moment: str
    post: int

    @classmethod
    def of(cls, row: Row) -> Key:
        """The key behind a row."""
        moment, _space, post = row.rpartition(" ")
        return cls(moment, int(post))

    @property
    def planned(self) -> bool:
        """Whether a draft's plan is meant, not a delivery."""
        return self.moment.endswith(_PLANNED)

    @property
    def at(self) -> datetime:
        """The moment, aware, in UTC."""
        return datetime.fromisoformat(self.moment.removesuffix(_PLANNED)).replace(tzinfo=UTC)


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
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M")


def index(scope: Scope, start: datetime, end: datetime) -> list[Row]:
    """The names of every entry from `start` (included) to `end`, in order of time. One query, two with channels."""
    due = _due(scope, start, end).order_by("due_at", "post_id").values_list("due_at", "post_id").distinct()
    planned = _planned(scope, start, end)
    if not scope.channels:
        return sorted(_rows((due, ""), (planned.order_by("plan_at", "pk").values_list("plan_at", "pk"), _PLANNED)))
    wanted = set(scope.channels)  # a draft names its channels only in its body
    drafts = planned.values_list(_text("plan_at"), "pk", KeyTransform("channels", "current__body"))
    named = [f"{at}{_PLANNED} {post:0{_DIGITS}}" for at, post, listed in drafts if wanted.intersection(listed or ())]
    return sorted([*_rows((due, "")), *named])


def entries(rows: Iterable[Row]) -> dict[Row, Entry]:
    """What the named entries say. Two queries, however many; entries gone meanwhile are missing."""
    wanted = {Key.of(row): row for row in rows}
    found = _from_deliveries({key for key in wanted if not key.planned})
    found |= _from_posts({key for key in wanted if key.planned})
    return {wanted[key]: entry for key, entry in found.items()}


def _rows(*parts: tuple[QuerySet[Any, Any], str]) -> list[Row]:
    """The rows of queries that name a moment and a post, each with its mark: one query, one line of answer.

    SQLite is left and entered again for every line it hands over, and with it
    the lock that all threads share: with ten thousand lines four readers of a
    month would mostly wait for each other.
    """
    columns: list[str] = []
    given: list[Any] = []
    for query, mark in parts:
        try:
            sql, parameters = query.query.sql_with_params()
        except EmptyResultSet:  # no team, or no state that was asked for
            continue
        columns.append(f"(WITH rows(moment, post) AS ({sql}) SELECT {_joined(mark)} FROM rows)")  # noqa: S608
        given += parameters
    if not columns:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)}", given)
        return [row for text in cursor.fetchone() if text for row in text.split(",")]


def _joined(mark: str) -> str:
    """SQL that makes one text of all rows, in the words of the database at hand."""
    if connection.vendor == "sqlite":
        return f"group_concat(moment || '{mark} ' || printf('%%0{_DIGITS}d', post))"
    return f"string_agg(moment::text || '{mark} ' || lpad(post::text, {_DIGITS}, '0'), ',')"


def _text(column: str) -> Cast:
    return Cast(column, TextField())


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


def _said(title: str, body: str) -> Case:
    """The title, or the first words of a post that has none; only then is the body read."""
    words = Left(KeyTextTransform("text", body), _WORDS, output_field=TextField())
    return Case(When(**{title: ""}, then=words), default=F(title), output_field=TextField())


def _from_deliveries(keys: set[Key]) -> dict[Key, Entry]:
    if not keys:
        return {}
    moments = [key.at for key in keys]
    rows = Delivery.objects.order_by("channel_id").filter(
        post_id__in={key.post for key in keys}, due_at__gte=min(moments), due_at__lte=max(moments)
    )
    columns = (_said("post__title", "revision__body"), "post__team_id")
    groups: dict[Key, list[Any]] = {}
    for row in rows.exclude(state="cancelled").values_list(_text("due_at"), "post_id", "channel_id", "state", *columns):
        groups.setdefault(Key(row[0], row[1]), []).append(row[2:])
    return {key: _grouped(key, groups[key]) for key in keys & set(groups)}


def _grouped(key: Key, rows: list[Any]) -> Entry:
    parts = tuple((row[0], _LOOK_OF[row[1]]) for row in rows)
    look = min((look for _channel, look in parts), key=LOOKS.index)
    _channel, _state, title, team = rows[0]
    return Entry(key.post, key.at, title or "", team, look, parts)


def _from_posts(keys: set[Key]) -> dict[Key, Entry]:
    if not keys:
        return {}
    columns = ("team_id", "author_id", _said("title", "current__body"), KeyTransform("channels", "current__body"))
    rows = Post.objects.order_by().filter(pk__in={key.post for key in keys}, state__in=_LOOK_OF)
    found: dict[Key, Entry] = {}
    for at, post, state, team, author, title, channels in rows.values_list(_text("plan_at"), "pk", "state", *columns):
        key, look = Key(f"{at}{_PLANNED}", post), _LOOK_OF[state]
        parts = tuple((channel, look) for channel in channels or ())
        found[key] = Entry(post, key.at, title or "", team, look, parts, author)
    return {key: entry for key, entry in found.items() if key in keys}
