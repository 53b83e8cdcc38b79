"""Thread, first comment and marks as plain fields: shown where a channel can, kept by writers who know none of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from tests.publishing_kit import approve
from tests.web.compose.test_pages import form_of
from wellspoken.networks.base import Account
from wellspoken.networks.registry import connector
from wellspoken.rooms.channels.measures import Said, problems
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.compliance.services import screen_body
from wellspoken.rooms.content.further import Further
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.outgoing import outgoing_for
from wellspoken.rooms.review.checks import _text as text_of_part

pytestmark = pytest.mark.django_db
SSN = "The form shows SSN 842-41-8036."
ASKED = Further(("Second post.",), "First comment.", paid_partnership=True, ai_made=True)


@pytest.fixture
def team() -> Team:
    make_organisation()
    return make_team()


@pytest.fixture
def page(client: Client, team: Team) -> Client:
    client.force_login(make_person(Role.EDITOR, team))
    return client


def on(team: Team, *networks: str, **more: Any) -> tuple[Post, list[Channel]]:
    channels = [make_channel(team, network) for network in networks]
    return make_post(team, body=make_body(channels=tuple(c.pk for c in channels), **more)), channels


def test_a_team_without_such_channels_sees_none_of_it(page: Client, team: Team) -> None:
    post, _ = on(team, "mastodon", "newsroom")
    assert 'id="compose-further"' not in page.get(f"/posts/{post.pk}/edit/").content.decode()


def test_each_control_names_who_can_and_who_cannot(page: Client, team: Team) -> None:
    post, [hook, other] = on(team, "webhook", "mastodon")
    html = page.get(f"/posts/{post.pk}/edit/").content.decode()
    for name in ("thread", "first_comment", "paid_partnership", "ai_made"):
        assert f'name="{name}"' in html
    assert f'data-needs="{hook.pk}"' in html
    assert f"Not possible on {other.name}." in html


def test_the_plain_form_saves_it(page: Client, team: Team) -> None:
    post, _ = on(team, "webhook")
    form = {"has_further": "1", "thread": ["Second post.", " "], "first_comment": "First comment."}
    page.post(f"/posts/{post.pk}/edit/", form_of(post, **form, paid_partnership="1", ai_made="1"))
    post.refresh_from_db()
    assert post.current is not None
    assert post.current.content.further == ASKED
    page.post(f"/posts/{post.pk}/edit/", form_of(post, has_further="1", first_comment=""))
    post.refresh_from_db()
    assert post.current.content.further == Further()


def test_writers_who_do_not_know_it_leave_it_alone(page: Client, team: Team) -> None:
    post, _ = on(team, "webhook", further=ASKED)
    assert post.current is not None
    body = {name: value for name, value in post.current.body.items() if name != "further"}
    sent = {"version": post.version, "body": {**body, "text": "Other words."}}
    url = f"/posts/{post.pk}/autosave/"
    answer = page.post(url, json.dumps(sent), content_type="application/json")
    assert answer.status_code == 200, answer.content
    post.refresh_from_db()
    assert post.current is not None
    assert (post.current.content.text, post.current.content.further) == ("Other words.", ASKED)


@pytest.mark.parametrize(
    ("further", "part"), [(Further((SSN,)), "thread:2"), (Further(first_comment=SSN), "first_comment")]
)
def test_it_is_screened(team: Team, further: Further, part: str) -> None:
    body = make_body("Walk.", further=further)
    found = {one.part: one for one in screen_body(team=team, body=body, keep=False)}
    assert found[part].run.verdict == "block"
    assert found["text"].run.verdict != "block"
    assert text_of_part({"part": part, "channels": []}, body) == SSN


def test_a_correction_note_is_screened(team: Team) -> None:
    found = {
        one.part: one.run.verdict for one in screen_body(team=team, body=make_body("Walk.", correction=SSN), keep=False)
    }
    assert found["correction"] == "block"


def test_a_thread_stops_where_there_are_none_and_the_rest_is_left_out(team: Team) -> None:
    said = Said("Walk.", thread=ASKED.thread, first_comment=ASKED.first_comment, marks=ASKED.marks())
    found = problems(make_channel(team, "mastodon"), said)
    assert [one.severity for one in found] == ["block", "advise", "advise", "advise"]
    assert problems(make_channel(team, "webhook"), said) == []


@pytest.mark.parametrize("network", ["webhook", "x", "mastodon"])
def test_a_delivery_carries_what_its_network_has(team: Team, network: str) -> None:
    post, _ = on(team, network, further=ASKED)
    [delivery] = approve(post)
    limits = connector(network).limits(Account(network, "", "", ""))
    out = outgoing_for(delivery, limits, delivery.created_at)
    assert out.thread == ASKED.thread
    assert bool(out.first_comment) == ("first_comment" in limits.can)
    assert out.disclosure.paid_partnership == ("paid_partnership" in limits.can)
    assert out.disclosure.ai_made == ("ai_made" in limits.can)


def test_reviewers_see_it(client: Client, team: Team) -> None:
    post, _ = on(team, "webhook", further=ASKED)
    client.force_login(make_person(Role.REVIEWER, team))
    html = client.get(f"/posts/{post.pk}/").content.decode()
    for words in (
        "Second post.",
        "First comment.",
        "Marked as a paid partnership",
        "made with AI",
    ):
        assert words in html
