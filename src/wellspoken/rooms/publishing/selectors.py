"""Reads of the publishing room: few queries whatever the number of rows, no secrets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.kernel.walltime import day_bounds
from wellspoken.rooms.people.access import rights_of
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.clockwork import OVERDUE
from wellspoken.rooms.publishing.holding import CAUGHT, LIFTED
from wellspoken.rooms.publishing.models import Attempt, Delivery, Heartbeat
from wellspoken.rooms.publishing.states import STUCK
from wellspoken.rooms.publishing.words import say, summary_words

#: how far back signs of life are read
BEATS_READ = timedelta(days=2)
#: failed withdrawals from which on somebody should look
WITHDRAW_TRIES = 4
CALENDAR_COLUMNS = (
    "pk", "post_id", "post__title", "post__team_id", "post__state", "channel_id",
    "channel__name", "channel__network", "state", "reason", "due_at", "zone", "live_at",
)  # fmt: skip

#: what is said of a delivery that needs somebody; the rest stays in the database
_STUCK_COLUMNS = (
    "state", "reason", "reason_data", "due_at", "settle_at", "tries",
    "post__title", "post__team_id", "post__state", "channel__name", "channel__network", "channel__team_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beat:
    """The youngest sign of life of any worker: `age_seconds` (None: never), `ok` within the limit."""

    age_seconds: float | None
    ok: bool
    workers: int = 0


def heartbeat() -> Beat:
    """How long ago a worker last showed itself."""
    now = timezone.now()
    return beat_of(list(Heartbeat.objects.filter(at__gt=now - BEATS_READ).values_list("at", flat=True)), now)


def beat_of(at: list[datetime], now: datetime) -> Beat:
    """The heartbeat made of the last signs of life of all workers."""
    stale = timedelta(seconds=settings.HEARTBEAT_STALE_SECONDS)
    if not at:
        return Beat(None, False)
    age = max(0.0, (now - max(at)).total_seconds())
    return Beat(age, age <= stale.total_seconds(), sum(now - moment <= stale for moment in at))


@dataclass(frozen=True, slots=True)
class Health:
    """What `/health` says about delivery. Seconds; `oldest_due` is 0 when nothing waits."""

    beat: Beat
    due: int
    oldest_due_seconds: float


def health() -> Health:
    """Worker and queue at a glance; three quick queries."""
    now = timezone.now()
    due = overdue_rows(now, timedelta(0))
    oldest = due.order_by("not_before").values_list("not_before", flat=True).first()
    return Health(heartbeat(), due.count(), (now - oldest).total_seconds() if oldest else 0.0)


def overdue_rows(now: datetime, by: timedelta = OVERDUE) -> QuerySet[Delivery]:
    """Deliveries that should have gone out at least `by` ago and are neither out nor with a person.

    Those whose channel was told to wait are left out: of a network that is down one notice speaks for all.
    """
    waiting = Q(state="scheduled", not_before__lte=now - by)
    told_to_wait = Q(state="scheduled", channel__not_before__gt=now)
    rows = Delivery.objects.filter(waiting | Q(state__in=["queued", "sending"], due_at__lte=now - by))
    return rows.exclude(told_to_wait)


def timeline(post: Post) -> list[Delivery]:
    """The post's deliveries with channel and attempts, newest version first; cancelled ones included."""
    rows = Delivery.objects.filter(post=post).select_related("channel", "revision", "task").defer("channel__secrets")
    return list(rows.prefetch_related("attempts").order_by("-revision__number", "channel__network", "channel__name"))


@dataclass(frozen=True, slots=True)
class Summary:
    """How far a post is: counts by state, cancelled ones left out of `total`."""

    total: int = 0
    live: int = 0
    states: dict[str, int] = field(default_factory=dict)

    @property
    def stuck(self) -> int:
        """How many wait for a person."""
        return sum(count for state, count in self.states.items() if state in STUCK)

    @property
    def stop(self) -> str:
        """The most pressing state that waits for a person; '' when none does."""
        return next((state for state in ("refused", "unknown", "held", "late") if state in self.states), "")

    @property
    def words(self) -> str:
        """Such as "3 of 4 live", in the language now active."""
        return summary_words(self.live, self.total)


def summaries(posts: Iterable[Post]) -> dict[int, Summary]:
    """The summary of each post by key, in one query; posts without deliveries have an empty one."""
    keys = [post.pk for post in posts]
    rows = (
        Delivery.objects.filter(post_id__in=keys)
        .exclude(state="cancelled")
        .values_list("post_id", "state")
        .annotate(count=Count("pk"))
        .order_by()
    )
    states: dict[int, dict[str, int]] = {key: {} for key in keys}
    for post_id, state, count in rows:
        states[post_id][state] = count
    return {key: Summary(sum(s.values()), s.get("live", 0), s) for key, s in states.items()}


def summary(post: Post) -> Summary:
    """The summary of one post."""
    return summaries([post])[post.pk]


def calendar_rows(team_ids: Iterable[int] | None, start: datetime, end: datetime) -> list[dict[str, Any]]:
    """Deliveries due in [start, end) as plain values (see `CALENDAR_COLUMNS`), one query; None: every team."""
    rows = Delivery.objects.filter(due_at__gte=start, due_at__lt=end).exclude(state="cancelled")
    if team_ids is not None:
        rows = rows.filter(post__team_id__in=list(team_ids))
    return list(rows.order_by("due_at", "pk").values(*CALENDAR_COLUMNS))


def visible(user: User | AnonymousUser, right: Right = Right.VIEW) -> QuerySet[Delivery]:
    """Deliveries of the teams in which the person holds `right`."""
    teams = rights_of(user).teams(right)
    rows = Delivery.objects.select_related("post__team", "channel").defer("channel__secrets", "prepared")
    return rows if teams is None else rows.filter(post__team_id__in=teams)


def due_today(user: User, team: Team | None = None, now: datetime | None = None) -> list[Delivery]:
    """What goes out, or went out, on the local day of the team (or of the person); soonest first."""
    start, end = day_bounds(now or timezone.now(), team.time_zone if team else user.time_zone)
    rows = visible(user).filter(due_at__gte=start, due_at__lt=end).exclude(state="cancelled")
    return list((rows.filter(post__team=team) if team else rows).order_by("due_at", "pk"))


@dataclass(frozen=True, slots=True)
class StuckItem:
    """A delivery that needs somebody, and the sentence that says why."""

    delivery: Delivery
    words: str


def stuck(user: User, limit: int = 50) -> list[StuckItem]:
    """Late, held, refused, unclear or overdue deliveries the person may see, most urgent (oldest) first."""
    now = timezone.now()
    overdue = overdue_rows(now).values("pk")
    hanging = Q(state="withdrawing", tries__gte=WITHDRAW_TRIES)
    rows = visible(user).filter(Q(state__in=STUCK) | hanging | Q(pk__in=overdue)).order_by("due_at", "pk")
    rows = rows.exclude(state="held", reason__in=[CAUGHT, LIFTED])  # holds have a page and a line of their own
    rows = rows.select_related(None).select_related("post", "channel").only(*_STUCK_COLUMNS)
    return [StuckItem(d, say(d, overdue=d.state not in STUCK)) for d in rows[:limit]]


def late(user: User) -> list[Delivery]:
    """Deliveries that wait for a new time."""
    return list(visible(user).filter(state="late").order_by("due_at", "pk"))


def unclear(user: User) -> list[Delivery]:
    """Deliveries whose outcome is unknown, with the attempts that are the evidence."""
    rows = visible(user).filter(state="unknown").select_related("revision").order_by("sent_at", "pk")
    return list(rows.prefetch_related("attempts"))


def attempts_of(delivery: Delivery) -> list[Attempt]:
    """The tries of one delivery, oldest first."""
    return list(delivery.attempts.all())
