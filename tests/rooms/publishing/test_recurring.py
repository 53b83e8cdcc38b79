"""Posts that come again: asked for, approved once, made two weeks ahead, and stopped in every way."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from tests.publishing_kit import approve as approve_post
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing import services
from wellspoken.rooms.publishing.models import Delivery, Series, SeriesDay
from wellspoken.rooms.publishing.recurring import asking, selectors, steering
from wellspoken.rooms.publishing.recurring.unrolling import unroll
from wellspoken.rooms.publishing.rhythm import BadRhythm, Rhythm
from wellspoken.rooms.review.errors import OwnWork, ReasonNeeded
from wellspoken.rooms.review.models import Decision
from wellspoken.rooms.review.services import repeating

WORDS = "Wash your hands for twenty seconds before you visit the ward."


def today() -> date:
    return timezone.localdate()


def weekly(**changes: Any) -> Rhythm:
    """Every day of the week, so that a fortnight holds fourteen of them."""
    first = today() + timedelta(days=1)
    every_day = Rhythm("week", 1, first, first + timedelta(days=60), "09:00", "Europe/Oslo", tuple(range(7)))
    return replace(every_day, **changes)


@pytest.fixture
def first(db: None) -> Post:
    """An approved post with one channel."""
    make_organisation()
    team = make_team()
    channel = make_channel(team)
    post = make_post(team, body=make_body(WORDS, channels=(channel.pk,)), sealed=True, plan_kind="now")
    approve_post(post)
    return post


@pytest.fixture
def owner(first: Post) -> User:
    return make_person(Role.PUBLISHER, first.team)


@pytest.fixture
def reviewer(first: Post) -> User:
    return make_person(Role.REVIEWER, first.team)


@pytest.fixture
def running(first: Post, owner: User, reviewer: User) -> Series:
    series = asking.ask(actor=owner, post=first, rhythm=weekly())
    asking.approve(actor=reviewer, series=series)
    return series


def made(series: Series) -> list[Post]:
    return [row.post for row in series.days.select_related("post") if row.post is not None]


class TestAsking:
    def test_a_reviewer_who_did_not_write_approves(self, first: Post, owner: User, reviewer: User) -> None:
        series = asking.ask(actor=owner, post=first, rhythm=weekly())
        assert unroll(timezone.now()) == 0
        with pytest.raises(Denied):
            asking.approve(actor=owner, series=series)
        both = make_person(Role.REVIEWER, first.team)
        Series.objects.filter(pk=series.pk).update(asked_by=both)
        series.refresh_from_db()
        with pytest.raises(OwnWork):
            asking.approve(actor=both, series=series)
        asking.approve(actor=reviewer, series=series)
        assert (series.state, series.decided_by) == ("running", reviewer)
        with pytest.raises(StateConflict):
            asking.approve(actor=reviewer, series=series)

    def test_no_needs_a_reason(self, first: Post, owner: User, reviewer: User) -> None:
        series = asking.ask(actor=owner, post=first, rhythm=weekly())
        with pytest.raises(ReasonNeeded):
            asking.refuse(actor=reviewer, series=series, reason=" ")
        asking.refuse(actor=reviewer, series=series, reason="Once is enough here.")
        assert (series.state, series.reason) == ("refused", "Once is enough here.")
        assert asking.ask(actor=owner, post=first, rhythm=weekly()).pk != series.pk

    def test_one_at_a_time_and_only_of_approved_words(self, first: Post, owner: User) -> None:
        asking.ask(actor=owner, post=first, rhythm=weekly())
        with pytest.raises(StateConflict):
            asking.ask(actor=owner, post=first, rhythm=weekly())
        with pytest.raises(StateConflict):
            asking.ask(actor=owner, post=make_post(first.team), rhythm=weekly())

    def test_a_day_of_a_series_begins_none(self, running: Series, owner: User) -> None:
        unroll(timezone.now())
        with pytest.raises(StateConflict):
            asking.ask(actor=owner, post=made(running)[0], rhythm=weekly())

    @pytest.mark.parametrize(
        ("changes", "due", "code"),
        [
            ({"first": date(2026, 1, 1), "last": date(2026, 1, 31)}, None, "over"),
            ({"weekdays": ()}, None, "weekdays"),
            ({}, date(2026, 1, 1), "evidence"),
        ],
    )
    def test_what_cannot_be(
        self, first: Post, owner: User, changes: dict[str, Any], due: date | None, code: str
    ) -> None:
        with pytest.raises(BadRhythm) as error:
            asking.ask(actor=owner, post=first, rhythm=weekly(**changes), evidence_due=due)
        assert error.value.code == code

    def test_not_longer_than_the_words_may_be_used(self, db: None) -> None:
        team = make_team()
        body = make_body(WORDS, channels=(make_channel(team).pk,), use_until=f"{today() + timedelta(days=9)}")
        post = make_post(team, body=body, sealed=True)
        approve_post(post)
        with pytest.raises(BadRhythm) as error:
            asking.ask(actor=make_person(Role.EDITOR, team), post=post, rhythm=weekly())
        assert error.value.code == "use_until"


class TestDays:
    def test_a_fortnight_ahead_each_once_and_approved(self, running: Series, first: Post, reviewer: User) -> None:
        assert unroll(timezone.now()) == 14
        assert unroll(timezone.now()) == 0
        posts = made(running)
        assert {post.state for post in posts} == {"approved"}
        assert {post.current.content_hash for post in posts} == {first.current.content_hash}  # type: ignore[union-attr]
        due = Delivery.objects.filter(post__in=posts)
        assert sorted(row.due_at for row in due) == [running.rhythm.moment_on(day).utc for day in days(running)]
        assert {row.state for row in due} == {"scheduled"}
        assert set(Decision.objects.filter(post__in=posts).values_list("by", flat=True)) == {reviewer.pk}
        assert AuditEntry.objects.filter(action="review.repeated").count() == 14

    def test_what_is_too_near_is_missed_not_hurried(self, running: Series) -> None:
        moment = running.rhythm.moment_on(running.first).utc
        unroll(moment - timedelta(minutes=5))
        assert running.first not in {row.day for row in running.days.all()}
        assert running.days.count() == 14

    def test_what_the_checks_stop_waits_for_a_person(self, running: Series, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(repeating, "unreleased_blocks", lambda *args: [object()])
        unroll(timezone.now())
        assert {post.state for post in made(running)} == {"draft"}
        assert not Delivery.objects.filter(post__in=made(running)).exists()
        monkeypatch.undo()
        unroll(timezone.now())
        assert {post.state for post in made(running)} == {"approved"}

    def test_other_words_wait_for_a_person(self, running: Series) -> None:
        unroll(timezone.now())
        other = make_post(running.post.team, body=make_body("Other words."))
        day = running.days.first()
        SeriesDay.objects.filter(pk=day.pk).update(post=other)  # type: ignore[union-attr]
        Post.objects.filter(pk=other.pk).update(plan_at=timezone.now() + timedelta(days=1))
        unroll(timezone.now())
        other.refresh_from_db()
        assert other.state == "draft"

    def test_first_post_with_other_words_ends_it(self, running: Series) -> None:
        unroll(timezone.now())
        Post.objects.filter(pk=running.post_id).update(state="draft")
        unroll(timezone.now())
        running.refresh_from_db()
        assert (running.state, running.why) == ("ended", "words")
        assert not Delivery.objects.exclude(post=running.post).exclude(state="cancelled").exists()

    def test_over_after_its_last_day(self, running: Series) -> None:
        unroll(timezone.now() + timedelta(days=70))
        running.refresh_from_db()
        assert (running.state, running.why) == ("ended", "over")


def days(series: Series) -> list[date]:
    return [row.day for row in series.days.order_by("day")]


class TestSteering:
    def test_a_pause_takes_back_and_nothing_floods_out_after(self, running: Series, owner: User) -> None:
        unroll(timezone.now())
        posts = made(running)
        steering.pause(actor=owner, series=running)
        assert {Post.objects.get(pk=post.pk).state for post in posts} == {"binned"}
        assert {row.state for row in Delivery.objects.filter(post__in=posts)} == {"cancelled"}
        later = timezone.now() + timedelta(days=10)
        assert unroll(later) == 0
        steering.resume(actor=owner, series=running)
        unroll(later)
        assert min(days(running)) >= later.date()

    def test_what_is_out_stays(self, running: Series, owner: User) -> None:
        unroll(timezone.now())
        out = made(running)[0]
        Delivery.objects.filter(post=out).update(state="sending")
        steering.end(actor=owner, series=running)
        assert [post.pk for post in made(running)] == [out.pk]
        assert Delivery.objects.get(post=out).state == "sending"

    def test_one_day_left_out_and_in_again(self, running: Series, owner: User) -> None:
        unroll(timezone.now())
        day = days(running)[2]
        post = running.days.get(day=day).post
        for _twice in range(2):
            steering.skip(actor=owner, series=running, day=day)
        assert post is not None
        post.refresh_from_db()
        assert post.state == "binned"
        unroll(timezone.now())
        assert running.days.get(day=day).state == "skipped"
        steering.unskip(actor=owner, series=running, day=day)
        assert unroll(timezone.now()) == 1
        assert AuditEntry.objects.filter(action__in=["series.skipped", "series.unskipped"]).count() == 2

    @pytest.mark.parametrize("day", [date(2020, 1, 1), date(2099, 1, 1)])
    def test_only_its_own_days_to_come(self, running: Series, owner: User, day: date) -> None:
        with pytest.raises(BadRhythm):
            steering.skip(actor=owner, series=running, day=day)

    def test_a_day_that_is_out_cannot_be_left_out(self, running: Series, owner: User) -> None:
        unroll(timezone.now())
        day = days(running)[0]
        Delivery.objects.filter(post=running.days.get(day=day).post).update(state="unknown")
        with pytest.raises(StateConflict):
            steering.skip(actor=owner, series=running, day=day)
        assert running.days.get(day=day).state == "made"

    @pytest.mark.parametrize("act", [steering.pause, steering.end])
    def test_only_publishers(self, running: Series, act: Any) -> None:
        with pytest.raises(Denied):
            act(actor=make_person(Role.EDITOR, running.post.team), series=running)

    def test_old_sources_let_it_rest_until_somebody_looked(self, running: Series, owner: User) -> None:
        due = today() + timedelta(days=5)
        Series.objects.filter(pk=running.pk).update(evidence_due=due)
        running.refresh_from_db()
        unroll(timezone.now())
        assert max(days(running)) == due
        unroll(timezone.now() + timedelta(days=7))
        running.refresh_from_db()
        assert (running.state, running.why) == ("paused", "evidence")
        Series.objects.filter(pk=running.pk).update(evidence_due=today() - timedelta(days=1))
        running.refresh_from_db()
        with pytest.raises(BadRhythm):
            steering.resume(actor=owner, series=running)
        steering.resume(actor=owner, series=running, evidence_due=today() + timedelta(days=90))
        assert (running.state, running.why) == ("running", "")

    @pytest.mark.parametrize("which", ["first", "day"])
    def test_taking_the_words_down_ends_it(self, running: Series, first: Post, owner: User, which: str) -> None:
        unroll(timezone.now())
        target = first if which == "first" else made(running)[0]
        others = [post.pk for post in made(running)]
        services.take_down(actor=owner, post=target, reason="The number was wrong.")
        running.refresh_from_db()
        assert (running.state, running.why) == ("ended", "taken_down")
        left = Delivery.objects.filter(post__in=others).exclude(state="cancelled")
        assert not left.exists()


class TestReading:
    def test_the_door(self, running: Series, reviewer: User) -> None:
        assert selectors.get_series(reviewer, running.pk) == running
        with pytest.raises(NotThere):
            selectors.get_series(make_person(Role.EDITOR, make_team()), running.pk)
        assert list(selectors.visible_series(reviewer)) == [running]

    def test_the_days_of_a_page(self, running: Series, owner: User) -> None:
        unroll(timezone.now())
        steering.skip(actor=owner, series=running, day=days(running)[1])
        found = selectors.days_of(running)
        assert [(day.skipped, day.post is not None) for day in found[:3]] == [
            (False, True),
            (True, False),
            (False, True),
        ]
        assert len(found) == 60
        assert selectors.series_of(running.post) == running
        assert selectors.series_of(made(running)[0]) == running


@pytest.mark.django_db(transaction=True)
def test_two_workers_make_each_day_once(db: None) -> None:
    make_organisation()
    team = make_team()
    post = make_post(team, body=make_body(WORDS, channels=(make_channel(team).pk,)), sealed=True)
    approve_post(post)
    last = today() + timedelta(days=3)
    series = asking.ask(actor=make_person(Role.EDITOR, team), post=post, rhythm=weekly(last=last))
    asking.approve(actor=make_person(Role.REVIEWER, team), series=series)
    start = threading.Barrier(3)

    def work() -> None:
        start.wait()
        unroll(timezone.now())
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    unroll(timezone.now())
    assert series.days.count() == 3
    assert Post.objects.filter(copied_from=post).count() == 3
    assert Delivery.objects.filter(post__copied_from=post, state="scheduled").count() == 3
