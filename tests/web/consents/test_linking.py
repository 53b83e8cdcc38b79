"""Linking a post to the consents of the people in it, in the composer and before the reviewer."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_body, make_organisation, make_person
from tests.rooms.consents.kit import keeper, signed, team_with_channels
from wellspoken.rooms.consents import services
from wellspoken.rooms.consents.services import Withdrawal
from wellspoken.rooms.consents.uses import Use
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import create_post
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    make_organisation()
    return team_with_channels()


@pytest.fixture
def post(team: Team) -> Post:
    channels = tuple(team.channels.values_list("pk", flat=True))
    return create_post(actor=make_person(Role.EDITOR, team), team=team, body=make_body(channels=channels))


@pytest.fixture
def client(team: Team) -> Client:
    client = Client()
    client.force_login(make_person(Role.EDITOR, team))
    return client


def said(answer: Any) -> str:
    return str(answer.content.decode())


def uses(post: Post) -> list[Use]:
    post.refresh_from_db()
    assert post.current is not None
    return list(post.current.content.consents)


def test_find_by_name_link_say_what_for_and_take_away(client: Client, team: Team, post: Post) -> None:
    consent, where = signed(team), reverse("post_consents", args=[post.pk])
    assert consent.code not in said(client.get(where))
    for wanted in (consent.code[2:].lower(), "mira solheim", "Solheim"):
        assert consent.code in said(client.get(where, {"q": wanted}))
    assert "No valid consent" in said(client.get(where, {"q": "Mira"}))
    client.post(where, {"version": post.version, "add": consent.pk})
    assert uses(post) == [Use(consent.pk, "", ("name", "picture", "story"))]
    page = said(client.get(where))
    assert "Say for which purpose" in page
    assert "Mira" not in page
    told = {"use": consent.pk, f"purpose-{consent.pk}": "health", f"information-{consent.pk}": ["story"]}
    answer = client.post(where, {"version": post.version, "then": "back", **told})
    assert answer["Location"] == reverse("compose", args=[post.pk])
    assert uses(post) == [Use(consent.pk, "health", ("story",))]
    assert consent.code in said(client.get(reverse("compose", args=[post.pk])))
    client.post(where, {"version": post.version, "remove": consent.pk, **told})
    assert uses(post) == []


@pytest.mark.parametrize(
    "said_", [{}, {"version": "x"}, {"version": "1", "add": "x"}, {"version": "1", "add": "9" * 30}]
)
def test_what_is_no_link_changes_nothing(client: Client, post: Post, said_: dict[str, str]) -> None:
    assert client.post(reverse("post_consents", args=[post.pk]), said_).status_code == 302
    assert uses(post) == []


def test_another_teams_consent_is_not_found_and_not_linked(client: Client, post: Post) -> None:
    other, where = signed(team_with_channels()), reverse("post_consents", args=[post.pk])
    assert "No valid consent" in said(client.get(where, {"q": other.code}))
    client.post(where, {"version": post.version, "add": other.pk})
    assert uses(post) == []


def test_the_composer_carries_links_with_every_save_and_says_what_is_wrong(
    client: Client, team: Team, post: Post
) -> None:
    consent = signed(team)
    client.post(reverse("post_consents", args=[post.pk]), {"version": post.version, "add": consent.pk})
    kept = [{"key": consent.pk, "purpose": "health", "information": ["story"]}]
    body = {"title": "T", "text": "A walk.", "lang": "en", "channels": [], "consents": kept}
    post.refresh_from_db()
    client.post(
        reverse("compose_autosave", args=[post.pk]),
        json.dumps({"version": post.version, "body": body}),
        content_type="application/json",
    )
    assert uses(post) == [Use(consent.pk, "health", ("story",))]
    form = {"version": post.version, "text": "A walk for all.", "lang": "en", "consents": json.dumps(kept)}
    assert client.post(reverse("compose", args=[post.pk]), form).status_code == 302
    assert len(uses(post)) == 1
    assert client.post(reverse("compose", args=[post.pk]), {**form, "consents": "{"}).status_code == 422
    services.withdraw(actor=keeper(team), consent=consent, withdrawal=Withdrawal("mail"))
    assert "was taken back by the person" in said(client.get(reverse("compose", args=[post.pk])))
    answer = client.post(
        reverse("compose_screen", args=[post.pk]), json.dumps({"body": body}), content_type="application/json"
    )
    [part] = [part for part in answer.json()["parts"] if part["part"] == "consents"]
    assert part["cards"][0]["severity"] == "block"


def test_the_reviewer_sees_who_agreed(client: Client, team: Team, post: Post) -> None:
    from wellspoken.rooms.review.models import ReviewRequest

    consent = signed(team)
    client.post(reverse("post_consents", args=[post.pk]), {"version": post.version, "add": consent.pk})
    uses(post)
    assert post.current is not None
    Post.objects.filter(pk=post.pk).update(state="in_review")
    asked = ReviewRequest.objects.create(
        post=post, revision=post.current, content_hash=post.current.content_hash, asked_by=post.author
    )
    reviewer = Client()
    reviewer.force_login(make_person(Role.REVIEWER, team))
    page = said(reviewer.get(reverse("review", args=[asked.pk])))
    assert consent.code in page
    assert "Say for which purpose" in page


def test_a_contributor_asks_an_editor(team: Team) -> None:
    writer = make_person(Role.CONTRIBUTOR, team)
    mine = create_post(actor=writer, team=team, body=make_body())
    client = Client()
    client.force_login(writer)
    assert client.get(reverse("post_consents", args=[mine.pk])).status_code == 403
    assert "An editor links their consent." in said(client.get(reverse("compose", args=[mine.pk])))
