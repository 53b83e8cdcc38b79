"""Warnings in time: before a sign-in ends, when posts depend on it, when it has ended; once each."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from tests.factories import make_channel, make_person, make_team
from tests.rooms.channels.fakes import SECRET, FakeNetwork
from wellspoken.networks.outcomes import Health
from wellspoken.rooms.channels import services
from wellspoken.rooms.channels.models import Channel, Told
from wellspoken.rooms.channels.warning import Ask, Waiting, warn
from wellspoken.rooms.kernel.quiet import quiet
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def channel(**fields: Any) -> Channel:
    team = make_team()
    make_person(Role.ADMINISTRATOR, team, email=f"admin-{team.pk}@example.org")
    make_person(Role.EDITOR, team)
    values = {"name": "Elm", "remote_id": "did:plc:elm", "last_ok_at": NOW, "secrets": {"access": "a"}}
    return make_channel(team, "bluesky", **{**values, **fields})


def nothing(_ends: Mapping[int, datetime | None]) -> dict[int, Waiting]:
    return {}


def posts(count: int, first: datetime) -> Ask:
    """A calendar in which these posts wait on every channel; only those after the moment asked for count."""

    def ask(ends: Mapping[int, datetime | None]) -> dict[int, Waiting]:
        return {pk: Waiting(count, first) for pk, end in ends.items() if end is None or first >= end}

    return ask


def test_three_mails_on_the_way_to_the_end_to_those_who_can_sign_in() -> None:
    ends = NOW + timedelta(days=20)
    one = channel(expires_at=ends)
    told = []
    for days in range(22):
        warn(NOW + timedelta(days=days, minutes=1), nothing)
        told.append(len(mail.outbox))
    assert told == [0] * 6 + [1] * 7 + [2] * 6 + [3] * 3
    assert {tuple(letter.to) for letter in mail.outbox} == {(f"admin-{one.team_id}@example.org",)}
    assert "Sign-in expires in 13 days." in mail.outbox[0].body
    assert f"/channels/{one.pk}/reconnect/" in mail.outbox[0].body
    assert mail.outbox[0].subject == "Elm on Bluesky: the sign-in ends soon"


def test_a_late_start_sends_the_tightest_only() -> None:
    channel(expires_at=NOW + timedelta(hours=20))
    assert [warn(NOW, nothing), warn(NOW, nothing)] == [1, 0]
    assert list(Told.objects.values_list("kind", flat=True)) == ["1"]


def test_a_post_that_depends_on_it_is_told_of_once_also_when_it_comes_later() -> None:
    ends = NOW + timedelta(days=10)
    channel(expires_at=ends)
    assert warn(NOW, posts(2, ends - timedelta(hours=1))) == 1
    assert "due after" not in mail.outbox[0].body
    after = posts(2, ends + timedelta(hours=1))
    assert [warn(NOW, after), warn(NOW, after)] == [1, 0]
    assert "2 posts are due after that." in mail.outbox[1].body


def test_one_mail_when_both_are_due_at_once() -> None:
    ends = NOW + timedelta(days=10)
    channel(expires_at=ends)
    assert warn(NOW, posts(1, ends)) == 1
    assert len(mail.outbox) == 1
    assert set(Told.objects.values_list("kind", flat=True)) == {"14", "queue"}


def test_a_broken_channel_is_told_of_at_once_and_again_before_a_post_is_due() -> None:
    channel(state="broken", last_error="sign_in_expired")
    due = NOW + timedelta(days=3)
    assert [warn(NOW, posts(1, due)), warn(NOW, posts(1, due))] == [1, 0]
    assert "1 post waits for it." in mail.outbox[0].body
    assert mail.outbox[0].subject.endswith("the sign-in has ended")
    later = due - timedelta(hours=23)
    assert [warn(later, posts(1, due)), warn(later, posts(1, due))] == [1, 0]


def test_renewed_by_itself_it_is_warned_of_anew() -> None:
    one = channel(expires_at=NOW + timedelta(days=10))
    assert warn(NOW, nothing) == 1
    Channel.objects.filter(pk=one.pk).update(expires_at=NOW + timedelta(days=10, minutes=5))
    assert warn(NOW, nothing) == 0
    Channel.objects.filter(pk=one.pk).update(expires_at=NOW + timedelta(days=70))
    assert warn(NOW, nothing) == 0
    assert warn(NOW + timedelta(days=60), nothing) == 1


def test_signing_in_again_and_recovering_begin_anew(network: FakeNetwork) -> None:
    one = channel(state="broken", server="https://pds.example.org")
    warn(NOW, nothing)
    actor = make_person(Role.ADMINISTRATOR, one.team)
    services.reconnect_password(actor=actor, channel=one, identifier="elm.example.org", password=SECRET)
    assert not Told.objects.exists()
    one.refresh_from_db()
    services.mark_broken(one, "sign_in_expired")
    assert warn(NOW, nothing) == 1
    network.health = Health(True)
    services.check_health(one)
    assert not Told.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"expires_at": None},
        {"expires_at": NOW + timedelta(days=15)},
        {"expires_at": NOW + timedelta(days=1), "state": "removed"},
    ],
)
def test_nothing_to_tell(fields: dict[str, Any]) -> None:
    channel(**fields)
    assert warn(NOW, posts(1, NOW + timedelta(days=40))) == 0
    assert not mail.outbox


def test_paused_ones_are_told_of_and_nobody_while_the_past_is_told() -> None:
    channel(expires_at=NOW + timedelta(days=1), state="paused")
    with quiet():
        assert warn(NOW, nothing) == 0
    assert warn(NOW, nothing) == 1


def test_each_in_their_own_language_and_only_where_their_right_reaches() -> None:
    one = channel(expires_at=NOW + timedelta(days=1))
    make_person(Role.ADMINISTRATOR, one.team, language="nb", email="nb@example.org")
    make_person(Role.ADMINISTRATOR, make_team(), email="elsewhere@example.org")
    make_person(Role.ADMINISTRATOR, None, email="wide@example.org")
    make_person(Role.ADMINISTRATOR, one.team, email="left@example.org", is_active=False)
    warn(NOW, nothing)
    reached = {letter.to[0] for letter in mail.outbox}
    assert reached == {f"admin-{one.team_id}@example.org", "nb@example.org", "wide@example.org"}
    assert len({letter.body for letter in mail.outbox if letter.to[0] != "nb@example.org"}) == 2


@pytest.mark.django_db(transaction=True)
def test_of_six_workers_one_writes() -> None:
    channel(expires_at=NOW + timedelta(days=5))
    gate, told = threading.Barrier(6), []

    def work() -> None:
        gate.wait()
        told.append(warn(NOW, nothing))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [0] * 5 + [1]
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("Elm", "Elm on Bluesky: the sign-in has ended"),
        ("St. Elm's on Bluesky", "St. Elm's on Bluesky: the sign-in has ended"),
        ("bluesky desk", "bluesky desk: the sign-in has ended"),
    ],
)
def test_a_network_is_named_once(name: str, subject: str) -> None:
    channel(name=name, state="broken")
    assert warn(NOW, nothing) == 1
    assert [letter.subject for letter in mail.outbox] == [subject]


def test_nobody_is_asked_to_sign_in_to_an_invented_account() -> None:
    channel(state="broken", settings={"invented": True})
    channel(remote_id="did:plc:oak", expires_at=NOW + timedelta(days=1), settings={"invented": True})
    assert warn(NOW, nothing) == 0
    assert mail.outbox == []
