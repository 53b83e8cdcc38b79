"""Health, tokens, states, warnings, posting times, who may publish."""

from __future__ import annotations

import threading
from datetime import time, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories import make_channel, make_person, make_team
from tests.rooms.channels.fakes import TOKENS, FakeNetwork
from wellspoken.networks.outcomes import Health
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.channels import access, jobs, selectors, services, words
from wellspoken.rooms.channels.errors import BadSlots
from wellspoken.rooms.channels.models import Channel, ChannelGrant
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.sealed import SealBroken
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import Grant
from wellspoken.rooms.people.roles import Right, Role

pytestmark = pytest.mark.django_db


def bluesky(team: object = None, **fields: object) -> Channel:
    values = {"secrets": dict(TOKENS), "remote_id": "did:plc:elm", "server": "https://pds.example.org"}
    return make_channel(team, "bluesky", **{**values, **fields})


def actions() -> list[str]:
    return [entry.action for entry in AuditEntry.objects.order_by("seq")]


class TestTokens:
    def test_newer_tokens_are_stored(self) -> None:
        channel = bluesky()
        assert services.store_secrets(channel, {"access": "a2", "refresh": "r2"})
        assert Channel.objects.get(pk=channel.pk).secrets == {"access": "a2", "refresh": "r2"}
        assert channel.secrets_version == 1

    @pytest.mark.parametrize("refresh", [{"refresh": ""}, {}])
    def test_an_empty_refresh_token_never_replaces_a_full_one(self, refresh: dict[str, str]) -> None:
        channel = bluesky()
        services.store_secrets(channel, {"access": "a2", **refresh})
        assert channel.secrets == {"access": "a2", "refresh": TOKENS["refresh"]}

    def test_who_read_an_older_row_does_not_overwrite(self) -> None:
        channel = bluesky()
        late = Channel.objects.get(pk=channel.pk)
        services.store_secrets(channel, {"access": "a2", "refresh": "r2"})
        assert not services.store_secrets(late, {"access": "a3", "refresh": "r3"})
        assert late.secrets["refresh"] == "r2"

    @pytest.mark.parametrize("nothing", [None, {}])
    def test_nothing_changes_nothing(self, nothing: dict[str, str] | None) -> None:
        channel = bluesky()
        assert not services.store_secrets(channel, nothing)
        assert channel.secrets_version == 0


class TestHealth:
    def test_good(self, network: FakeNetwork) -> None:
        channel = bluesky()
        ends = timezone.now() + timedelta(days=60)
        network.health = Health(True, expires_at=ends, handle="new.example.org", new_secrets={"refresh": "r9"})
        assert services.check_health(channel)
        channel = Channel.objects.get(pk=channel.pk)
        assert (channel.handle, channel.expires_at, channel.secrets["refresh"]) == ("new.example.org", ends, "r9")
        assert actions() == []

    @pytest.mark.parametrize(
        ("reason", "state"),
        [
            ("sign_in_expired", "broken"),
            ("sign_in_wrong", "broken"),
            ("not_allowed", "broken"),
            ("something_nobody_knows", "broken"),
            ("network_down", "active"),
            ("server_error", "active"),
            ("rate_limited", "active"),
        ],
    )
    def test_bad(self, network: FakeNetwork, reason: str, state: str) -> None:
        channel = bluesky()
        network.health = Health(False, reason, raw="what the server said")
        assert not services.check_health(channel)
        row = Channel.objects.get(pk=channel.pk)
        assert (row.state, row.last_error, row.last_raw) == (state, reason, "what the server said")
        assert actions() == (["channel.broken"] if state == "broken" else [])
        services.check_health(channel)
        assert len(actions()) <= 1
        network.health = Health(True)
        services.check_health(channel)
        assert Channel.objects.get(pk=channel.pk).state == "active"
        assert actions() == (["channel.broken", "channel.recovered"] if state == "broken" else [])

    def test_tokens_sealed_with_a_lost_key(self, network: FakeNetwork, settings: object) -> None:
        channel = bluesky()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE channels_channel SET secrets = 'gAAAAAbroken'")
        with pytest.raises(SealBroken):
            Channel.objects.get(pk=channel.pk)
        assert not services.check_health(channel)
        row = selectors.all_channels().get()
        assert (row.state, row.last_error) == ("broken", "seal_broken")
        assert "keys" in words.condition(row, timezone.now()).sentence
        administrator = make_person(Role.ADMINISTRATOR, row.team)
        services.remove(actor=administrator, channel=access.get_channel(administrator, row.pk, Right.CHANNELS))
        assert Channel.objects.get().secrets is None

    def test_a_paused_channel_stays_paused_and_tells_when_resumed(self) -> None:
        channel = bluesky()
        administrator = make_person(Role.ADMINISTRATOR, channel.team)
        services.pause(actor=administrator, channel=channel)
        services.mark_broken(channel, "sign_in_expired")
        assert channel.state == "paused"
        services.resume(actor=administrator, channel=channel)
        assert channel.state == "broken"
        assert actions() == ["channel.paused", "channel.resumed"]

    def test_pausing_twice_conflicts(self) -> None:
        channel = bluesky()
        administrator = make_person(Role.ADMINISTRATOR, channel.team)
        services.pause(actor=administrator, channel=channel)
        with pytest.raises(StateConflict):
            services.pause(actor=administrator, channel=channel)
        services.resume(actor=administrator, channel=channel)
        with pytest.raises(StateConflict):
            services.resume(actor=administrator, channel=channel)

    def test_the_job_asks_only_after_quiet_ones(self, network: FakeNetwork) -> None:
        now = timezone.now()
        quiet = bluesky()
        lately = {"checked_at": now - timedelta(hours=1)}
        bluesky(remote_id="did:plc:2", last_ok_at=now - timedelta(minutes=5), **lately)
        bluesky(remote_id="did:plc:3", state="removed")
        bluesky(remote_id="did:plc:4", last_error_at=now - timedelta(minutes=5), **lately)
        bluesky(remote_id="did:plc:5", state="broken")
        bluesky(remote_id="did:plc:6", state="paused", **lately)
        assert jobs.check_channels(now) == 1
        assert Channel.objects.get(pk=quiet.pk).last_ok_at is not None
        assert jobs.check_channels(now) == 0

    def test_busy_and_paused_ones_are_asked_too_so_that_their_sign_in_is_renewed(self, network: FakeNetwork) -> None:
        now = timezone.now()
        long_ago = {"checked_at": now - timedelta(hours=7)}
        busy = bluesky(last_ok_at=now, **long_ago)
        paused = bluesky(remote_id="did:plc:2", state="paused", last_ok_at=now, **long_ago)
        ends = now + timedelta(days=60)
        network.health = Health(True, expires_at=ends, new_secrets={"access": "a2", "refresh": "r2"})
        assert jobs.check_channels(now) == 2
        for channel in (busy, paused):
            row = Channel.objects.get(pk=channel.pk)
            assert (row.secrets["refresh"], row.expires_at, row.state) == ("r2", ends, channel.state)
        assert jobs.check_channels(now) == 0


@pytest.mark.django_db(transaction=True)
def test_one_line_per_channel_at_a_time(settings: object, tmp_path: object) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    channel = bluesky()
    inside: list[int] = []
    most: list[int] = []

    def work() -> None:
        with services.alone(Channel.objects.get(pk=channel.pk)):
            inside.append(1)
            most.append(len(inside))
            threading.Event().wait(0.02)
            inside.pop()
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 5


@pytest.mark.parametrize(
    ("left", "days", "sentence"),
    [
        (timedelta(days=30), None, "Working"),
        (timedelta(days=13), 14, "Sign-in expires in 13 days"),
        (timedelta(days=6, hours=1), 7, "Sign-in expires in 6 days"),
        (timedelta(hours=20, minutes=5), 1, "Sign-in expires in 20 hours"),
        (timedelta(minutes=5), 1, "Sign-in expires in 1 hour"),
        (timedelta(seconds=-5), 1, "ends any moment"),
    ],
)
def test_warnings_before_the_end(left: timedelta, days: int | None, sentence: str) -> None:
    now = timezone.now()
    channel = bluesky(expires_at=now + left, last_ok_at=now)
    endings = selectors.ending_soon(make_person(Role.ADMINISTRATOR, channel.team), now)
    assert [e.days for e in endings] == ([days] if days else [])
    assert sentence in words.condition(channel, now).sentence
    assert selectors.ending_soon(make_person(Role.VIEWER, channel.team), now) == []


@pytest.mark.parametrize(
    ("fields", "tone", "part"),
    [
        ({"state": "active", "last_ok_at": timedelta(minutes=4)}, "ok", "Working · last checked 4\xa0minutes ago"),
        ({"state": "active", "last_ok_at": timedelta(seconds=4)}, "ok", "just now"),
        ({"state": "active"}, "quiet", "Not checked yet"),
        ({"state": "paused"}, "quiet", "Paused"),
        ({"state": "broken", "last_error": "sign_in_expired"}, "stop", "expired"),
        ({"state": "broken", "last_error": "something_new"}, "stop", "a reason we do not know"),
        ({"state": "active", "last_error": "network_down"}, "warn", "does not answer"),
        ({"state": "active", "last_error": "something_new"}, "warn", "do not understand"),
        ({"state": "removed"}, "quiet", "Removed"),
    ],
)
def test_conditions_in_words(fields: dict[str, object], tone: str, part: str) -> None:
    now = timezone.now()
    if "last_ok_at" in fields:
        fields = {**fields, "last_ok_at": now - fields["last_ok_at"]}  # type: ignore[operator]
    found = words.condition(bluesky(**fields), now)
    assert found.tone == tone
    assert part in found.sentence


class TestSlots:
    def test_replaced_as_a_whole_without_doubles(self) -> None:
        channel = bluesky()
        actor = make_person(Role.ADMINISTRATOR, channel.team)
        services.set_slots(actor=actor, channel=channel, slots=[(4, time(9, 0, 30)), (0, time(8)), (0, time(8))])
        assert [(s.weekday, s.at) for s in selectors.slots_of(channel)] == [(0, time(8)), (4, time(9))]
        services.set_slots(actor=actor, channel=channel, slots=[])
        assert selectors.slots_of(channel) == []
        assert actions() == ["channel.slots", "channel.slots"]

    @pytest.mark.parametrize(
        "slots", [[(7, time(9))], [(-1, time(9))], [(0, time(h, m)) for h in range(3) for m in range(20)]]
    )
    def test_bad_ones(self, slots: list[tuple[int, time]]) -> None:
        channel = bluesky()
        with pytest.raises(BadSlots):
            services.set_slots(actor=make_person(Role.ADMINISTRATOR, channel.team), channel=channel, slots=slots)


class TestAccess:
    def test_other_teams_channels_do_not_exist(self) -> None:
        channel = bluesky()
        with pytest.raises(NotThere):
            access.get_channel(make_person(Role.ADMINISTRATOR, make_team()), channel.pk)
        with pytest.raises(NotThere):
            access.get_channel(make_person(Role.ADMINISTRATOR, None), 10**9)
        with pytest.raises(Denied):
            access.get_channel(make_person(Role.EDITOR, channel.team), channel.pk, Right.CHANNELS)
        assert access.get_channel(make_person(Role.VIEWER, channel.team), channel.pk) == channel

    def test_fetching_opens_no_secret(self, django_assert_num_queries: object) -> None:
        channel = bluesky()
        found = access.get_channel(make_person(Role.VIEWER, channel.team), channel.pk)
        assert "secrets" in found.get_deferred_fields()
        assert "secrets" in selectors.for_team(channel.team)[0].get_deferred_fields()

    def test_a_grant_that_names_channels(self) -> None:
        team = make_team()
        mine, other = bluesky(team), bluesky(team, remote_id="did:plc:2")
        person = make_person(None, name="Siti")
        grant = Grant.objects.create(user=person, team=team, role=Role.PUBLISHER, all_channels=False)
        ChannelGrant.objects.create(grant=grant, channel=mine)
        assert selectors.channels_for(person, Right.PUBLISH) == [mine]
        assert set(selectors.channels_for(person)) == {mine, other}
        assert access.may_on(person, Right.PUBLISH, mine)
        assert not access.may_on(person, Right.PUBLISH, other)
        with pytest.raises(Denied):
            access.get_channel(person, other.pk, Right.PUBLISH)
        assert [p.name for p in selectors.publishers(mine)] == ["Siti"]
        assert selectors.publishers(other) == []

    def test_who_may_publish(self) -> None:
        team = make_team()
        channel = bluesky(team)
        make_person(Role.PUBLISHER, team, name="Ana")
        make_person(Role.PUBLISHER, None, name="Bo")
        make_person(Role.PUBLISHER, make_team(), name="Elsewhere")
        make_person(Role.EDITOR, team, name="Editor")
        make_person(Role.PUBLISHER, team, name="Left", is_active=False)
        assert [(p.name, p.everywhere) for p in selectors.publishers(channel)] == [("Ana", False), ("Bo", True)]


@pytest.mark.django_db(transaction=True)
def test_of_six_who_renew_at_once_one_is_kept(settings: object) -> None:
    channel = bluesky()
    gate = threading.Barrier(6)
    stored: list[str] = []

    def renew(number: int) -> None:
        mine = Channel.objects.get(pk=channel.pk)
        gate.wait()
        if services.store_secrets(mine, {"access": "a", "refresh": f"r{number}"}):
            stored.append(f"r{number}")
        connection.close()

    threads = [threading.Thread(target=renew, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    row = Channel.objects.get(pk=channel.pk)
    assert stored == [row.secrets["refresh"]]
    assert row.secrets_version == 1
