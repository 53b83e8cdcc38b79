"""Connecting through the pages: a real Bluesky server, and the Mastodon replica."""

from __future__ import annotations

import json
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
from tests.networks.test_bluesky_oauth import consent
from tests.replicas.mastodon import Mastodon
from wellspoken.cli.sandbox_server import Sandbox
from wellspoken.rooms.channels import sandbox, services
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(client: Client, settings: Any, tmp_path: Path) -> Any:
    settings.SITE_URL = "http://127.0.0.1:8000"
    settings.DATA = tmp_path
    settings.ALLOW_PRIVATE_NETWORKS = True
    make_organisation()
    made = make_team()
    client.force_login(make_person(Role.ADMINISTRATOR, made))
    return made


@pytest.fixture
def replica() -> Iterator[Mastodon]:
    with Mastodon(max_characters=1234) as server:
        yield server


def link_in(page: Any, host: str) -> str:
    found = re.search(rf'href="({re.escape(host)}[^"]+)"', page.content.decode())
    assert found, page.content.decode()
    return unescape(found[1])


@pytest.mark.pds
class TestBluesky:
    def test_app_password(self, client: Client, team: Any, pds: Sandbox) -> None:
        account = pds.create_account("web-password")
        given = {
            "password-team": team.pk,
            "password-server": pds.url,
            "password-identifier": f"@{account.handle}",
            "password-password": "not-this-one",
        }
        refused = client.post("/channels/connect/bluesky/", given)
        assert "app password is not right" in refused.content.decode()
        given["password-password"] = account.app_password
        client.post("/channels/connect/bluesky/", given)
        channel = Channel.objects.get()
        assert (channel.remote_id, channel.handle, channel.server) == (account.did, account.handle, pds.url)
        assert channel.last_ok_at is not None
        assert channel.expires_at is not None
        assert services.check_health(channel)

    def test_sign_in_with_bluesky_and_again_in_place(self, client: Client, team: Any, pds: Sandbox) -> None:
        person = pds.create_account("web-oauth")
        page = client.post("/channels/connect/bluesky/", {"oauth-team": team.pk, "oauth-server": pds.url, "oauth": "1"})
        back = consent(pds, person, link_in(page, pds.url))
        client.get("/oauth/bluesky/callback/", back)
        channel = Channel.objects.get()
        assert (channel.remote_id, channel.settings["method"], channel.state) == (person.did, "oauth", "active")
        services.mark_broken(channel, "sign_in_expired")
        page = client.post(f"/channels/{channel.pk}/reconnect/", {"oauth": "1"})
        client.get("/oauth/bluesky/callback/", consent(pds, person, link_in(page, pds.url)))
        again = Channel.objects.get()
        assert (again.pk, again.state) == (channel.pk, "active")
        client.post(f"/channels/{channel.pk}/remove/")
        assert Channel.objects.get().secrets is None

    @pytest.mark.parametrize("written", [True, False])
    def test_the_sandbox_with_one_press(
        self, client: Client, team: Any, pds: Sandbox, settings: Any, written: bool
    ) -> None:
        settings.SANDBOX_URL = pds.url
        account = pds.create_account(f"web-sandbox-{written}".lower())
        if written:
            folder = Path(settings.DATA) / "sandbox"
            folder.mkdir()
            (folder / "account-elm-harbour.json").write_text(json.dumps(account.__dict__))
        assert "Connect the sandbox" in client.get("/channels/connect/").content.decode()
        client.post("/channels/connect/sandbox/", {"team": team.pk})
        channel = Channel.objects.get()
        assert channel.state == "active"
        assert (channel.remote_id == account.did) is written


def test_no_sandbox_answers(settings: Any) -> None:
    settings.SANDBOX_URL = "http://127.0.0.1:9"
    assert not sandbox.answers()
    with pytest.raises(sandbox.NoSandbox):
        sandbox.account()
    settings.ALLOW_PRIVATE_NETWORKS = False
    assert not sandbox.answers()


def test_mastodon_reads_the_servers_limits(client: Client, team: Any, replica: Mastodon) -> None:
    page = client.post("/channels/connect/mastodon/", {"oauth-team": team.pk, "oauth-server": replica.url})
    address = httpx2.get(link_in(page, replica.url), follow_redirects=False).headers["location"]
    assert address.startswith("http://127.0.0.1:8000/oauth/mastodon/callback/")
    found = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    shown = client.get("/oauth/mastodon/callback/", found, follow=True).content.decode()
    channel = Channel.objects.get()
    assert (channel.network, channel.state) == ("mastodon", "active")
    assert channel.limits["max_length"] == 1234
    assert "1,234 characters" in shown
    assert "As read from the server." in shown
    replica.state.tokens.clear()
    assert not services.check_health(channel)
    assert Channel.objects.get().state == "broken"


@pytest.mark.parametrize("server", ["", "http://127.0.0.1:9", "169.254.169.254", "ftp://example.org", "a b", "\x00"])
@pytest.mark.parametrize("network", ["bluesky", "mastodon"])
def test_what_is_no_server_is_said_in_a_sentence(client: Client, team: Any, server: str, network: str) -> None:
    given = {"oauth-team": team.pk, "oauth-server": server, "oauth": "1"}
    answer = client.post(f"/channels/connect/{network}/", given)
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert not Channel.objects.exists()


def test_servers_in_the_house_need_the_installations_permission(
    client: Client, team: Any, replica: Mastodon, settings: Any
) -> None:
    settings.ALLOW_PRIVATE_NETWORKS = False
    answer = client.post("/channels/connect/mastodon/", {"oauth-team": team.pk, "oauth-server": replica.url})
    assert "cannot be used" in answer.content.decode()
