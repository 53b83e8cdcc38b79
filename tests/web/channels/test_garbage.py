"""Whatever is typed into these forms: an answer in words, never a fault, never a half-made channel."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.factories import make_channel, make_organisation, make_person, make_team
from tests.rooms.channels.fakes import FakeNetwork, network  # noqa: F401 (a fixture)
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db
MANY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
ODD = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["\u202e\u200b\ufeff", "<script>alert(1)</script>", "👩🏽‍⚕️" * 50, "x" * 100_000, "\x00", "-1", "１２:００"]
    ),
)


@pytest.fixture
def team(client: Client) -> Any:
    make_organisation()
    made = make_team()
    client.force_login(make_person(Role.ADMINISTRATOR, made))
    return made


@MANY
@given(name=ODD, slug=ODD, chosen=ODD)
@example(name="\u200b", slug="ok", chosen="")
def test_newsroom_form(client: Client, team: Any, name: str, slug: str, chosen: str) -> None:
    for wanted in (chosen, str(team.pk)):
        answer = client.post("/channels/connect/newsroom/", {"team": wanted, "name": name, "slug": slug})
        assert answer.status_code in {302, 422}
        assert b"<script>alert" not in answer.content
    for channel in Channel.objects.all():
        assert client.get(f"/newsroom/{channel.slug}/").status_code == 200


@MANY
@given(server=ODD, handle=ODD, password=ODD)
def test_bluesky_forms(
    client: Client,
    team: Any,
    network: FakeNetwork,  # noqa: F811
    server: str,
    handle: str,
    password: str,
) -> None:
    network.error = "not_this_network"
    both = {"password-team": team.pk, "password-server": server, "password-identifier": handle}
    answer = client.post("/channels/connect/bluesky/", {**both, "password-password": password})
    assert answer.status_code == 422
    assert b"<script>alert" not in answer.content
    answer = client.post("/channels/connect/bluesky/", {"oauth-team": team.pk, "oauth-server": server, "oauth": "1"})
    assert answer.status_code == 422
    assert not Channel.objects.exists()


@MANY
@given(st.lists(ODD, min_size=7, max_size=7))
@example(["24:00", "9", "09:60", "0900", "9:5", "09:00:00", "٠٩:٠٠"])
def test_posting_times(client: Client, team: Any, words: list[str]) -> None:
    channel = Channel.objects.first() or make_channel(team)
    answer = client.post(f"/channels/{channel.pk}/times/", {f"day_{n}": word for n, word in enumerate(words)})
    assert answer.status_code in {302, 422}
    assert b"<script>alert" not in answer.content
    assert all(0 <= slot.weekday <= 6 for slot in channel.slots.all())


@MANY
@given(st.dictionaries(st.sampled_from(["state", "code", "iss", "error", "x"]), ODD))
def test_what_comes_back_from_a_network(client: Client, team: Any, params: dict[str, str]) -> None:
    short = {name: value[:2000] for name, value in params.items()}
    assert client.get("/oauth/bluesky/callback/", short).status_code == 302
    assert not Channel.objects.exists()
