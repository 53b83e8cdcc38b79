"""Networks that know every application by name: registering, signing in with it, choosing an account, once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories import make_channel, make_person, make_team
from tests.rooms.channels.fakes import SECRET, FakeNetwork
from wellspoken.networks.base import Account
from wellspoken.networks.connecting import Choice
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.presenting import sentence
from wellspoken.rooms.channels import accounts, guides, jobs, measures, selectors, services
from wellspoken.rooms.channels.apps_held import app_for
from wellspoken.rooms.channels.errors import ConnectFailed
from wellspoken.rooms.channels.models import Channel, PendingChoice, PendingConnection, Registration
from wellspoken.rooms.channels.services.oauth import Start
from wellspoken.rooms.channels.services.registering import Given
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db
APP_SECRET = "the-application-secret-of-the-house"
KEPT = {"access": "page-token", "app_id": "12345", "app_secret": APP_SECRET}


def register(actor: User | None = None, **changes: Any) -> Registration:
    given = Given(**{"client_id": "12345", "client_secret": APP_SECRET, **changes})
    return services.register_app(actor=actor or make_person(Role.ADMINISTRATOR), network="facebook", given=given)


def page(number: int, **fields: Any) -> Account:
    values = {"secrets": {**KEPT, "access": f"page-token-{number}"}, "settings": {"name": f"Ward {number}"}}
    return Account("facebook", "https://graph.facebook.com", str(number), f"ward{number}", **{**values, **fields})


def come_back(network: FakeNetwork, actor: User, team: Team, **start: Any) -> Channel | PendingChoice:
    services.begin_oauth(actor=actor, team=team, start=Start("facebook", "", **start))
    state = PendingConnection.objects.latest("pk").state_key
    return services.finish_oauth(actor=actor, network="facebook", params={"state": state, "code": "c"})


def chosen(network: FakeNetwork, actor: User, team: Team) -> PendingChoice:
    register()
    network.choice = Choice((page(1), page(2), page(3)))
    waiting = come_back(network, actor, team)
    assert isinstance(waiting, PendingChoice)
    return waiting


class TestRegistering:
    def test_sealed_at_rest_and_told_without_the_secret(self) -> None:
        row = register()
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM channels_registration")
            assert APP_SECRET not in str(cursor.fetchall())
        [entry] = AuditEntry.objects.all()
        assert entry.action == "network.registered"
        assert APP_SECRET not in str(AuditEntry.objects.values())
        assert sentence(entry).endswith("registered an application with Facebook")
        app = app_for("facebook")
        assert app is not None
        assert (app.client_id, app.client_secret) == ("12345", APP_SECRET)
        assert APP_SECRET not in f"{app!r} {row!r} {Given('1', APP_SECRET)!r}"
        assert "secrets" in selectors.registrations()["facebook"].get_deferred_fields()

    def test_an_empty_secret_keeps_the_stored_one_of_the_same_application(self) -> None:
        actor = make_person(Role.ADMINISTRATOR)
        register(actor)
        register(actor, client_secret="")
        assert app_for("facebook").client_secret == APP_SECRET  # type: ignore[union-attr]
        with pytest.raises(ConnectFailed) as caught:
            register(actor, client_id="another", client_secret=" ")
        assert caught.value.reason == "secret_missing"
        register(actor, client_id="another", client_secret="new")
        assert app_for("facebook").client_secret == "new"  # type: ignore[union-attr]
        told = [(entry.action, entry.data["secret_changed"]) for entry in AuditEntry.objects.order_by("seq")]
        assert told == [("network.registered", True), ("network.changed", False), ("network.changed", True)]

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"client_id": " "}, "client_id_missing"),
            ({"client_id": "x" * 301}, "too_long"),
            ({"client_secret": "x" * 2001}, "too_long"),
            ({"client_secret": ""}, "secret_missing"),
        ],
    )
    def test_what_is_not_taken(self, changes: dict[str, str], reason: str) -> None:
        with pytest.raises(ConnectFailed) as caught:
            register(**changes)
        assert caught.value.reason == reason
        assert not Registration.objects.exists()

    def test_only_administrators_of_the_whole_organisation(self) -> None:
        for actor in [make_person(role) for role in Role if role != Role.ADMINISTRATOR] + [
            make_person(Role.ADMINISTRATOR, make_team())
        ]:
            with pytest.raises(Denied):
                register(actor)
            with pytest.raises(Denied):
                services.forget_app(actor=actor, network="facebook")

    @pytest.mark.parametrize("network", ["newsroom", "mastodon", "webhook", "unheard-of"])
    def test_open_networks_take_none(self, network: str) -> None:
        with pytest.raises(ConnectFailed) as caught:
            services.register_app(actor=make_person(Role.ADMINISTRATOR), network=network, given=Given("1", APP_SECRET))
        assert caught.value.reason == "not_supported"

    def test_forgetting_twice_is_told_once(self) -> None:
        actor = make_person(Role.ADMINISTRATOR)
        register(actor)
        services.forget_app(actor=actor, network="facebook")
        services.forget_app(actor=actor, network="facebook")
        assert app_for("facebook") is None
        assert [entry.action for entry in AuditEntry.objects.order_by("seq")][-1:] == ["network.forgotten"]
        assert AuditEntry.objects.count() == 2

    def test_sealed_with_a_lost_key_it_can_be_typed_again(self) -> None:
        register()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE channels_registration SET secrets = 'gAAAAAbroken'")
        assert app_for("facebook") is None
        with pytest.raises(ConnectFailed):
            register(client_secret="")
        register()
        assert app_for("facebook").client_secret == APP_SECRET  # type: ignore[union-attr]


class TestTheApplicationInUse:
    def test_signing_in_takes_it_along(self, network: FakeNetwork) -> None:
        team = make_team()
        actor = make_person(Role.ADMINISTRATOR, team)
        with pytest.raises(ConnectFailed) as caught:
            services.begin_oauth(actor=actor, team=team, start=Start("facebook", ""))
        assert caught.value.reason == "app_missing"
        register()
        services.begin_oauth(actor=actor, team=team, start=Start("facebook", ""))
        assert network.app is not None
        assert (network.app.client_id, network.app.client_secret) == ("12345", APP_SECRET)

    def test_a_changed_secret_reaches_channels_connected_earlier(self) -> None:
        channel = make_channel(network="facebook", secrets=dict(KEPT))
        register(client_secret="renewed")
        assert accounts.account_for(channel).secrets == {**KEPT, "app_secret": "renewed"}

    def test_another_application_does_not(self) -> None:
        channel = make_channel(network="facebook", secrets=dict(KEPT))
        register(client_id="another", client_secret="renewed")
        assert accounts.account_for(channel).secrets == KEPT
        assert accounts.account_for(make_channel(network="bluesky", secrets={"access": "a"})).secrets == {"access": "a"}


class TestChoosing:
    def test_the_choice_is_sealed_and_shows_names_only(self, network: FakeNetwork) -> None:
        team = make_team()
        actor = make_person(Role.ADMINISTRATOR, team)
        make_channel(make_team(), "facebook", remote_id="2", server="https://graph.facebook.com")
        waiting = chosen(network, actor, team)
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM channels_pendingchoice")
            assert "page-token" not in str(cursor.fetchall())
        found = services.offered(services.waiting_choice(actor=actor, key=waiting.key))
        assert [(one.name, one.handle, one.taken) for one in found] == [
            ("Ward 1", "ward1", False),
            ("Ward 2", "ward2", True),
            ("Ward 3", "ward3", False),
        ]
        with pytest.raises(ConnectFailed, match="taken"):
            services.choose(actor=actor, key=waiting.key, number=1)
        assert PendingChoice.objects.exists()

    def test_one_is_connected_and_the_rest_thrown_away(self, network: FakeNetwork) -> None:
        team = make_team()
        actor = make_person(Role.ADMINISTRATOR, team)
        waiting = chosen(network, actor, team)
        for wrong in (-1, 3, 99):
            with pytest.raises(ConnectFailed, match="no_such_choice"):
                services.choose(actor=actor, key=waiting.key, number=wrong)
        channel = services.choose(actor=actor, key=waiting.key, number=2)
        assert (channel.remote_id, channel.secrets["access"]) == ("3", "page-token-3")
        assert not PendingChoice.objects.exists()
        with pytest.raises(ConnectFailed, match="expired"):
            services.choose(actor=actor, key=waiting.key, number=1)

    def test_for_the_person_who_signed_in_and_for_ten_minutes(self, network: FakeNetwork) -> None:
        team = make_team()
        actor, other = make_person(Role.ADMINISTRATOR, team), make_person(Role.ADMINISTRATOR, team)
        waiting = chosen(network, actor, team)
        with pytest.raises(ConnectFailed, match="expired"):
            services.choose(actor=other, key=waiting.key, number=0)
        PendingChoice.objects.update(created=timezone.now() - timedelta(minutes=11))
        with pytest.raises(ConnectFailed, match="expired"):
            services.choose(actor=actor, key=waiting.key, number=0)
        jobs.tidy(timezone.now())
        assert not PendingChoice.objects.exists()

    def test_who_lost_the_right_meanwhile_connects_nothing(self, network: FakeNetwork) -> None:
        team = make_team()
        actor = make_person(Role.ADMINISTRATOR, team)
        waiting = chosen(network, actor, team)
        actor.grants.all().delete()
        again = User.objects.get(pk=actor.pk)
        with pytest.raises(Denied):
            services.choose(actor=again, key=waiting.key, number=0)

    def test_one_account_needs_no_choice_and_none_says_so(self, network: FakeNetwork) -> None:
        team = make_team()
        actor = make_person(Role.ADMINISTRATOR, team)
        register()
        network.choice = Choice((page(7),))
        assert isinstance(come_back(network, actor, team), Channel)
        network.choice = Choice(())
        with pytest.raises(ConnectFailed, match="no_accounts"):
            come_back(network, actor, team)
        network.choice, network.error = None, ""
        services.begin_oauth(actor=actor, team=team, start=Start("facebook", ""))
        network.error = "not_found"
        state = PendingConnection.objects.latest("pk").state_key
        with pytest.raises(ConnectFailed, match="no_accounts"):
            services.finish_oauth(actor=actor, network="facebook", params={"state": state, "code": "c"})

    def test_signing_in_again_takes_the_channels_own_account(self, network: FakeNetwork) -> None:
        team = make_team()
        actor = make_person(Role.ADMINISTRATOR, team)
        channel = make_channel(team, "facebook", remote_id="2", state="broken", secrets={"access": "old"})
        register()
        network.choice = Choice((page(1), page(2), page(3)))
        again = come_back(network, actor, team, reconnects=channel)
        assert isinstance(again, Channel)
        assert (again.pk, again.state, again.secrets["access"]) == (channel.pk, "active", "page-token-2")
        network.choice = Choice((page(1), page(3)))
        with pytest.raises(ConnectFailed, match="other_account"):
            come_back(network, actor, team, reconnects=channel)


def six_at_once(act: Callable[[], Any]) -> list[str]:
    """What six threads that do the same at once come to: "done" or the reason."""
    gate, said = threading.Barrier(6), []

    def work() -> None:
        gate.wait()
        try:
            act()
            said.append("done")
        except ConnectFailed as error:
            said.append(error.reason)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)


@pytest.mark.django_db(transaction=True)
def test_of_six_who_choose_at_once_one_connects(network: FakeNetwork) -> None:
    team = make_team()
    actor = make_person(Role.ADMINISTRATOR, team)
    waiting = chosen(network, actor, team)
    said = six_at_once(lambda: services.choose(actor=actor, key=waiting.key, number=1))
    assert said == ["done", *["expired"] * 5]
    assert Channel.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_six_who_come_back_to_a_choice_at_once_one_gets_it(network: FakeNetwork) -> None:
    team = make_team()
    actor = make_person(Role.ADMINISTRATOR, team)
    register()
    network.choice = Choice((page(1), page(2)))
    services.begin_oauth(actor=actor, team=team, start=Start("facebook", ""))
    params = {"state": PendingConnection.objects.get().state_key, "code": SECRET}
    said = six_at_once(lambda: services.finish_oauth(actor=actor, network="facebook", params=params))
    assert said == ["done", *["expired"] * 5]
    assert PendingChoice.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_six_who_register_at_once_one_row_stays() -> None:
    actor = make_person(Role.ADMINISTRATOR)
    assert six_at_once(lambda: register(actor)) == ["done"] * 6
    assert Registration.objects.count() == 1


@pytest.mark.parametrize("code", measures.networks_available())
def test_every_network_is_described_and_every_closed_one_explained(code: str) -> None:
    guide = guides.guide_of(code)
    assert guide.name
    assert guide.about
    closed = code in selectors.closed_networks()
    assert bool(guide.steps) is (closed or bool(measures.token_fields(code)))
    assert not [step for step in guide.steps if "://" in str(step) or "www." in str(step)]
    assert bool(measures.scopes(code)) or not closed
    for field in measures.token_fields(code):
        assert field.label_code in guides.FIELDS, field.label_code
