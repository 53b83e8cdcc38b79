"""A team with a calendar, seen at a fixed moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.publishing.models import Delivery

OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel("2026-11-21T09:00:00Z", tick=False):
        yield


@pytest.fixture
def team(db: None) -> Team:
    make_organisation()
    return make_team("Havnesykehuset")


@pytest.fixture
def channels(team: Team) -> list[Channel]:
    return [make_channel(team, network) for network in ("newsroom", "bluesky", "mastodon")]


@pytest.fixture
def publisher(team: Team) -> User:
    return make_person("publisher", team)


@pytest.fixture
def reader(publisher: User, client: Client) -> Client:
    client.force_login(publisher)
    return client


@pytest.fixture
def plan(team: Team, publisher: User, channels: list[Channel]) -> Callable[..., Post]:
    """Make a post at a wall time in Oslo; with `state`, one delivery in that state per channel."""

    def make(wall: str, title: str = "Walk", *, state: str = "", post_state: str = "draft", fold: int = 0) -> Post:
        at = datetime.fromisoformat(wall).replace(tzinfo=OSLO, fold=fold)
        body = make_body(title=title, channels=tuple(c.pk for c in channels))
        times = {"plan_kind": "at", "plan_wall": wall, "plan_zone": str(OSLO), "plan_at": at, "plan_fold": fold}
        post = make_post(team, publisher, body, sealed=True, state="approved" if state else post_state, **times)
        assert post.current is not None
        for channel in channels if state else []:
            Delivery.objects.create(
                post=post,
                revision=post.current,
                content_hash=post.current.content_hash,
                channel=channel,
                state=state,
                due_at=at,
                not_before=at,
                wall=wall,
                zone=str(OSLO),
                fold=fold,
                live_at=at if state == "live" else None,
            )
        return post

    return make
