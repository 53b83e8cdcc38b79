"""Pages of the new networks: what is offered, registering, signing in, choosing, secrets once, testing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_channel, make_organisation, make_person, make_team
from tests.rooms.channels.fakes import SECRET, FakeNetwork, network  # noqa: F401 (a fixture)
from tests.rooms.channels.test_closed_networks import APP_SECRET, page, register
from wellspoken.networks.connecting import Choice
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.channels import measures, sandbox, selectors
from wellspoken.rooms.channels.models import Channel, PendingChoice, PendingConnection, Registration
from wellspoken.rooms.people.models import Grant
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(monkeypatch: pytest.MonkeyPatch) -> None:
    make_organisation()
    monkeypatch.setattr(sandbox, "answers", lambda: False)


def enter(client: Client, *, wide: bool = True) -> Any:
    """An administrator of the whole organisation (or of one team); returns the team."""
    team = make_team("Havnesykehuset")
    client.force_login(make_person(Role.ADMINISTRATOR, None if wide else team))
    return team


def text(answer: Any) -> str:
    return str(answer.content.decode())


class TestOffers:
    def test_every_network_with_what_it_does_and_needs(self, client: Client) -> None:
        enter(client)
        shown = text(client.get("/channels/connect/"))
        for code in measures.networks_available():
            assert f">{measures.network_name(code)}</h3>" in shown
        assert "Taking down needs a person on the network itself." in shown
        assert "/settings/networks/facebook/" in shown
        assert "/channels/connect/facebook/" not in shown
        register()
        assert "/channels/connect/facebook/" in text(client.get("/channels/connect/"))

    def test_who_may_not_register_is_told_who_may(self, client: Client) -> None:
        enter(client, wide=False)
        for where in ("/channels/connect/", "/channels/connect/facebook/"):
            shown = text(client.get(where))
            assert "An administrator of the whole organisation" in shown
            assert 'href="/settings/networks/facebook/"' not in shown

    @pytest.mark.parametrize("code", ["newsroom", "bluesky", "mastodon"])
    def test_networks_with_pages_of_their_own_keep_them(self, client: Client, code: str) -> None:
        enter(client)
        assert f"/channels/connect/{code}/" in text(client.get("/channels/connect/"))

    def test_no_such_network(self, client: Client) -> None:
        enter(client)
        for where in ("/channels/connect/unheard-of/", "/settings/networks/webhook/", "/settings/networks/x-y/"):
            assert client.get(where).status_code == 404

    def test_few_queries(self, client: Client, django_assert_max_num_queries: Any) -> None:
        team = enter(client)
        register()
        for number in range(30):
            make_channel(team, "facebook", remote_id=str(number))
        for where in ("/channels/connect/", "/channels/connect/facebook/", "/settings/networks/"):
            with django_assert_max_num_queries(12):
                assert client.get(where).status_code == 200
        with django_assert_max_num_queries(12):
            assert client.get("/settings/networks/facebook/").status_code == 200


class TestRegistering:
    WHERE = "/settings/networks/facebook/"

    def test_the_page_shows_what_to_copy_and_never_the_secret(self, client: Client, settings: Any) -> None:
        settings.SITE_URL = "https://social.example.org"
        enter(client)
        given = {"client_id": "12345", "client_secret": APP_SECRET}
        assert client.post(self.WHERE, given).status_code == 302
        shown = text(client.get(self.WHERE))
        for part in ("https://social.example.org/oauth/facebook/callback/", *measures.scopes("facebook"), "12345"):
            assert part in shown
        assert "public https address" not in shown
        wrong = client.post(self.WHERE, {"client_id": "", "client_secret": APP_SECRET})
        assert wrong.status_code == 422
        for answer in (shown, text(wrong), text(client.get("/settings/networks/")), text(client.get("/audit/"))):
            assert APP_SECRET not in answer
        assert "no-store" in client.get(self.WHERE)["Cache-Control"]

    def test_no_link_leads_away(self, client: Client) -> None:
        enter(client)
        for code in selectors.closed_networks():
            main = text(client.get(f"/settings/networks/{code}/")).partition("<main")[2]
            assert 'href="http' not in main

    def test_a_new_application_needs_its_secret(self, client: Client) -> None:
        enter(client)
        assert "Give the client secret." in text(client.post(self.WHERE, {"client_id": "1"}))
        register()
        assert client.post(self.WHERE, {"client_id": "12345", "client_secret": ""}).status_code == 302
        assert "public https address" in text(client.get(self.WHERE))

    def test_team_administrators_look_and_change_nothing(self, client: Client) -> None:
        enter(client, wide=False)
        assert "client_secret" not in text(client.get(self.WHERE))
        assert client.post(self.WHERE, {"client_id": "1", "client_secret": "x"}).status_code == 403
        assert client.post(f"{self.WHERE}forget/").status_code == 403
        assert not Registration.objects.exists()

    def test_removing(self, client: Client) -> None:
        enter(client)
        register()
        assert client.get(f"{self.WHERE}forget/").status_code == 405
        assert "The registration was removed." in text(client.post(f"{self.WHERE}forget/", follow=True))
        assert not Registration.objects.exists()


class TestSigningIn:
    def begin(self, client: Client, team: Any) -> str:
        register()
        answer = client.post("/channels/connect/facebook/", {"team": team.pk})
        assert answer.status_code == 200
        assert "Continue to" in text(answer)
        return PendingConnection.objects.get().state_key

    def test_one_account(self, client: Client, network: FakeNetwork) -> None:  # noqa: F811
        team = enter(client)
        network.account = page(1)
        state = self.begin(client, team)
        back = client.get("/oauth/facebook/callback/", {"state": state, "code": "c"}, follow=True)
        assert "is connected." in text(back)
        assert Channel.objects.get().remote_id == "1"

    def test_choosing_among_several(self, client: Client, network: FakeNetwork) -> None:  # noqa: F811
        team = enter(client)
        network.choice = Choice((page(1), page(2)))
        state = self.begin(client, team)
        back = client.get("/oauth/facebook/callback/", {"state": state, "code": "c"})
        where = back["Location"]
        assert where == f"/channels/connect/choose/{PendingChoice.objects.get().key}/"
        shown = client.get(where)
        assert "Ward 1" in text(shown)
        assert "page-token" not in text(shown)
        assert "no-store" in shown["Cache-Control"]
        for wrong in ("", "9", "-1", "٣", "x" * 5000):
            assert client.post(where, {"account": wrong}).status_code == 422
        done = client.post(where, {"account": "1"}, follow=True)
        assert "is connected." in text(done)
        assert Channel.objects.get().remote_id == "2"
        assert "used already" in text(client.get(where, follow=True))

    def test_somebody_elses_choice_does_not_exist(self, client: Client, network: FakeNetwork) -> None:  # noqa: F811
        team = enter(client)
        network.choice = Choice((page(1), page(2)))
        state = self.begin(client, team)
        where = client.get("/oauth/facebook/callback/", {"state": state, "code": "c"})["Location"]
        other = Client()
        other.force_login(make_person(Role.ADMINISTRATOR, team))
        assert "Ward" not in text(other.get(where, follow=True))
        assert other.post(where, {"account": "0"}).status_code == 302
        assert not Channel.objects.exists()
        Grant.objects.all().delete()
        assert client.post(where, {"account": "0"}).status_code == 403

    def test_without_a_registration_nobody_is_sent_away(self, client: Client) -> None:
        team = enter(client)
        answer = client.post("/channels/connect/facebook/", {"team": team.pk})
        assert answer.status_code == 422
        assert "has not registered" in text(answer)

    def test_signing_in_again_on_a_closed_network(self, client: Client, network: FakeNetwork) -> None:  # noqa: F811
        team = enter(client)
        register()
        channel = make_channel(team, "facebook", remote_id="2", state="broken", last_error="sign_in_expired")
        where = f"/channels/{channel.pk}/reconnect/"
        assert "Sign in with Facebook" in text(client.get(where))
        assert "app password" not in text(client.get(where))
        assert "Continue to" in text(client.post(where, {"oauth": "1"}))
        assert network.seen[-1][:2] == ("start", "")


class TestForms:
    WHERE = "/channels/connect/webhook/"

    def test_the_secret_is_shown_once(self, client: Client) -> None:
        team = enter(client)
        made = client.post(self.WHERE, {"team": team.pk, "address": "https://intranet.example.org/in", "secret": ""})
        channel = Channel.objects.get()
        secret = channel.secrets["secret"]
        assert secret in text(made)
        assert "no-store" in made["Cache-Control"]
        for where in (f"/channels/{channel.pk}/", f"/channels/{channel.pk}/reconnect/", "/channels/", "/audit/"):
            assert secret not in text(client.get(where))

    def test_a_given_secret_is_never_put_back(self, client: Client) -> None:
        team = enter(client)
        wrong = client.post(self.WHERE, {"team": team.pk, "address": "nonsense", "secret": SECRET})
        assert wrong.status_code == 422
        assert SECRET not in text(wrong)
        assert client.post(self.WHERE, {"team": make_team().pk + 99, "address": "x"}).status_code == 422

    def test_again_in_place_with_a_new_secret(self, client: Client) -> None:
        team = enter(client)
        given = {"team": team.pk, "address": "https://intranet.example.org/in"}
        client.post(self.WHERE, given)
        channel = Channel.objects.get()
        again = client.post(f"/channels/{channel.pk}/reconnect/", {"address": given["address"]})
        assert Channel.objects.get().secrets["secret"] in text(again)
        other = client.post(f"/channels/{channel.pk}/reconnect/", {"address": "https://elsewhere.example.org/"})
        assert "different account" in text(other)


class TestTesting:
    def test_the_page_shows_each_step(self, client: Client, network: FakeNetwork) -> None:  # noqa: F811
        team = enter(client)
        channel = make_channel(team, "bluesky", remote_id="did:plc:elm", secrets={"access": "a"})
        where = f"/channels/{channel.pk}/test/"
        assert client.get(where).status_code == 405
        shown = text(client.post(where, follow=True))
        assert "The test went well." in shown
        assert "The network knows the account" in shown
        network.health = type(network.health)(False, "sign_in_expired")
        shown = text(client.post(where, follow=True))
        assert "The test found something" in shown
        assert "The sign-in has expired." in shown
        assert AuditEntry.objects.filter(action="channel.tested").count() == 2


@pytest.mark.parametrize(
    ("days", "part"), [(400, ""), (30, "ends this version of its interface soon"), (-1, "has ended")]
)
def test_the_end_of_an_interface_is_said(client: Client, monkeypatch: pytest.MonkeyPatch, days: int, part: str) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from wellspoken.rooms.channels.measures import Interface

    team = enter(client)
    end = timezone.now().date() + timedelta(days=days)
    monkeypatch.setattr(measures, "interface", lambda _code: Interface("v99.0", end))
    shown = text(client.get(f"/channels/{make_channel(team, 'facebook').pk}/"))
    assert "v99.0" in shown
    assert "works until" in shown
    assert (part in shown) if part else ("of its interface" not in shown)
