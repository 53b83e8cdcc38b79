"""Connecting with a form, secrets shown once, and the self-test that only reads."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from tests.factories import make_channel, make_person, make_team
from tests.rooms.channels.fakes import TOKENS, FakeNetwork
from wellspoken.networks.base import Account, Limits
from wellspoken.networks.outcomes import Health, Presence, Settled
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.channels import abilities, services
from wellspoken.rooms.channels.errors import ConnectFailed
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.channels.services import testing
from wellspoken.rooms.channels.steps import last_test
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db
ADDRESS = "https://intranet.example.org/take-in?key=a"


def connect(address: str = ADDRESS, secret: str = "", **more: Any) -> services.Connected:
    team = more.pop("team", None) or make_team()
    actor = more.pop("actor", None) or make_person(Role.ADMINISTRATOR, team)
    fields = {"address": address, "secret": secret}
    return services.connect_token(actor=actor, team=team, network="webhook", fields=fields)


class TestForms:
    def test_a_made_secret_is_given_once_and_nobody_is_asked_before_they_know_it(self) -> None:
        made = connect()
        assert list(made.made) == ["secret"]
        assert made.channel.secrets["secret"] == made.made["secret"]
        assert made.made["secret"] not in repr(made)
        assert (made.channel.state, made.channel.last_ok_at) == ("active", None)
        assert made.made["secret"] not in str(AuditEntry.objects.values())

    def test_again_with_the_same_address_is_the_same_channel(self) -> None:
        team = make_team()
        first, again = connect(team=team), connect(team=team)
        assert again.channel.pk == first.channel.pk
        assert again.made["secret"] != first.made["secret"]

    def test_another_address_is_another_account(self) -> None:
        made = connect()
        actor = make_person(Role.ADMINISTRATOR, made.channel.team)
        fields = {"address": "https://other.example.org/"}
        with pytest.raises(ConnectFailed) as caught:
            services.reconnect_token(actor=actor, channel=made.channel, fields=fields)
        assert caught.value.reason == "other_account"

    @pytest.mark.parametrize(
        ("address", "reason"),
        [
            ("", "details_missing"),
            ("ftp://intranet.example.org/", "address_refused"),
            ("http://intranet.example.org/", "address_refused"),
        ],
    )
    def test_what_is_not_taken(self, settings: Any, address: str, reason: str) -> None:
        settings.ALLOW_PRIVATE_NETWORKS = False
        with pytest.raises(ConnectFailed) as caught:
            connect(address)
        assert caught.value.reason == reason
        assert not Channel.objects.exists()

    @pytest.mark.parametrize("network", ["newsroom", "mastodon", "facebook", "unheard-of"])
    def test_other_networks_have_no_such_form(self, network: str) -> None:
        team = make_team()
        actor = make_person(Role.ADMINISTRATOR, team)
        with pytest.raises(ConnectFailed) as caught:
            services.connect_token(actor=actor, team=team, network=network, fields={})
        assert caught.value.reason == "not_supported"

    def test_rights(self) -> None:
        team = make_team()
        with pytest.raises(Denied):
            connect(team=team, actor=make_person(Role.EDITOR, team))
        made = connect(team=team)
        with pytest.raises(Denied):
            services.reconnect_token(actor=make_person(Role.PUBLISHER, team), channel=made.channel, fields={})

    def test_removing_wipes_what_is_kept(self) -> None:
        made = connect()
        services.remove(actor=make_person(Role.ADMINISTRATOR, made.channel.team), channel=made.channel)
        assert Channel.objects.get(pk=made.channel.pk).secrets is None


class Reading(FakeNetwork):
    """A network that can also be asked after a post; everything that writes fails the test."""

    found = Settled(Presence.ABSENT, new_secrets={"access": "renewed", "refresh": "r"})
    raises = False
    limited = Limits(300, "graphemes")

    def limits(self, account: Account) -> Limits:
        return self.limited

    def key_for(self, now: Any) -> str:
        return "key"

    def prepare(self, account: Account, outgoing: Any, key: str) -> str:
        return key

    def settle(self, account: Account, prepared: Any, since: Any) -> Settled:
        if self.raises:
            raise RuntimeError("a connector's own mistake")
        return self.found


@pytest.fixture
def reading(network: FakeNetwork, monkeypatch: pytest.MonkeyPatch) -> Reading:
    from wellspoken.rooms.channels import accounts

    fake = Reading()
    monkeypatch.setattr(accounts, "connector", lambda _code: fake)
    return fake


def steps_of(channel: Channel) -> dict[str, str]:
    steps = services.self_test(actor=make_person(Role.ADMINISTRATOR, channel.team), channel=channel)
    return {step.code: step.result for step in steps}


def bluesky(**fields: Any) -> Channel:
    return make_channel(network="bluesky", remote_id="did:plc:elm", secrets=dict(TOKENS), **fields)


class TestSelfTest:
    def test_all_is_well(self, reading: Reading) -> None:
        channel = bluesky()
        assert steps_of(channel) == {"seal": "ok", "account": "ok", "limits": "ok", "posts": "ok"}
        row = Channel.objects.get(pk=channel.pk)
        assert row.secrets["access"] == "renewed"
        found = last_test(row.tested)
        assert found is not None
        assert found.at <= timezone.now()
        assert [(step.result, step.text) for step in found.steps] == [("ok", "")] * 4
        [entry] = AuditEntry.objects.all()
        assert entry.action == "channel.tested"
        assert entry.data["steps"] == {"seal": "ok", "account": "ok", "limits": "ok", "posts": "ok"}

    def test_a_refused_sign_in_stops_there_and_breaks_the_channel(self, reading: Reading) -> None:
        reading.health = Health(False, "something_new")
        channel = bluesky()
        assert steps_of(channel) == {"seal": "ok", "account": "failed"}
        row = Channel.objects.get(pk=channel.pk)
        assert row.state == "broken"
        assert "a reason we do not know" in last_test(row.tested).steps[1].text  # type: ignore[union-attr]

    @pytest.mark.parametrize("raises", [False, True])
    def test_what_cannot_be_found_out_is_open(self, reading: Reading, raises: bool) -> None:
        reading.found, reading.raises = Settled(Presence.UNSURE), raises
        assert steps_of(bluesky())["posts"] == "open"

    @pytest.mark.parametrize(("site", "result"), [("https://social.example.org", "ok"), ("http://127.0.0.1", "failed")])
    def test_networks_that_fetch_pictures_need_an_address(
        self, reading: Reading, settings: Any, site: str, result: str
    ) -> None:
        settings.SITE_URL = site
        reading.limited = Limits(300, "graphemes", fetches_pictures=True)
        assert steps_of(bluesky())["pictures"] == result

    def test_a_lost_key_is_said(self, reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(testing, "ask", lambda _channel: Health(False, "seal_broken"))
        assert steps_of(bluesky()) == {"seal": "failed"}

    def test_the_newsroom_is_part_of_the_product(self) -> None:
        assert steps_of(make_channel()) == {"account": "ok"}

    @pytest.mark.parametrize("role", [r for r in Role if r != Role.ADMINISTRATOR])
    def test_rights(self, role: Role) -> None:
        channel = bluesky()
        with pytest.raises(Denied):
            services.self_test(actor=make_person(role, channel.team), channel=channel)
        assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("bluesky", "Up to 300 characters, up to 4 pictures, a film up to 3 minutes."),
        ("instagram", "Every post needs a picture."),
        ("instagram", "Taking down needs a person"),
        ("telegram", "Picture descriptions are not passed on"),
        ("threads", "At most 5 links."),
        ("tiktok", "Only films go out here"),
    ],
)
def test_what_a_network_does_is_said_before_writing(code: str, part: str) -> None:
    assert part in abilities.of_network(code).line()
    assert part in abilities.of_channel(make_channel(network=code)).line()


def test_a_network_that_can_do_everything_lacks_nothing() -> None:
    assert abilities.of_network("bluesky").lacks == []
