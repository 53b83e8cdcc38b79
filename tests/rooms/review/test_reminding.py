"""Reminders: which hold when, each once, to whom; deputies who are asked; hours of a team."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from tests.factories import make_person
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.verify import verify
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review import chores, notices, reminding, services
from wellspoken.rooms.review.errors import BadHours, NoDeputy, Outdated
from wellspoken.rooms.review.hours import Hours, hours_of
from wellspoken.rooms.review.models import Reminder, ReviewRequest
from wellspoken.rooms.review.reminding import Open, kinds, remind
from wellspoken.rooms.review.services.chasing import ask_deputies, set_hours
from wellspoken.rooms.review.worktime import WorkTime

#: Tuesday, 10:00 in Oslo
TEN = datetime(2026, 11, 24, 9, tzinfo=UTC)
H = timedelta(hours=1)
WHY = "Name the source of the figure."


@pytest.mark.parametrize(
    ("waited", "left", "expected"),
    [
        (1, 30, []),
        (4, 30, ["slow"]),
        (3.9, 30, []),
        (4, None, ["slow"]),
        (6, None, ["slow"]),
        (8, None, ["slow", "everybody"]),
        (1, 1.9, ["soon"]),
        (1, 2, ["soon"]),
        (1, 2.1, []),
        (1, 0.5, ["now"]),
        (3, 0.5, ["soon", "now"]),
        (5, 0.4, ["slow", "soon", "now"]),
        (5, 0.25, ["slow", "soon", "now", "everybody"]),
        (0.1, 1.8, []),  # asked when less than two hours were left: the question itself was the reminder
        (0.1, 0.45, ["now"]),
        (0.2, 0.1, ["everybody"]),
        (0.1, 0.1, []),
        (1, 0, ["missed"]),
        (6, -5, ["missed"]),
        (6, -200, []),
    ],
)
def test_which_reminders_hold(waited, left, expected):
    now = TEN + 6 * H
    asked = now - waited * H
    due = None if left is None else now + left * H
    round_the_clock = WorkTime(ZoneInfo("UTC"), 0, 24, frozenset(range(7)))
    assert kinds(Open(asked, due, 4 * H, round_the_clock), now) == expected


def test_patience_is_counted_in_working_hours():
    friday = datetime(2026, 11, 27, 15, tzinfo=UTC)
    work = WorkTime(ZoneInfo("UTC"))
    assert kinds(Open(friday, None, 4 * H, work), friday + 60 * H) == []
    assert kinds(Open(friday, None, 4 * H, work), friday + 67 * H) == ["slow"]


@pytest.fixture
def waiting(house, asked):
    """Asked at ten on a Tuesday, to go out at five in the afternoon."""
    set_times(asked, TEN, TEN + 6 * H)
    return asked


def set_times(request, asked_at, due):
    ReviewRequest.objects.filter(pk=request.pk).update(asked_at=asked_at)
    Post.objects.filter(pk=request.post_id).update(plan_kind="at", plan_at=due)


def sent():
    notices.drain()
    found = [(m.subject, sorted(m.to)[0]) for m in mail.outbox]
    mail.outbox.clear()
    return found


def addresses():
    return sorted(to for _subject, to in sent())


def test_each_reminder_goes_out_once_the_most_urgent_of_several(house, waiting):
    both = sorted([house.rina.email, house.reza.email])
    assert [remind(TEN + hours * H) for hours in (1, 3.9)] == [0, 0]
    assert (remind(TEN + 4 * H), remind(TEN + 4 * H)) == (1, 0)
    found = sent()
    assert {to for _subject, to in found} == set(both)
    assert {subject for subject, _to in found} == {"A post that goes out soon waits for your review"}
    assert set(Reminder.objects.values_list("kind", flat=True)) == {"slow", "soon"}
    wide = make_person(Role.REVIEWER)
    assert (remind(TEN + 5.5 * H), addresses()) == (1, sorted([*both, wide.email]))
    assert (remind(TEN + 5.8 * H), addresses()) == (1, sorted([*both, wide.email]))
    assert (remind(TEN + 6 * H), addresses()) == (1, sorted([*both, wide.email, house.ana.email]))
    assert [remind(TEN + hours * H) for hours in (6, 7, 100)] == [0, 0, 0]
    told = AuditEntry.objects.filter(action__in=["review.reminded", "review.missed"]).order_by("seq")
    assert [entry.data["kind"] for entry in told] == ["slow", "soon", "now", "everybody", "missed"]
    assert verify().ok


def test_a_post_that_is_moved_is_reminded_of_anew(house, waiting):
    assert remind(TEN + 6 * H) == 1
    set_times(waiting, TEN, TEN + 30 * H)
    assert remind(TEN + 6 * H) == 1  # it has waited for long: not told before
    assert remind(TEN + 28.5 * H) == 1
    assert remind(TEN + 30 * H) == 1
    assert Reminder.objects.filter(kind="missed").count() == 2


def test_decided_reviews_are_left_alone(house, waiting):
    services.decide(actor=house.rina, request=waiting, verdict="approve")
    assert remind(TEN + 100 * H) == 0
    assert not Reminder.objects.exists()


def test_the_author_hears_when_the_time_passes_while_changes_are_asked_for(house, waiting):
    services.decide(actor=house.rina, request=waiting, verdict="changes", reason=WHY)
    sent()
    assert (remind(TEN + 5 * H), remind(TEN + 6 * H), remind(TEN + 6 * H)) == (0, 1, 0)
    assert sent() == [("Your post missed its time: changes are asked for", house.ana.email)]


def test_reminders_speak_the_readers_language_and_hold_no_words_of_the_post(house, waiting):
    house.reza.language = "id"
    house.reza.save(update_fields=["language"])
    remind(TEN + 6 * H)
    notices.drain()
    assert not any("thirty" in m.body or "walk for the heart" in m.body for m in mail.outbox)
    mine = next(m for m in mail.outbox if m.to == [house.rina.email])
    assert "Nov. 24, 2026, 4 p.m. (Oslo)" in mine.body


def test_reminders_go_to_the_deputy_of_who_is_away(house, waiting):
    mia = make_person(Role.REVIEWER, house.team, name="Mia Dahl")
    services.name_deputy(actor=mia, user=mia, deputy=house.reza)
    here = timezone.localdate()
    row = services.note_absence(actor=mia, user=mia, first=here, last=here + timedelta(days=1))
    now = timezone.now()
    set_times(waiting, now - timedelta(days=9), now + 1.5 * H)
    assert remind(now) == 1
    assert addresses() == sorted([house.rina.email, house.reza.email])
    assert (chores.tell_of_absences(now), chores.tell_of_absences(now)) == (1, 0)
    assert sent() == [("You stand in for Mia Dahl", house.reza.email)]
    row.refresh_from_db()
    assert row.told


def test_deputies_are_asked_once_by_those_who_write_or_review(house, waiting, django_capture_on_commit_callbacks):
    with pytest.raises(NoDeputy):
        ask_deputies(actor=house.ana, request=waiting)
    services.name_deputy(actor=house.rina, user=house.rina, deputy=house.reza)
    with pytest.raises(Denied):
        ask_deputies(actor=make_person(Role.VIEWER, house.team), request=waiting)
    sent()
    with django_capture_on_commit_callbacks(execute=True):
        assert ask_deputies(actor=house.ana, request=waiting) == [house.reza]
    assert sent() == [("Please step in: a post waits for a review", house.reza.email)]
    assert ask_deputies(actor=house.ana, request=waiting) == []
    with pytest.raises(NoDeputy):  # nobody asks themselves
        ask_deputies(actor=house.reza, request=waiting)
    services.decide(actor=house.rina, request=waiting, verdict="approve")
    with pytest.raises(Outdated):
        ask_deputies(actor=house.ana, request=waiting)


def test_a_team_chooses_its_hours(house):
    chief = make_person(Role.ADMINISTRATOR, house.team)
    assert hours_of(house.team) == Hours()
    ours = Hours((6, 0, 0), 9, 15, 2)
    assert set_hours(actor=chief, team=house.team, hours=ours)
    assert not set_hours(actor=chief, team=house.team, hours=ours)
    assert hours_of(house.team) == Hours((0, 6), 9, 15, 2)
    with pytest.raises(Denied):
        set_hours(actor=house.rina, team=house.team, hours=ours)


@pytest.mark.parametrize(
    "wrong", [Hours(()), Hours((8,)), Hours(begins=17, ends=8), Hours(ends=25), Hours(remind_after=0)]
)
def test_hours_that_cannot_be_are_refused(house, wrong):
    with pytest.raises(BadHours):
        set_hours(actor=make_person(Role.ADMINISTRATOR), team=house.team, hours=wrong)


def test_the_chore_does_all_of_it(house, waiting):
    chores.chore(lambda: True)
    assert not Reminder.objects.exists()
    set_times(waiting, timezone.now() - timedelta(days=9), timezone.now() - H)
    chores.chore(lambda: False)
    assert Reminder.objects.filter(kind="missed").count() == 1
    assert reminding.ACTOR.actor_id == "system:reviews"
