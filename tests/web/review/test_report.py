"""How reviews went: counted by team and month in working hours, for those who may, as a page and a table."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from tests.factories import make_body, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import Grant
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review.models import Decision, Reminder, ReviewHours, ReviewRequest
from wellspoken.rooms.review.selectors.turnaround import turnaround

pytestmark = pytest.mark.django_db
H = timedelta(hours=1)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
#: a Tuesday, 08:00 in Oslo
ASKED = datetime(2026, 11, 17, 7, tzinfo=UTC)


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def team():
    make_organisation()
    return make_team("=Havnesykehuset()", country="no")


def review(team, hours=None, asked_at=ASKED, state="approved", **changes):
    """A review asked for at `asked_at`, decided so many hours later (None: never)."""
    post = make_post(team, make_person(Role.EDITOR, team), make_body(), sealed=True, state="published")
    facts = {"post": post, "revision": post.current, "content_hash": post.current.content_hash}
    request = ReviewRequest.objects.create(**facts, state=state, **changes)
    ReviewRequest.objects.filter(pk=request.pk).update(asked_at=asked_at)
    if hours is not None:
        made = Decision.objects.create(**facts, request=request, verdict="approve")
        Decision.objects.filter(pk=made.pk).update(at=asked_at + hours * H)
    return request


def only(team):
    [row] = turnaround([team], NOW)
    return row


def test_counted_are_questions_decisions_and_their_working_time(team):
    for hours in (1, 2, 6, 26):  # the last one over a night: ten working hours
        review(team, hours)
    review(team, state="open")
    row = only(team)
    assert (row.month.isoformat(), row.asked, row.decided) == ("2026-11-01", 5, 4)
    assert (row.usual, row.slowest, row.voided, row.late) == (4 * H, 11 * H, 0, 0)


def test_hours_of_the_team_count(team):
    ReviewHours.objects.create(team=team, weekdays=[1], begins=8, ends=10)
    review(team, 6)
    assert only(team).usual == 2 * H


@pytest.mark.parametrize(
    ("state", "words", "voided"),
    [("voided", [["ins", "more"]], 1), ("voided", [], 0), ("changes", [["ins", "more"]], 0)],
)
def test_ended_by_edits_are_those_whose_words_changed(team, state, words, voided):
    review(team, state=state, changed_words=words)
    assert (only(team).voided, only(team).usual) == (voided, None)


@pytest.mark.parametrize(
    ("due", "hours", "reminded", "late"),
    [
        (3, 4, False, 1),
        (5, 4, False, 0),
        (-1, 4, False, 0),
        (3, None, False, 0),
        (3, None, True, 1),
        (None, 4, False, 0),
    ],
)
def test_late_is_what_waited_for_its_decision_when_its_time_passed(team, due, hours, reminded, late):
    request = review(team, hours)
    if due is not None:
        Post.objects.filter(pk=request.post_id).update(plan_kind="at", plan_at=ASKED + due * H)
    if reminded:
        Reminder.objects.create(request=request, kind="missed", at=NOW)
    assert only(team).late == late


def test_what_was_carried_over_or_taken_back_and_older_months_are_left_out(team):
    review(team, 0.001)
    assert turnaround([team], NOW) == []
    review(team, 3)
    Decision.objects.filter(at__gt=ASKED + H).update(taken_back_at=NOW)
    assert (only(team).asked, only(team).decided) == (1, 0)
    review(team, 3, asked_at=datetime(2025, 11, 20, 9, tzinfo=UTC))
    review(team, 3, asked_at=datetime(2026, 10, 31, 23, 30, tzinfo=UTC))  # November in Oslo
    assert only(team).asked == 2


def rows(client):
    answer = client.get(reverse("review_report_file"))
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_table_is_the_page_and_runs_nothing(client, team):
    review(team, 2.5)
    review(make_team("Elsewhere"), 2)
    client.force_login(make_person(Role.REVIEWER, team))
    shown = client.get(reverse("review_report")).content.decode()
    assert "2.5 h" in shown
    assert "Elsewhere" not in shown
    [row] = rows(client)
    assert row["Team"] == "'=Havnesykehuset()"
    assert (row["Month"], row["Asked"], row["Median, working hours"]) == ("2026-11", "1", "2.50")


def test_the_pace_is_told_of_everybody_and_of_each_reviewer_with_enough_decisions(client, team):
    rina, reza = make_person(Role.REVIEWER, team, name="Rina Hart"), make_person(Role.REVIEWER, team, name="Reza Moe")
    for hours in (1, 2, 3, 4, 5):
        review(team, hours)
    Decision.objects.update(by=rina)
    for _number in range(4):
        review(team, 6)
    Decision.objects.filter(by=None).update(by=reza)
    client.force_login(rina)
    shown = client.get(reverse("review_report")).content.decode()
    assert "Everybody: usually 5 h, four of five within 6 h (9 decisions)" in shown
    assert "Rina Hart: usually 3 h, four of five within 4 h (5 decisions)" in shown
    assert "Reza Moe" not in shown


@pytest.mark.parametrize("role", Role.values)
def test_who_sees_the_figures_of_which_teams(client, team, role):
    person = make_person(role, team)
    other = make_team("Elsewhere")
    Grant.objects.create(user=person, team=other, role=Role.VIEWER)
    review(other, 1)
    client.force_login(person)
    allowed = role in {"reviewer", "administrator", "auditor"}
    assert client.get(reverse("review_report")).status_code == (200 if allowed else 403)
    assert client.get(reverse("review_report_file")).status_code == (200 if allowed else 403)
    if allowed:
        assert rows(client) == []


def test_ten_thousand_reviews_cost_two_queries(team, django_assert_num_queries):
    for number in range(30):
        review(team, 1, asked_at=ASKED - number * 24 * H)
    with django_assert_num_queries(2):
        assert sum(row.asked for row in turnaround([team], NOW)) == 30
