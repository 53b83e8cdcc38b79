"""Near-duplicates and clashes: what warns, what does not, and where it is said."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from tests.publishing_kit import at, post_on, soon
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing import likeness
from wellspoken.rooms.publishing.models import Delivery

pytestmark = pytest.mark.django_db
FLU = (
    "Flu jabs are free for everybody over 65 at our clinic in Elm Street, from Monday to Friday, no appointment needed."
)


def post_of(team: Team, text: str, **fields: Any) -> Post:
    return make_post(team, body=make_body(text), **fields)


ALIKE = [
    (FLU, True),
    (FLU.upper(), True),
    (FLU.replace(", ", " – ") + " https://elm.example.org/flu", True),
    (FLU.replace("free", "free of charge"), True),
    (
        "No appointment needed: flu jabs are free for everybody over 65 at our clinic in Elm Street, Monday to Friday.",
        True,
    ),
    ("Covid jabs are free for all pregnant women at the hospital in Harbour Road, on Saturdays only.", False),
    ("Our clinic in Elm Street is closed from Monday to Friday because of building work.", False),
    ("Free flu jabs!", False),  # too short to judge
    ("", False),
]


@pytest.mark.parametrize(("text", "same"), ALIKE)
def test_what_says_nearly_the_same(text: str, same: bool) -> None:
    team = make_team()
    other = post_of(team, FLU)
    mine = post_of(team, text)
    found = likeness.duplicates(mine, text)
    assert [w.post for w in found] == ([other.pk] if same else [])


@pytest.mark.parametrize(
    ("fields", "ago", "warns"),
    [
        ({"state": "published"}, 3, True),
        ({"state": "in_review"}, 3, True),
        ({"state": "binned"}, 3, False),
        ({"state": "withdrawn"}, 3, False),
        ({"state": "published"}, 20, False),
        ({"plan_kind": "at", "plan_at": timezone.now() + timedelta(days=9)}, 20, True),
        ({"plan_kind": "at", "plan_at": timezone.now() + timedelta(days=40)}, 20, False),
    ],
)
def test_which_posts_are_compared(fields: dict[str, Any], ago: int, warns: bool) -> None:
    team = make_team()
    other = post_of(team, FLU, **fields)
    Post.objects.filter(pk=other.pk).update(changed_at=timezone.now() - timedelta(days=ago))
    assert bool(likeness.duplicates(post_of(team, FLU), FLU)) is warns


def test_other_teams_posts_are_not_told_about() -> None:
    post_of(make_team(), FLU)
    assert likeness.duplicates(post_of(make_team(), FLU), FLU) == []


@pytest.mark.parametrize(("minutes", "clash"), [(0, True), (29, True), (-29, True), (30, False), (-31, False)])
@pytest.mark.parametrize("planned", [True, False])
def test_two_posts_at_once_on_one_channel(minutes: int, clash: bool, planned: bool) -> None:
    channel, moment = make_channel(network="bluesky"), soon(days=2)
    if planned:
        body = make_body(channels=(channel.pk,))
        other = make_post(channel.team, body=body, plan_kind="at", plan_at=moment)
    else:
        other, _ = post_on([channel], **at(moment))
    found = likeness.clashes([channel.pk], moment + timedelta(minutes=minutes))
    assert [w.post for w in found] == ([other.pk] if clash else [])
    assert likeness.clashes([make_channel(channel.team, "mastodon").pk], moment) == []
    assert likeness.clashes([channel.pk], moment, other.pk) == []


def test_cancelled_ones_are_in_nobodys_way() -> None:
    channel, moment = make_channel(network="bluesky"), soon(days=2)
    post_on([channel], **at(moment))
    Delivery.objects.update(state="cancelled")
    assert likeness.clashes([channel.pk], moment) == []


def test_in_the_composer_on_the_calendar_and_in_the_api(client: Client) -> None:
    make_organisation()
    team = make_team()
    channel, moment = make_channel(team, "bluesky"), soon(minutes=20)
    body = make_body(FLU, title="Flu A", channels=(channel.pk,))
    plan = {"plan_kind": "at", "plan_wall": f"{moment:%Y-%m-%dT%H:%M}", "plan_zone": "UTC"}
    person = make_person(Role.EDITOR, team)
    first = make_post(team, person, body, plan_at=moment, **plan)
    later = moment + timedelta(minutes=5)
    second = make_post(
        team, person, make_body(FLU + " Come!", title="Flu B", channels=(channel.pk,)), plan_at=later, **plan
    )
    client.force_login(person)
    assert f'hx-get="/posts/{second.pk}/near/"' in client.get(f"/posts/{second.pk}/edit/").content.decode()
    part = client.get(f"/posts/{second.pk}/near/", headers={"HX-Request": "true"}).content.decode()
    assert "says nearly the same" in part
    assert "within half an hour" in part
    assert f'href="/posts/{first.pk}/"' in part
    calendar = client.get("/calendar/?view=week").content.decode()
    assert calendar.count("cal-warn") >= 2
    stored = client.get(f"/api/v1/posts/{second.pk}").json()
    assert {w["kind"] for w in stored["warnings"]} == {"duplicate", "clash"}
    assert {w["post"] for w in stored["warnings"]} == {first.pk}
