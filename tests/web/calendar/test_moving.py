"""Moving a post: by form, by drag, undone, refused in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from tests.factories import make_person, make_post, make_team
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.publishing.models import Delivery

Plan = Callable[..., Post]
ZONE = "Europe/Oslo"


def send(client: Client, post: Post, date: str, time: str, **more: Any) -> Any:
    data = {"date": date, "time": time, "zone": ZONE, "from": "view=week&day=2026-11-23", **more}
    return client.post(f"/calendar/posts/{post.pk}/move/", data)


def test_the_form_opens_at_the_time_it_has(reader: Client, plan: Plan) -> None:
    post = plan("2026-11-24T09:00", "Words", state="scheduled")
    html = reader.get(f"/calendar/posts/{post.pk}/move/").content.decode()
    assert 'value="2026-11-24"' in html
    assert 'value="09:00' in html


def test_a_draft_moves_and_the_way_back_is_offered(reader: Client, plan: Plan) -> None:
    post = plan("2026-11-24T09:00", "Words")
    assert send(reader, post, "2026-11-26", "10:30").url == "/calendar/?view=week&day=2026-11-23"
    post.refresh_from_db()
    assert (post.plan_wall, post.plan_zone) == ("2026-11-26T10:30", ZONE)
    html = reader.get("/calendar/").content.decode()
    assert "now goes out Thu 26 Nov, 10:30, Oslo" in html
    assert 'name="undo"' in html
    send(reader, post, "2026-11-24", "09:00", undo="1")
    post.refresh_from_db()
    assert post.plan_wall == "2026-11-24T09:00"
    again = reader.get("/calendar/").content.decode()
    assert 'name="undo"' not in again


def test_the_message_is_shown_once(reader: Client, plan: Plan) -> None:
    send(reader, plan("2026-11-24T09:00"), "2026-11-26", "10:30")
    assert "cal-moved" in reader.get("/calendar/").content.decode()
    assert "cal-moved" not in reader.get("/calendar/").content.decode()


def test_deliveries_move_together(reader: Client, plan: Plan) -> None:
    post = plan("2026-11-24T09:00", "Words", state="scheduled")
    send(reader, post, "2026-11-26", "09:00", drag="1")
    due = set(Delivery.objects.filter(post=post).values_list("due_at", flat=True))
    assert due == {datetime(2026, 11, 26, 8, 0, tzinfo=UTC)}


def test_outside_the_approval_is_refused(reader: Client, plan: Plan) -> None:
    post = plan("2026-11-24T09:00", "Words", state="scheduled")
    until = datetime(2026, 11, 30, 22, 59, tzinfo=UTC)
    Delivery.objects.filter(post=post).update(usable_until=until)
    answer = send(reader, post, "2026-12-01", "09:00")
    assert answer.status_code == 422
    assert "The approval reaches until Mon 30 Nov, 23:59, Oslo" in answer.content.decode()
    assert set(Delivery.objects.values_list("wall", flat=True)) == {"2026-11-24T09:00"}


REFUSED = [
    ("2026-11-20", "09:00", "is over"),
    ("2027-03-28", "02:30", "does not exist"),
    ("2026-02-30", "09:00", "Enter a valid date"),
    ("", "", "This field is required"),
]


@pytest.mark.parametrize(("date", "time", "words"), REFUSED)
def test_refusals_are_said_in_the_form(reader: Client, plan: Plan, date: str, time: str, words: str) -> None:
    post = plan("2026-11-24T09:00", "Words")
    answer = send(reader, post, date, time)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    post.refresh_from_db()
    assert post.plan_wall == "2026-11-24T09:00"


def test_a_dragged_post_that_may_not_move_leads_back_with_the_reason(reader: Client, plan: Plan) -> None:
    post = plan("2026-11-24T09:00", "Words", state="scheduled")
    answer = reader.post(
        f"/calendar/posts/{post.pk}/move/",
        {"date": "2026-11-20", "time": "09:00", "zone": ZONE, "drag": "1"},
        follow=True,
    )
    assert answer.redirect_chain == [("/calendar/", 302)]
    assert "is over" in answer.content.decode()


def test_a_doubled_hour_asks_which_one(reader: Client, plan: Plan) -> None:
    post = plan("2027-10-30T02:30", "Words")
    question = send(reader, post, "2027-10-31", "02:30", drag="1")
    assert question.status_code == 422
    assert 'name="fold"' in question.content.decode()
    assert send(reader, post, "2027-10-31", "02:30", fold="1").status_code == 302
    post.refresh_from_db()
    assert post.plan_at == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def test_what_is_out_cannot_be_moved(reader: Client, plan: Plan) -> None:
    answer = send(reader, plan("2026-11-20T09:00", "Words", state="live"), "2026-11-26", "09:00")
    assert "nothing left to move" in answer.content.decode()


def test_the_right_is_checked(client: Client, plan: Plan, team: Team) -> None:
    post = plan("2026-11-24T09:00", "Words", state="scheduled")
    client.force_login(make_person("viewer", team))
    assert "Only people who may" in send(client, post, "2026-11-26", "09:00").content.decode()
    assert set(Delivery.objects.values_list("wall", flat=True)) == {"2026-11-24T09:00"}


def test_another_teams_post_is_not_there(reader: Client, db: None) -> None:
    assert send(reader, make_post(make_team()), "2026-11-26", "09:00").status_code == 404


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "", "x" * 5000])
def test_strange_zones_are_refused(reader: Client, plan: Plan, zone: str) -> None:
    assert send(reader, plan("2026-11-24T09:00"), "2026-11-26", "09:00", zone=zone).status_code == 422


def test_the_way_back_stays_in_the_calendar(reader: Client, plan: Plan) -> None:
    answer = send(
        reader, plan("2026-11-24T09:00"), "2026-11-26", "09:00", **{"from": "https://evil.example.org/?view=week"}
    )
    assert answer.url.startswith("/calendar/")
    assert "evil" not in answer.url


def test_a_dialog_is_answered_with_the_address_only(reader: Client, plan: Plan) -> None:
    post = plan("2026-11-24T09:00")
    data = {"date": "2026-11-26", "time": "09:00", "zone": ZONE}
    answer = reader.post(f"/calendar/posts/{post.pk}/move/", data, headers={"X-Fragment": "move"})
    assert (answer.status_code, answer["X-Next"]) == (204, "/calendar/")
    form = reader.get(f"/calendar/posts/{post.pk}/move/", headers={"X-Fragment": "move"}).content.decode()
    assert "<html" not in form
