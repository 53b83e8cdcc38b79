"""The new networks through the pages, against replicas that keep the real servers' rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from django.test import Client

from tests.factories import make_organisation, make_person, make_team
from tests.replicas.facebook import Facebook
from tests.replicas.graph import APP, PAGE_ID
from tests.replicas.receiver import Receiver
from tests.replicas.telegram import Telegram
from wellspoken.networks import graph
from wellspoken.networks.graph_signin import GraphSignIn
from wellspoken.networks.telegram import signin
from wellspoken.rooms.channels import services
from wellspoken.rooms.channels.models import Channel, PendingChoice
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(client: Client, settings: Any, tmp_path: Path) -> Any:
    settings.SITE_URL = "http://127.0.0.1:8000"
    settings.DATA = tmp_path
    settings.ALLOW_PRIVATE_NETWORKS = True
    make_organisation()
    client.force_login(make_person(Role.ADMINISTRATOR))
    return make_team()


@pytest.fixture
def facebook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Facebook]:
    with Facebook() as replica:
        monkeypatch.setattr(graph, "API", replica.url)
        monkeypatch.setattr(graph, "DIALOG", replica.url)
        monkeypatch.setattr(GraphSignIn, "ORIGIN", replica.url)
        yield replica


def text(answer: Any) -> str:
    return str(answer.content.decode())


def over_there(page: Any, url: str) -> dict[str, str]:
    """Press the link to the network, agree, and return what its redirect carries."""
    found = re.search(rf'href="({re.escape(url)}[^"]+)"', text(page))
    assert found, text(page)
    address = httpx2.get(unescape(found[1]), follow_redirects=False).headers["location"]
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_facebook_from_the_registration_to_the_removal(client: Client, team: Any, facebook: Facebook) -> None:
    given = {"client_id": APP[0], "client_secret": APP[1]}
    client.post("/settings/networks/facebook/", given)
    page = client.post("/channels/connect/facebook/", {"team": team.pk})
    back = client.get("/oauth/facebook/callback/", over_there(page, facebook.url))
    choice = client.get(back["Location"])
    assert "Harbour Clinic" in text(choice)
    assert "Harbour Research" in text(choice)
    assert "Harbour Choir" not in text(choice)  # nobody may write for it
    done = client.post(back["Location"], {"account": "0"}, follow=True)
    assert "Harbour Clinic on Facebook is connected." in text(done)
    channel = Channel.objects.get()
    assert (channel.remote_id, channel.state, channel.name) == (PAGE_ID, "active", "Harbour Clinic")
    assert channel.expires_at is not None
    assert not PendingChoice.objects.exists()

    tested = client.post(f"/channels/{channel.pk}/test/", follow=True)
    assert "The test went well." in text(tested)
    assert facebook.posts == {}  # reads only

    facebook.tokens.clear()
    assert not services.check_health(channel)
    assert Channel.objects.get().state == "broken"
    page = client.post(f"/channels/{channel.pk}/reconnect/", {"oauth": "1"})
    client.get("/oauth/facebook/callback/", over_there(page, facebook.url))
    again = Channel.objects.get()
    assert (again.pk, again.state) == (channel.pk, "active")

    client.post(f"/channels/{channel.pk}/remove/")
    assert Channel.objects.get().secrets is None


def test_a_wrong_application_secret_connects_nothing(client: Client, team: Any, facebook: Facebook) -> None:
    client.post("/settings/networks/facebook/", {"client_id": APP[0], "client_secret": "not-this-one"})
    page = client.post("/channels/connect/facebook/", {"team": team.pk})
    shown = client.get("/oauth/facebook/callback/", over_there(page, facebook.url), follow=True)
    assert "Nothing was connected." in text(shown)
    assert "not-this-one" not in text(shown)
    assert not Channel.objects.exists()


def test_a_receiver_of_ones_own(client: Client, team: Any) -> None:
    with Receiver("") as replica:
        made = client.post("/channels/connect/webhook/", {"team": team.pk, "address": replica.address})
        channel = Channel.objects.get()
        replica.secret = channel.secrets["secret"]
        assert replica.secret in text(made)
        tested = client.post(f"/channels/{channel.pk}/test/", follow=True)
        assert "The test went well." in text(tested)
        assert replica.posts == {}
        replica.secret = "whsec_" + "A" * 32
        assert "The test found something" in text(client.post(f"/channels/{channel.pk}/test/", follow=True))
        assert Channel.objects.get().state == "broken"


def test_a_telegram_channel(client: Client, team: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with Telegram() as replica:
        monkeypatch.setattr(signin, "ORIGIN", replica.url)
        given = {"team": team.pk, "token": replica.token, "channel": "@harbourhealth"}
        wrong = client.post("/channels/connect/telegram/", {**given, "token": "1:" + "x" * 35})
        assert wrong.status_code == 422
        shown = client.post("/channels/connect/telegram/", given, follow=True)
        channel = Channel.objects.get()
        assert (channel.state, channel.network) == ("active", "telegram")
        assert "Picture descriptions are not passed on" in text(shown)
        tested = text(client.post(f"/channels/{channel.pk}/test/", follow=True))
        assert "a person has to look instead" in tested  # a bot cannot read its channel
        assert replica.messages == []
        for page in (wrong, shown):
            assert replica.token not in text(page)
        again = client.post(f"/channels/{channel.pk}/reconnect/", {"token": replica.token, "channel": "@harbourhealth"})
        assert again.status_code == 302
        assert Channel.objects.count() == 1
