"""The pages of posts that come again: asking, deciding, leaving a day out, resting, ending."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from tests.publishing_kit import approve as approve_post
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Series, SeriesDay
from wellspoken.rooms.publishing.recurring.unrolling import unroll

pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> Post:
    make_organisation()
    team = make_team("Heart")
    made = make_post(
        team, body=make_body("Wash your hands.", title="Hands", channels=(make_channel(team).pk,)), sealed=True
    )
    approve_post(made)
    return made


def sent(**changes: object) -> dict[str, object]:
    first = timezone.localdate() + timedelta(days=1)
    values = {"every": "week", "weekdays": ["0", "1", "2", "3", "4", "5", "6"], "step": "1", "at": "09:00"}
    return {**values, "first": str(first), "last": str(first + timedelta(days=30)), **changes}


def asked(client: Client, post: Post, **changes: object) -> Series:
    client.force_login(make_person(Role.PUBLISHER, post.team, name="Pia"))
    answer = client.post(f"/posts/{post.pk}/again-and-again/", sent(**changes))
    series = Series.objects.get()
    assert answer["Location"] == f"/posts/recurring/{series.pk}/"
    return series


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_from_the_post_to_its_days(client: Client, post: Post) -> None:
    series = asked(client, post)
    page = f"/posts/recurring/{series.pk}/"
    assert "Let it come again" not in text(client, f"/posts/{post.pk}/")
    assert "It waits for a reviewer." in text(client, page) or "A reviewer who wrote none" in text(client, page)
    client.force_login(make_person(Role.REVIEWER, post.team, name="Rina"))
    assert "May “Hands” come again?" in text(client, "/")
    assert client.post(f"{page}decide/", {"verdict": "approve"})["Location"] == page
    assert unroll(timezone.now()) == 14
    shown = text(client, page)
    assert shown.count("Its post") == 14
    assert "Rina" in shown
    assert "Every week: Monday, Tuesday" in shown
    assert "Hands" in text(client, "/posts/recurring/")


def test_a_reviewer_says_why_not(client: Client, post: Post) -> None:
    series = asked(client, post)
    client.force_login(make_person(Role.REVIEWER, post.team))
    short = client.post(f"/posts/recurring/{series.pk}/decide/", {"verdict": "refuse", "reason": ""})
    assert short.status_code == 422
    client.post(f"/posts/recurring/{series.pk}/decide/", {"verdict": "refuse", "reason": "Once a year is enough."})
    assert "Once a year is enough." in text(client, f"/posts/recurring/{series.pk}/")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"weekdays": []}, "Choose at least one day of the week."),
        ({"every": "month"}, "Choose a day of the month, 1 to 31."),
        ({"last": "2026-01-01", "first": "2026-02-01"}, "The last day lies before the first."),
        ({"last": "2029-01-01"}, "A series is approved for a year at most."),
        ({"evidence_due": "2026-01-01"}, "Choose a day to come on which the sources are looked at again."),
        ({"at": "25:99"}, "Enter a valid time."),
    ],
)
def test_what_is_wrong_stands_at_its_field(client: Client, post: Post, changes: dict[str, object], says: str) -> None:
    client.force_login(make_person(Role.PUBLISHER, post.team))
    answer = client.post(f"/posts/{post.pk}/again-and-again/", sent(**changes))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Series.objects.exists()


def test_only_approved_words(client: Client, post: Post) -> None:
    draft = make_post(post.team)
    client.force_login(make_person(Role.PUBLISHER, post.team))
    assert client.post(f"/posts/{draft.pk}/again-and-again/", sent())["Location"] == f"/posts/{draft.pk}/"


def test_leave_out_rest_go_on_end(client: Client, post: Post) -> None:
    series = asked(client, post)
    Series.objects.update(state="running", decided_by=make_person(Role.REVIEWER, post.team))
    unroll(timezone.now())
    page, day = f"/posts/recurring/{series.pk}/", SeriesDay.objects.first()
    assert day is not None
    client.post(f"{page}day/", {"day": str(day.day), "act": "out"})
    assert "Take in again" in text(client, page)
    client.post(f"{page}day/", {"day": str(day.day), "act": "in"})
    assert "Take in again" not in text(client, page)
    for act, state in (
        ("pause", "paused"),
        ("resume", "running"),
        ("end", "ended"),
        ("end", "ended"),
        ("dance", "ended"),
    ):
        assert client.post(f"{page}act/", {"act": act})["Location"] == page
        assert Series.objects.get().state == state
    client.post(f"{page}day/", {"day": "yesterday"})


def test_old_sources_are_shown_and_need_a_new_day(client: Client, post: Post) -> None:
    series = asked(client, post, evidence_due=str(timezone.localdate() + timedelta(days=3)))
    Series.objects.update(state="paused", why="evidence", evidence_due=date(2026, 1, 1))
    assert "Its sources are due to be looked at" in text(client, "/")
    act = f"/posts/recurring/{series.pk}/act/"
    assert client.post(act, {"act": "resume"}).status_code == 422
    client.post(act, {"act": "resume", "evidence_due": str(timezone.localdate() + timedelta(days=90))})
    assert Series.objects.get().state == "running"


def test_few_queries_whatever_the_days(client: Client, post: Post, django_assert_max_num_queries: object) -> None:
    series = asked(client, post)
    Series.objects.update(state="running", decided_by=make_person(Role.REVIEWER, post.team))
    unroll(timezone.now())
    for path in ("/posts/recurring/", f"/posts/recurring/{series.pk}/"):
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            client.get(path)


def test_nothing_yet(client: Client, post: Post) -> None:
    client.force_login(make_person(Role.VIEWER, post.team))
    assert "Nothing comes again yet" in text(client, "/posts/recurring/")
