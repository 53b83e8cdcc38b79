"""What every page should know: signs of life of the workers, holds that stand, holds to decide about. One query."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, CharField, Count, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.compliance.house.sombre import under_way
from wellspoken.rooms.people.access import rights_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.holding import LIFTED
from wellspoken.rooms.publishing.models import Delivery, Heartbeat, Hold, Outage, Series, SeriesDay, TakedownTask
from wellspoken.rooms.publishing.outages import NEWS_AFTER
from wellspoken.rooms.publishing.selectors import BEATS_READ, Beat, beat_of

_COLUMNS = ("kind", "number", "moment", "team", "name", "detail", "amount")


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to know. `team` None: it concerns everybody; `at` is aware, UTC.

    `kind`: `hold` (stands: `name` of its team or channel, `detail` the reason; `pk` of the hold), `decide` (a hold
    is over and `amount` deliveries wait for somebody's decision; `pk` of the hold), `outage` (the server of channel
    `pk`, `name`, does not take posts since `at`; `detail` is its network's code), `task` (`name`, a post, is to be
    deleted by hand on channel `detail`; `pk` of the task), `mood` (a crisis or grief, said in `detail`, lasts for the
    team `name`), `series` (a repetition, `pk`, of post `name` waits for a reviewer or, `detail` being paused, for
    somebody to look at its sources), `series_day` (the post `pk`, `name`, of a day of a series, at `at`, waits for a
    person), `consent` (one that was taken back at `at`; see `unsettled`), `training` and `missed` (see `overlooked`).
    """

    kind: str
    pk: int
    at: datetime
    team: int | None
    name: str
    detail: str
    amount: int


@dataclass(frozen=True, slots=True)
class Signals:
    """The workers' heartbeat, and the notices that this person may see."""

    beat: Beat
    notices: tuple[Notice, ...] = ()

    def of(self, kind: str) -> list[Notice]:
        """The notices of one kind, oldest first."""
        return [notice for notice in self.notices if notice.kind == kind]


#: parts of rooms above; each takes the moment and returns rows made by `shaped`
_more: list[Callable[[datetime], QuerySet[Any, tuple[Any, ...]]]] = []


def add_part(part: Callable[[datetime], QuerySet[Any, tuple[Any, ...]]]) -> None:
    """Let a room above tell of something on every page, in the same query; call it in `AppConfig.ready`."""
    if part not in _more:
        _more.append(part)


def shaped(rows: QuerySet[Any], kind: str, **columns: Any) -> QuerySet[Any, tuple[Any, ...]]:
    """Rows of any table as notices of this kind; `columns` are of `Notice`: number, moment, team, name, detail."""
    return _shape(rows, kind, **columns)


def signals(user: User) -> Signals:
    """Everything for one person."""
    now, rights = timezone.now(), rights_of(user)
    first, *others = (part(now) for part in (*_PARTS, *_more))
    found = [Notice(*row) for row in first.union(*others, all=True).order_by("n_moment")]
    beats = [notice.at for notice in found if notice.kind == "beat"]
    told = (n for n in found if n.kind != "beat" and (n.team is None or rights.has(Right.VIEW, n.team)))
    return Signals(beat_of(beats, now), tuple(told))


def _shape(rows: QuerySet[Any], kind: str, **columns: Any) -> QuerySet[Any, tuple[Any, ...]]:
    """Rows of any table as notices."""
    empty: dict[str, Any] = {
        "kind": Value(kind, CharField()),
        "number": F("pk"),
        "team": Value(None, BigIntegerField()),
        "name": Value("", CharField()),
        "detail": Value("", CharField()),
        "amount": Value(0, BigIntegerField()),
    }
    shaped = {name: {**empty, **columns}[name] for name in _COLUMNS}
    made: QuerySet[Any, tuple[Any, ...]]
    made = rows.order_by().annotate(**{f"n_{k}": v for k, v in shaped.items()}).values_list(*_named())
    return made


def _named() -> Iterable[str]:
    return [f"n_{name}" for name in _COLUMNS]


def _beats(now: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    return _shape(Heartbeat.objects.filter(at__gt=now - BEATS_READ), "beat", moment=F("at"))


def _holds(_now: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    name = Coalesce("channel__name", "team__name", Value(""), output_field=CharField())
    team = Coalesce("team_id", "channel__team_id", output_field=BigIntegerField())
    reason = Cast("reason", CharField())
    return _shape(Hold.objects.filter(state="standing"), "hold", moment=F("at"), name=name, team=team, detail=reason)


def _decisions(_now: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    waiting = Delivery.objects.order_by().filter(state="held", reason=LIFTED)
    number = Cast(KeyTransform("hold", "reason_data"), BigIntegerField())
    grouped = waiting.annotate(of_hold=number).values("of_hold", "channel__team_id")
    return _shape(
        grouped,
        "decide",
        number=F("of_hold"),
        moment=Min("due_at"),
        team=F("channel__team_id"),
        amount=Count("pk"),
    )


def _outages(now: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    same = {"network": OuterRef("network"), "server": OuterRef("server")}
    mine = Outage.objects.filter(**same, ended_at=None, began_at__lte=now - NEWS_AFTER)
    rows = Channel.objects.exclude(state="removed").annotate(since=Subquery(mine.values("began_at")[:1]))
    rows = rows.filter(since__isnull=False)
    return _shape(rows, "outage", moment=F("since"), team=F("team_id"), name=F("name"), detail=F("network"))


def _tasks(_now: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    post = "delivery__post__"
    columns = {"team": F(post + "team_id"), "name": F(post + "title"), "detail": F("delivery__channel__name")}
    return _shape(TakedownTask.objects.filter(state="open"), "task", moment=F("opened_at"), **columns)


def _moods(_now: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    name = Coalesce("team__name", Value(""), output_field=CharField())
    return _shape(under_way(), "mood", moment=F("begun_at"), team=F("team_id"), name=name, detail=F("mood"))


def _series(_now: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    rows = Series.objects.filter(Q(state="asked") | Q(state="paused", why="evidence"))
    columns = {"team": F("post__team_id"), "name": F("post__title"), "detail": F("state")}
    return _shape(rows, "series", moment=F("asked_at"), **columns)


def _series_days(now: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    post = "post__"
    rows = SeriesDay.objects.filter(post__state="draft", post__plan_at__gt=now, series__state="running")
    return _shape(
        rows,
        "series_day",
        number=F("post_id"),
        moment=F(post + "plan_at"),
        team=F(post + "team_id"),
        name=F(post + "title"),
    )


_PARTS = (_beats, _holds, _decisions, _outages, _tasks, _moods, _series, _series_days)
