"""Reminders of open reviews, once each: after the team's hours, before the post's time, and when it has passed.

A worker's chore. Several workers may do it at once: the row of a reminder is made by one of them, who sends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from wellspoken.rooms.content.states import PostState
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.quiet import is_quiet
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.people.models import User
from wellspoken.rooms.review import letters, notices, reminding_letters
from wellspoken.rooms.review.access import writers_of
from wellspoken.rooms.review.deputies import Addressee, addressed, deputies_of
from wellspoken.rooms.review.hours import Hours, hours_by_team, work_time
from wellspoken.rooms.review.models import Reminder, ReviewRequest
from wellspoken.rooms.review.states import RequestState
from wellspoken.rooms.review.worktime import WorkTime

ACTOR = SystemActor("reviews")
#: how long before the post's time people are reminded, and of what kind
BEFORE = {"soon": timedelta(hours=2), "now": timedelta(minutes=30), "everybody": timedelta(minutes=15)}
#: the least urgent first; of several that hold at once only the last is sent
ORDER = ("slow", "soon", "now", "everybody", "missed")
#: times that passed longer ago are not told of any more
OLD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Open:
    """A review that waits: when it was asked, the post's time (None: none), the patience of its team in work."""

    asked_at: datetime
    due: datetime | None
    patience: timedelta
    work: WorkTime


def kinds(one: Open, now: datetime) -> list[str]:
    """The reminders that hold now, in `ORDER`. Pure.

    Nobody is reminded "two hours before" of what was asked later than that. A post without a time goes to everybody
    once it has waited twice as long as its team's patience.
    """
    if one.due is not None and one.due <= now:
        return ["missed"] if now - one.due <= OLD else []
    waited = one.work.worked(one.asked_at, now)
    found = ["slow"] if waited >= one.patience else []
    if one.due is None:
        return [*found, "everybody"] if waited >= 2 * one.patience else found
    times = {kind: one.due - before for kind, before in BEFORE.items()}
    return found + [kind for kind, at in times.items() if one.asked_at < at <= now]


def remind(now: datetime) -> int:
    """Send the reminders that are due and were not sent; returns how many reviews were told of."""
    if is_quiet():
        return 0
    told = 0
    for request, kind in _claimed(now):
        told += 1
        if kind:
            _send(request, kind, now)
        else:
            reminding_letters.returned(request)
    return told


def settle(now: datetime) -> int:
    """Note what is due as sent, and write to nobody: for a past that is told at once. Returns how many reviews."""
    return sum(1 for _claim in _claimed(now))


def _claimed(now: datetime) -> Iterator[tuple[ReviewRequest, str]]:
    """Reviews with the reminder that is this process's to send; "" for one sent back whose time was missed."""
    hours = hours_by_team()
    for request in _in_parts(_open()):
        if kind := _taken(request, kinds(_facts(request, hours, now), now)):
            yield request, kind
    for request in _returned(now):
        if _taken(request, ["missed"]):
            yield request, ""


def _in_parts(rows: QuerySet[ReviewRequest], size: int = 200) -> Iterator[ReviewRequest]:
    """The rows in the order of their keys, a part at a time: no cursor stands open while others are written."""
    last = 0
    while part := list(rows.filter(pk__gt=last)[:size]):
        yield from part
        last = part[-1].pk


def _open() -> QuerySet[ReviewRequest]:
    rows = ReviewRequest.objects.filter(state=RequestState.OPEN)
    related = ("post__team", "post__author", "asked_by", "revision")
    return rows.select_related(*related).defer("checks", "revision__body").prefetch_related("reminders").order_by("pk")


def _returned(now: datetime) -> Iterable[ReviewRequest]:
    """Reviews that ended with changes asked for, of posts whose time passed since."""
    rows = ReviewRequest.objects.filter(
        state=RequestState.CHANGES,
        post__state=PostState.CHANGES,
        post__plan_kind="at",
        post__plan_at__lte=now,
        post__plan_at__gt=now - OLD,
        revision=F("post__current"),
    )
    return rows.select_related("post__team", "post__author", "asked_by", "revision").prefetch_related("reminders")[:500]


def _due(request: ReviewRequest) -> datetime | None:
    post = request.post
    return post.plan_at if post.plan_kind == "at" else None


def _facts(request: ReviewRequest, hours: dict[int, Hours], now: datetime) -> Open:
    team = request.post.team
    own = hours.get(team.pk, Hours())
    return Open(request.asked_at, _due(request), timedelta(hours=own.remind_after), work_time(team, own, now.year))


def _about(request: ReviewRequest, kind: str) -> str:
    """The post's time that a reminder means: a post that is moved is reminded of anew."""
    due = _due(request)
    return "" if due is None or kind == "slow" else due.strftime("%Y-%m-%dT%H:%MZ")


def _taken(request: ReviewRequest, wanted: list[str]) -> str:
    """The most urgent of these reminders if this process is the one to send it, else ""; all of them are done then."""
    known = {(row.kind, row.about) for row in request.reminders.all()}
    new = [kind for kind in wanted if (kind, _about(request, kind)) not in known]
    mine = [kind for kind in new if _make(request, kind)]
    return mine[-1] if mine and mine[-1] == wanted[-1] else ""


def _make(request: ReviewRequest, kind: str) -> bool:
    """Note one reminder with its entry in the log; False when somebody else has."""
    with transaction.atomic():
        about = _about(request, kind)
        _row, made = Reminder.objects.get_or_create(
            request=request, kind=kind, about=about, defaults={"at": timezone.now()}
        )
        if made:
            action = "review.missed" if kind == "missed" else "review.reminded"
            record(action=action, actor=ACTOR, obj=request, data={"revision": request.revision.number, "kind": kind})
    return made


def deciders(request: ReviewRequest, written: set[int]) -> list[User]:
    """Who is asked to decide now: the people of the open steps, or the team's reviewers; not who wrote it."""
    if request.workflow:
        return [person for person, _step in letters.people_now(request) if person.pk not in written]
    return [person for person in notices.reviewers(request.post.team_id) if person.pk not in written]


def _send(request: ReviewRequest, kind: str, now: datetime) -> None:
    written = writers_of(request.post, request.asked_by_id)
    people = deciders(request, written)
    if kind == "everybody":
        wide = {p.pk: p for p in (*people, *notices.reviewers(request.post.team_id)) if p.pk not in written}
        wide |= {p.pk: p for p in deputies_of(people, written, now)}
        reminding_letters.reminded(request, kind, [Addressee(person) for person in wide.values()])
        return
    reminding_letters.reminded(request, kind, addressed(people, now, written))
    if kind == "missed":
        reminding_letters.missed(request)
