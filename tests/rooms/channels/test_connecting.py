"""Connecting, reconnecting in place, OAuth once, removing."""

from __future__ import annotations

import logging
import threading
import traceback
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories import make_channel, make_person, make_team
from tests.rooms.channels.fakes import SECRET, TOKENS, FakeNetwork
from wellspoken.networks.outcomes import Health
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.channels import errors, selectors, services
from wellspoken.rooms.channels.errors import ConnectFailed
from wellspoken.rooms.channels.models import Channel, PendingConnection
from wellspoken.rooms.channels.services.oauth import Start
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db


def administrator(team: object) -> object:
    return make_person(Role.ADMINISTRATOR, team)


def connect(team: object, actor: object = None) -> Channel:
    return services.connect_bluesky_password(
        actor=actor or administrator(team), team=team, server="", identifier="elm.example.org", password=SECRET
    )


def test_a_password_connects_and_is_not_kept(network: FakeNetwork) -> None:
    channel = connect(make_team())
    assert (channel.state, channel.remote_id, channel.settings["method"]) == ("active", "did:plc:elm", "app_password")
    channel.refresh_from_db()
    assert channel.name == "Elm"
    assert channel.limits["max_length"] == 300
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM channels_channel")
        stored = str(cursor.fetchall())
    for secret in (SECRET, *[v for k, v in TOKENS.items() if k != "kind"]):
        assert secret not in stored
    assert channel.secrets == TOKENS
    assert [e.action for e in AuditEntry.objects.all()] == ["channel.connected"]


def test_the_audit_log_and_the_records_hold_no_secret(network: FakeNetwork, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    network.health = Health(False, "sign_in_expired", raw=f"Bearer {TOKENS['access']} {TOKENS['refresh']}")
    channel = connect(make_team())
    channel.refresh_from_db()
    told = f"{list(AuditEntry.objects.values())} {channel!r} {channel} {channel.last_raw} {caplog.text}"
    assert channel.state == "broken"
    for secret in (SECRET, TOKENS["access"], TOKENS["refresh"]):
        assert secret not in told
    assert "[hidden]" in channel.last_raw


@pytest.mark.parametrize("reason", sorted(set(errors.SENTENCES) - {"details_missing"}))
def test_a_failed_sign_in_says_why_without_the_password(network: FakeNetwork, reason: str) -> None:
    network.error = reason
    team = make_team()
    with pytest.raises(ConnectFailed) as caught:
        connect(team)
    assert caught.value.sentence == str(errors.SENTENCES[reason])
    assert SECRET not in f"{caught.value!r} {caught.value} {caught.value.__cause__!r}"
    assert SECRET not in "".join(traceback.format_exception(caught.value))
    assert not Channel.objects.exists()


def test_empty_fields_are_said(network: FakeNetwork) -> None:
    team = make_team()
    with pytest.raises(ConnectFailed) as caught:
        services.connect_bluesky_password(actor=administrator(team), team=team, server="", identifier=" ", password="")
    assert caught.value.reason == "details_missing"
    assert network.seen == []


@pytest.mark.parametrize("role", [r for r in Role if r != Role.ADMINISTRATOR])
def test_only_administrators_connect(network: FakeNetwork, role: Role) -> None:
    team = make_team()
    actor = make_person(role, team)
    with pytest.raises(Denied):
        connect(team, actor)
    with pytest.raises(Denied):
        services.connect_newsroom(actor=actor, team=team, name="News", slug="news")
    with pytest.raises(Denied):
        services.begin_oauth(actor=actor, team=team, start=Start("bluesky", "https://pds.example.org"))
    with pytest.raises(Denied):
        services.remove(actor=actor, channel=make_channel(team))
    assert network.seen == []


def test_signing_in_again_keeps_the_row(network: FakeNetwork) -> None:
    team = make_team()
    first = connect(team)
    services.mark_broken(first, "sign_in_expired", "gone")
    network.account = network.account.with_secrets({**TOKENS, "refresh": "refresh-token-two"})
    again = connect(team)
    again.refresh_from_db()
    assert again.pk == first.pk
    assert (again.state, again.last_error) == ("active", "")
    assert again.secrets["refresh"] == "refresh-token-two"
    assert [e.action for e in AuditEntry.objects.order_by("seq")] == [
        "channel.connected",
        "channel.broken",
        "channel.reconnected",
    ]


def test_reconnecting_with_another_account_is_refused(network: FakeNetwork) -> None:
    team = make_team()
    channel = connect(team)
    network.account = type(network.account)("bluesky", "https://pds.example.org", "did:plc:other", "o.example.org")
    with pytest.raises(ConnectFailed) as caught:
        services.reconnect_password(
            actor=administrator(team), channel=channel, identifier="o.example.org", password=SECRET
        )
    assert caught.value.reason == "other_account"
    channel.refresh_from_db()
    assert channel.secrets == TOKENS


def test_one_account_belongs_to_one_team(network: FakeNetwork) -> None:
    connect(make_team())
    with pytest.raises(ConnectFailed) as caught:
        connect(make_team())
    assert caught.value.reason == "elsewhere"


def test_removing_wipes_the_tokens_and_keeps_the_row(network: FakeNetwork) -> None:
    team = make_team()
    channel = connect(team)
    services.remove(actor=administrator(team), channel=channel)
    channel.refresh_from_db()
    assert (channel.state, channel.secrets) == ("removed", None)
    assert ("disconnect", TOKENS) in network.seen
    assert selectors.for_team(team) == []
    assert connect(team).pk == channel.pk


def test_the_newsroom_opens_once_per_address() -> None:
    team = make_team()
    actor = administrator(team)
    channel = services.connect_newsroom(actor=actor, team=team, name=" Elm news ", slug="Elm-Harbour")
    assert (channel.slug, channel.name, channel.language) == ("elm-harbour", "Elm news", "en")
    with pytest.raises(ConnectFailed) as caught:
        services.connect_newsroom(actor=actor, team=team, name="Other", slug="elm-harbour")
    assert caught.value.reason == "address_taken"
    services.remove(actor=actor, channel=channel)
    assert services.connect_newsroom(actor=actor, team=team, name="Back", slug="elm-harbour").pk == channel.pk


@pytest.mark.parametrize(
    ("name", "slug", "reason"),
    [
        ("", "news", "name_missing"),
        ("News", "", "bad_address"),
        ("News", "a b", "bad_address"),
        ("News", "../x", "bad_address"),
        ("News", "nyhets-ø", "bad_address"),
        ("News", "x" * 51, "bad_address"),
    ],
)
def test_bad_newsroom_addresses(name: str, slug: str, reason: str) -> None:
    team = make_team()
    with pytest.raises(ConnectFailed) as caught:
        services.connect_newsroom(actor=administrator(team), team=team, name=name, slug=slug)
    assert caught.value.reason == reason


class TestOAuth:
    def begin(self, actor: object, team: object, **more: object) -> str:
        start = Start("bluesky", "https://pds.example.org", **more)
        services.begin_oauth(actor=actor, team=team, start=start)
        return PendingConnection.objects.latest("pk").state_key

    def test_once_and_only_for_the_person_who_began(self, network: FakeNetwork) -> None:
        team = make_team()
        actor, other = administrator(team), administrator(team)
        state = self.begin(actor, team)
        params = {"state": state, "code": "c", "iss": "https://pds.example.org"}
        with pytest.raises(ConnectFailed, match="expired"):
            services.finish_oauth(actor=other, network="bluesky", params=params)
        channel = services.finish_oauth(actor=actor, network="bluesky", params=params)
        assert channel.settings["method"] == "oauth"
        with pytest.raises(ConnectFailed, match="expired"):
            services.finish_oauth(actor=actor, network="bluesky", params=params)

    def test_ten_minutes(self, network: FakeNetwork) -> None:
        team = make_team()
        actor = administrator(team)
        state = self.begin(actor, team)
        PendingConnection.objects.update(created=timezone.now() - timedelta(minutes=11))
        with pytest.raises(ConnectFailed, match="expired"):
            services.finish_oauth(actor=actor, network="bluesky", params={"state": state, "code": "c"})
        self.begin(actor, team)
        assert PendingConnection.objects.count() == 1

    @pytest.mark.parametrize(
        ("params", "reason"), [({"error": "access_denied"}, "denied"), ({}, "odd_answer"), ({"state": "x"}, "expired")]
    )
    def test_what_comes_back_wrong(self, network: FakeNetwork, params: dict[str, str], reason: str) -> None:
        team = make_team()
        actor = administrator(team)
        params = {"state": self.begin(actor, team), **params}
        with pytest.raises(ConnectFailed) as caught:
            services.finish_oauth(actor=actor, network="bluesky", params=params)
        assert caught.value.reason == reason
        assert not Channel.objects.exists()

    def test_reconnects_in_place(self, network: FakeNetwork) -> None:
        team = make_team()
        actor = administrator(team)
        channel = connect(team, actor)
        state = self.begin(actor, team, reconnects=channel)
        again = services.finish_oauth(actor=actor, network="bluesky", params={"state": state, "code": "c"})
        assert again.pk == channel.pk
        assert again.settings["method"] == "oauth"

    def test_what_waits_is_sealed(self, network: FakeNetwork) -> None:
        team = make_team()
        self.begin(administrator(team), team)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pending FROM channels_pendingconnection")
            assert SECRET not in str(cursor.fetchall())

    @pytest.mark.parametrize(
        ("site", "client_id", "back"),
        [
            (
                "https://social.example.org",
                "https://social.example.org/oauth/bluesky/client-metadata.json",
                "https://social.example.org/oauth/bluesky/callback/",
            ),
            (
                "http://localhost:8000",
                "http://localhost?redirect_uri=",
                "http://127.0.0.1:8000/oauth/bluesky/callback/",
            ),
            ("http://127.0.0.1:9", "http://localhost?redirect_uri=", "http://127.0.0.1:9/oauth/bluesky/callback/"),
        ],
    )
    def test_how_the_installation_names_itself(
        self, network: FakeNetwork, settings: object, site: str, client_id: str, back: str
    ) -> None:
        settings.SITE_URL = site  # type: ignore[attr-defined]
        team = make_team()
        self.begin(administrator(team), team)
        _kind, _server, used_id, used_back = network.seen[-1]
        assert used_back == back
        assert used_id.startswith(client_id)
        metadata = services.client_metadata("Elm & Harbour Health")
        assert metadata["client_id"] == used_id
        assert metadata["redirect_uris"] == [back]

    def test_the_way_back_to_the_name_the_person_uses(self, network: FakeNetwork) -> None:
        team = make_team()
        state = self.begin(administrator(team), team, came_from="http://localhost:8000")
        assert services.way_back(state, "http://127.0.0.1:8000") == "http://localhost:8000"
        assert services.way_back(state, "http://localhost:8000") == ""
        assert services.way_back("unknown", "http://127.0.0.1:8000") == ""


@pytest.mark.django_db(transaction=True)
def test_of_six_who_come_back_at_once_one_connects(network: FakeNetwork) -> None:
    team = make_team()
    actor = administrator(team)
    services.begin_oauth(actor=actor, team=team, start=Start("bluesky", "https://pds.example.org"))
    params = {"state": PendingConnection.objects.get().state_key, "code": "c"}
    gate = threading.Barrier(6)
    said: list[str] = []

    def come_back() -> None:
        gate.wait()
        try:
            services.finish_oauth(actor=actor, network="bluesky", params=params)
            said.append("connected")
        except ConnectFailed as error:
            said.append(error.reason)
        connection.close()

    threads = [threading.Thread(target=come_back) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["connected", *["expired"] * 5]
    assert Channel.objects.count() == 1
