"""Posts over the API: lists, one post, new drafts once."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_body, make_channel, make_person, make_post, make_team
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.publishing.models import Attempt, Delivery

URL = "/api/v1/posts"


def send(client: Client, data: dict[str, Any], key: str | None = "k-1") -> Any:
    headers = {"Idempotency-Key": key} if key is not None else {}
    return client.post(URL, data, content_type="application/json", headers=headers)


def deliver(post: Post, channel: Channel) -> Delivery:
    now = timezone.now()
    assert post.current is not None
    row = Delivery.objects.create(
        post=post,
        revision=post.current,
        content_hash=post.current.content_hash,
        channel=channel,
        state="refused",
        reason="too_long",
        due_at=now,
        not_before=now,
    )
    Attempt.objects.create(
        delivery=row, fence=1, outcome="refused", reason="too_long", status=400, raw="network says no"
    )
    return row


def test_the_list_shows_only_what_may_be_seen(api: Client, team: Team, editor: User) -> None:
    mine = make_post(team, editor)
    make_post(make_team())
    assert [post["id"] for post in api.get(URL).json()["items"]] == [mine.pk]


def test_pages_follow_each_other(api: Client, team: Team, editor: User) -> None:
    posts = [make_post(team, editor).pk for _ in range(5)]
    first = api.get(URL, {"limit": 3}).json()
    second = api.get(URL, {"limit": 3, "before": first["next"]}).json()
    assert [p["id"] for p in first["items"] + second["items"]] == posts[::-1]
    assert second["next"] is None


@pytest.mark.parametrize("count", [2, 20])
def test_the_list_costs_the_same_for_any_number(
    api: Client, team: Team, editor: User, count: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(count):
        make_post(team, editor)
    with django_assert_max_num_queries(6):
        assert len(api.get(URL).json()["items"]) == count


def test_one_post_with_its_deliveries(api: Client, team: Team, editor: User, channel: Channel) -> None:
    post = make_post(team, editor)
    deliver(post, channel)
    shown = api.get(f"{URL}/{post.pk}").json()
    assert shown["body"]["text"] == make_body().text
    (delivery,) = shown["deliveries"]
    assert (delivery["state"], delivery["network"]) == ("refused", "newsroom")
    assert "too long" in delivery["message"]
    assert delivery["attempts"][0]["raw"] is None, "an editor may not read raw answers"


def test_raw_answers_need_their_right(client: Client, team: Team, channel: Channel) -> None:
    post = make_post(team)
    deliver(post, channel)
    client.force_login(make_person("administrator", team))
    assert client.get(f"{URL}/{post.pk}").json()["deliveries"][0]["attempts"][0]["raw"] == "network says no"


def test_another_teams_post_is_not_there(api: Client) -> None:
    answer = api.get(f"{URL}/{make_post(make_team()).pk}")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_there"


def test_a_draft_is_made_once_however_often_it_is_sent(api: Client, team: Team, channel: Channel) -> None:
    data = {"team": team.pk, "title": "Walk", "text": "Walk for thirty minutes.", "channels": [channel.pk]}
    first, second = send(api, data), send(api, data)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert (first["Idempotency-Replayed"], second["Idempotency-Replayed"]) == ("false", "true")
    assert Post.objects.count() == 1


def test_a_key_names_one_request_of_one_person(api: Client, team: Team) -> None:
    assert send(api, {"team": team.pk, "text": "one"}).status_code == 201
    other = send(api, {"team": team.pk, "text": "two"})
    assert (other.status_code, other.json()["error"]["code"]) == (409, "key_reused")
    api.force_login(make_person("editor", team))
    assert send(api, {"team": team.pk, "text": "two"}).status_code == 201


def test_a_refused_draft_leaves_its_key_free(api: Client, team: Team, channel: Channel) -> None:
    elsewhere = make_channel(make_team())
    refused = send(api, {"team": team.pk, "channels": [elsewhere.pk]})
    assert (refused.status_code, Post.objects.count()) == (404, 0)
    assert send(api, {"team": team.pk, "channels": [channel.pk]}).status_code == 201


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ({"text": "no team"}, "body.data.team"),
        ({"team": "1"}, "body.data.team"),
        ({"team": 1, "lang": "sv"}, "body.data.lang"),
        ({"team": 1, "text": "a\x00b"}, "body.data.text"),
        ({"team": 1, "use_until": "2026-02-30"}, "body.data.use_until"),
        ({"team": 1, "evidence": [{"url": "javascript:alert(1)"}]}, "body.data.evidence.0.url"),
        ({"team": 1, "surprise": True}, "body.data.surprise"),
    ],
)
def test_what_cannot_be_used_is_named(api: Client, data: dict[str, Any], where: str) -> None:
    answer = send(api, data)
    assert answer.status_code == 422
    assert where in [field["where"] for field in answer.json()["error"]["fields"]]


def test_a_write_without_a_key_is_refused(api: Client, team: Team) -> None:
    assert send(api, {"team": team.pk}, key=None).status_code == 422
    assert Post.objects.count() == 0


def test_a_viewer_may_not_write(client: Client, team: Team) -> None:
    client.force_login(make_person("viewer", team))
    answer = send(client, {"team": team.pk})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "right_missing")


@pytest.mark.parametrize("path", ["/me", "/posts", "/posts/1"])
def test_nobody_gets_in_without_signing_in(client: Client, db: None, path: str) -> None:
    answer = client.get(f"/api/v1{path}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "not_signed_in")


def test_a_write_needs_the_csrf_token(team: Team, editor: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert send(strict, {"team": team.pk}).status_code == 403
    assert Post.objects.count() == 0


def test_text_that_is_not_json(api: Client) -> None:
    answer = api.post(URL, "{", content_type="application/json", headers={"Idempotency-Key": "k"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid")


def test_who_am_i(api: Client, team: Team, editor: User) -> None:
    me = api.get("/api/v1/me").json()
    assert (me["id"], [t["id"] for t in me["teams"]]) == (editor.pk, [team.pk])
    assert "write" in me["teams"][0]["rights"]
    assert "review" not in me["teams"][0]["rights"]


def test_screening_a_text(api: Client, team: Team) -> None:
    data = {"team": team.pk, "text": "Call the patient Kari Nordmann on 219-09-9999, her SSN."}
    answer = api.post("/api/v1/screen", data, content_type="application/json")
    assert answer.status_code == 200
    found = answer.json()
    assert found["verdict"] == "block"
    assert all(f["title"] and f["citation"] for f in found["findings"])
