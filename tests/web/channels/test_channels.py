"""The channels pages: health in words, connecting, changing, rights, few queries."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_channel, make_organisation, make_person, make_team
from tests.rooms.channels.fakes import SECRET, TOKENS, FakeNetwork, network  # noqa: F401 (a fixture)
from wellspoken.networks.outcomes import Health
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.channels import sandbox
from wellspoken.rooms.channels.models import Channel, PendingConnection, Slot
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(monkeypatch: pytest.MonkeyPatch) -> None:
    make_organisation()
    monkeypatch.setattr(sandbox, "answers", lambda: False)


def enter(client: Client, role: Role = Role.ADMINISTRATOR, team: Any = None) -> Any:
    team = team or make_team("Havnesykehuset")
    client.force_login(make_person(role, team))
    return team


def bluesky(team: Any, **fields: Any) -> Channel:
    values = {"secrets": dict(TOKENS), "remote_id": "did:plc:elm", "server": "https://pds.example.org"}
    return make_channel(team, "bluesky", **{**values, **fields})


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_list_says_how_each_channel_is(client: Client) -> None:
    team = enter(client)
    now = timezone.now()
    make_channel(team, name="News")
    bluesky(team, name="Good", last_ok_at=now - timedelta(minutes=4))
    bluesky(team, remote_id="2", name="Ending", last_ok_at=now, expires_at=now + timedelta(days=6, hours=1))
    bluesky(team, remote_id="3", name="Broken", state="broken", last_error="sign_in_expired")
    bluesky(team, remote_id="4", name="Resting", state="paused")
    bluesky(team, remote_id="5", name="Gone", state="removed")
    bluesky(make_team(), remote_id="6", name="Elsewhere")
    page = text(client.get("/channels/"))
    for part in ("Working · last checked 4\xa0minutes ago", "Sign-in expires in 6 days", "expired", "Paused"):
        assert part in page
    assert page.count("Sign in again<span") == 2
    assert "Gone" not in page
    assert "Elsewhere" not in page


def test_an_empty_list_teaches(client: Client) -> None:
    enter(client)
    assert "No channels yet" in text(client.get("/channels/"))


@pytest.mark.parametrize("count", [2, 30])
def test_few_queries(client: Client, django_assert_max_num_queries: Any, count: int) -> None:
    team = enter(client)
    for number in range(count):
        bluesky(team, remote_id=str(number))
        make_person(Role.PUBLISHER, team)
    first = Channel.objects.order_by("pk").values_list("pk", flat=True)[0]
    for address in ("/channels/", f"/channels/{first}/", f"/channels/{first}/remove/", "/channels/connect/"):
        with django_assert_max_num_queries(12):
            answer = client.get(address)
        assert answer.status_code == 200


def test_a_long_list_stays_light(client: Client) -> None:
    team = enter(client)
    for number in range(200):
        bluesky(team, remote_id=str(number), handle=f"ward-{number}.example.org", last_ok_at=timezone.now())
    answer = client.get("/channels/", headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) <= 20_000


def test_the_page_of_one(client: Client) -> None:
    team = enter(client)
    channel = bluesky(team, last_error="network_down", last_raw="<b>raw words</b>", last_error_at=timezone.now())
    Slot.objects.create(channel=channel, weekday=0, at="09:00")
    make_person(Role.PUBLISHER, team, name="Siti Rahma")
    page = text(client.get(f"/channels/{channel.pk}/"))
    for part in ("does not answer", "Siti Rahma", "Monday", "300", "pds.example.org", "&lt;b&gt;raw words"):
        assert part in page
    for secret in (TOKENS["access"], TOKENS["refresh"]):
        assert secret not in page


@pytest.mark.parametrize(("role", "sees"), [(Role.ADMINISTRATOR, True), (Role.AUDITOR, True), (Role.EDITOR, False)])
def test_raw_answers_are_for_those_with_the_right(client: Client, role: Role, sees: bool) -> None:
    team = enter(client, role)
    channel = bluesky(team, last_error="network_down", last_raw="raw words", state="broken")
    page = text(client.get(f"/channels/{channel.pk}/"))
    assert ("raw words" in page) is sees
    assert ("channel_pause" in page or "/pause/" in page) is (role == Role.ADMINISTRATOR)


ACTIONS = ["check", "pause", "resume", "times", "reconnect", "remove"]


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", [r for r in Role if r != Role.ADMINISTRATOR])
def test_only_administrators_change(client: Client, action: str, role: Role) -> None:
    channel = bluesky(enter(client, role))
    assert client.post(f"/channels/{channel.pk}/{action}/").status_code == 403
    channel.refresh_from_db()
    assert (channel.state, channel.secrets) == ("active", TOKENS)


@pytest.mark.parametrize("action", ACTIONS)
def test_other_teams_and_strangers(client: Client, action: str) -> None:
    channel = bluesky(make_team())
    assert client.post(f"/channels/{channel.pk}/{action}/").status_code == 302
    enter(client)
    assert client.post(f"/channels/{channel.pk}/{action}/").status_code == 404
    assert client.get(f"/channels/{channel.pk}/").status_code == 404


@pytest.mark.parametrize("action", ["check", "pause", "resume", "times"])
def test_reading_changes_nothing(client: Client, action: str) -> None:
    channel = bluesky(enter(client))
    assert client.get(f"/channels/{channel.pk}/{action}/").status_code == 405


def test_pause_resume_twice_and_remove(client: Client, network: FakeNetwork) -> None:  # noqa: F811
    channel = bluesky(enter(client))
    assert "Paused." in text(client.post(f"/channels/{channel.pk}/pause/", follow=True))
    assert "Somebody else" in text(client.post(f"/channels/{channel.pk}/pause/", follow=True))
    assert "Resumed." in text(client.post(f"/channels/{channel.pk}/resume/", follow=True))
    assert "Nothing waits" in text(client.get(f"/channels/{channel.pk}/remove/"))
    assert "history stays" in text(client.post(f"/channels/{channel.pk}/remove/", follow=True))
    assert Channel.objects.get(pk=channel.pk).secrets is None


def test_posting_times(client: Client) -> None:
    channel = bluesky(enter(client))
    address = f"/channels/{channel.pk}/times/"
    assert client.post(address, {"day_0": "9:00, 15.30;0700", "day_6": ""}).status_code == 302
    assert [(s.weekday, f"{s.at:%H:%M}") for s in channel.slots.all()] == [(0, "07:00"), (0, "09:00"), (0, "15:30")]
    answer = client.post(address, {"day_2": "noon <b>", "day_3": "25:00"})
    assert answer.status_code == 422
    assert "“noon” is not a clock time" in text(answer)
    assert channel.slots.count() == 3
    assert (
        client.post(address, {"day_1": ",".join(f"{h:02}:{m:02}" for h in range(9) for m in range(9))}).status_code
        == 422
    )


def test_connecting_a_newsroom(client: Client) -> None:
    team = enter(client)
    address = "/channels/connect/newsroom/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"team": team.pk, "name": "News", "slug": "a b"}).status_code == 422
    answer = client.post(address, {"team": team.pk, "name": "News", "slug": "elm"}, follow=True)
    assert "News on Newsroom is connected." in text(answer)
    assert "/newsroom/elm/" in text(answer)
    assert client.post(address, {"team": team.pk, "name": "News", "slug": "elm"}).status_code == 422
    assert client.post(address, {"team": make_team().pk, "name": "News", "slug": "other"}).status_code == 422


def test_connecting_with_a_password_never_shows_it(
    client: Client,
    network: FakeNetwork,  # noqa: F811
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    team = enter(client)
    given = {"password-team": team.pk, "password-identifier": "elm.example.org", "password-password": SECRET}
    network.error = "sign_in_wrong"
    answer = client.post("/channels/connect/bluesky/", given)
    assert answer.status_code == 422
    assert "app password is not right" in text(answer)
    network.error = ""
    done = client.post("/channels/connect/bluesky/", given, follow=True)
    assert "Elm on Bluesky is connected." in text(done)
    assert SECRET not in text(answer) + text(done) + caplog.text
    assert "How to make an app password" in text(client.get("/channels/connect/bluesky/"))


@pytest.mark.parametrize(("code", "page"), [("bluesky", "bluesky"), ("mastodon", "mastodon")])
def test_signing_in_over_there(client: Client, network: FakeNetwork, code: str, page: str) -> None:  # noqa: F811
    team = enter(client)
    given = {"oauth-team": team.pk, "oauth-server": "https://pds.example.org", "oauth": "1"}
    answer = client.post(f"/channels/connect/{page}/", given)
    assert 'href="https://pds.example.org/oauth/authorize?x=1"' in text(answer)
    state = PendingConnection.objects.get().state_key
    back = client.get(f"/oauth/{code}/callback/", {"state": state, "code": "c", "iss": "x"}, follow=True)
    assert "is connected" in text(back)
    again = client.get(f"/oauth/{code}/callback/", {"state": state, "code": "c", "iss": "x"}, follow=True)
    assert "used already" in text(again)
    network.error = "network_down"
    assert "did not answer" in text(client.post(f"/channels/connect/{page}/", given))


def test_coming_back_without_the_cookie(client: Client, network: FakeNetwork) -> None:  # noqa: F811
    team = enter(client)
    given = {"oauth-team": team.pk, "oauth-server": "https://pds.example.org", "oauth": "1"}
    client.post("/channels/connect/bluesky/", given, headers={"host": "localhost"})
    state = PendingConnection.objects.get().state_key
    stranger = Client()
    answer = stranger.get("/oauth/bluesky/callback/", {"state": state, "code": "c"}, headers={"host": "127.0.0.1"})
    assert answer["Location"].startswith("http://localhost/oauth/bluesky/callback/?state=")
    answer = stranger.get("/oauth/bluesky/callback/", {"state": "x"}, headers={"host": "127.0.0.1"})
    assert answer["Location"].startswith("/accounts/login/")
    assert PendingConnection.objects.count() == 1


@pytest.mark.parametrize("query", ["", "?state=x", "?state=%00&code=%ff", "?error=access_denied&state=y"])
def test_odd_callbacks(client: Client, query: str) -> None:
    enter(client)
    for code in ("bluesky", "mastodon", "unheard-of"):
        assert client.get(f"/oauth/{code}/callback/{query}").status_code == 302


def test_reconnecting_in_place(client: Client, network: FakeNetwork) -> None:  # noqa: F811
    channel = bluesky(enter(client), state="broken", last_error="sign_in_expired")
    address = f"/channels/{channel.pk}/reconnect/"
    assert channel.handle in text(client.get(address))
    client.post(address, {"identifier": "elm.example.org", "password": SECRET})
    assert Channel.objects.get().state == "active"
    assert "Use the same account as before" in text(client.post(address, {"oauth": "1"}))
    network.error = "server_error"
    assert "fault of its own" in text(client.post(address, {"identifier": "e", "password": SECRET}))


def test_asking_now(client: Client, network: FakeNetwork) -> None:  # noqa: F811
    channel = bluesky(enter(client))
    assert "It works." in text(client.post(f"/channels/{channel.pk}/check/", follow=True))
    network.health = Health(False, "network_down")
    assert "does not work at the moment" in text(client.post(f"/channels/{channel.pk}/check/", follow=True))


def test_the_sandbox_card(client: Client, network: FakeNetwork, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    enter(client)
    assert "wellspoken sandbox" in text(client.get("/channels/connect/"))
    assert "does not answer" in text(client.post("/channels/connect/sandbox/", follow=True))
    monkeypatch.setattr(sandbox, "answers", lambda: True)
    monkeypatch.setattr(
        sandbox, "account", lambda: sandbox.SandboxAccount("http://localhost:1", "elm.test", "not-shown")
    )
    assert "Connect the sandbox" in text(client.get("/channels/connect/"))
    assert "is connected" in text(client.post("/channels/connect/sandbox/", follow=True))


def test_who_asks_is_public(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://social.example.org"
    answer = client.get("/oauth/bluesky/client-metadata.json")
    told = answer.json()
    assert answer["Content-Type"] == "application/json"
    assert told["client_id"] == "https://social.example.org/oauth/bluesky/client-metadata.json"
    assert told["redirect_uris"] == ["https://social.example.org/oauth/bluesky/callback/"]
    assert told["client_name"] == "Elm & Harbour Health"
    assert told["dpop_bound_access_tokens"] is True


@pytest.mark.parametrize("address", ["/channels/", "/channels/connect/", "/channels/connect/bluesky/"])
def test_strangers_are_asked_to_sign_in(client: Client, address: str) -> None:
    assert client.get(address)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    "address", ["/channels/connect/", "/channels/connect/newsroom/", "/channels/connect/mastodon/"]
)
def test_connecting_needs_the_right(client: Client, address: str) -> None:
    enter(client, Role.EDITOR)
    assert client.get(address).status_code == 403


def change(client: Client, channel: Channel, **fields: str) -> Any:
    return client.post(f"/channels/{channel.pk}/change/", {"name": "Havnenytt", "language": "nb", **fields})


def test_a_newsrooms_name_and_language_change_and_the_log_knows(client: Client) -> None:
    team = enter(client)
    channel = make_channel(team, name="News", slug="havne", language="en")
    assert '/change/"' in text(client.get(f"/channels/{channel.pk}/"))
    for _twice in range(2):
        assert change(client, channel).status_code == 302
    channel.refresh_from_db()
    assert (channel.name, channel.language, channel.slug) == ("Havnenytt", "nb", "havne")
    [entry] = AuditEntry.objects.filter(action="channel.changed")
    assert entry.data["before"] == {"name": "News", "language": "en"}
    assert entry.data["after"] == {"name": "Havnenytt", "language": "nb"}
    assert '<html lang="nb"' in text(client.get("/newsroom/havne/"))


@pytest.mark.parametrize("fields", [{"name": " "}, {"language": "xx"}, {"name": "x" * 151}, {"language": ""}])
def test_what_a_newsroom_cannot_be_called(client: Client, fields: dict[str, str]) -> None:
    channel = make_channel(enter(client), name="News", language="en")
    assert change(client, channel, **fields).status_code == 422
    channel.refresh_from_db()
    assert (channel.name, channel.language) == ("News", "en")


def test_only_newsrooms_are_named_here_and_only_by_those_who_may(client: Client) -> None:
    team = enter(client)
    account = bluesky(team, name="Account")
    assert '/change/"' not in text(client.get(f"/channels/{account.pk}/"))
    assert change(client, account).status_code == 422
    channel = make_channel(team, name="News")
    enter(client, Role.PUBLISHER, team)
    assert '/change/"' not in text(client.get(f"/channels/{channel.pk}/"))
    assert change(client, channel).status_code == 403
    assert set(Channel.objects.values_list("name", flat=True)) == {"Account", "News"}
