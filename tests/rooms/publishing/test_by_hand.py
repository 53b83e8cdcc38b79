"""Takedowns that only a person can carry out: asked for, reminded of, and proved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.factories import make_organisation, make_person
from tests.publishing_kit import FakeConnector, Net, approved_post
from wellspoken.networks.contract import Outcome, Sent
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing import delivering, lines, services, sweeping, telling, withdrawing
from wellspoken.rooms.publishing.models import Delivery, TakedownTask
from wellspoken.rooms.publishing.words import say

pytestmark = pytest.mark.django_db
NOTE = "Deleted in the app; the profile no longer shows it."


class NoDelete(FakeConnector):
    """A network that lets no program delete."""

    capabilities = frozenset({"publish"})

    def delete(self, account: Any, remote_id: str) -> Sent:
        raise AssertionError("nobody asks this network to delete")


@pytest.fixture
def stiff(net: Net, monkeypatch: pytest.MonkeyPatch) -> Net:
    """Instagram cannot delete; the others can."""
    monkeypatch.setattr(
        lines, "connector_for", lambda d: NoDelete(net) if d.channel.network == "instagram" else FakeConnector(net)
    )
    return net


def taken_down(networks: tuple[str, ...] = ("bluesky", "instagram")) -> tuple[list[Delivery], User]:
    """A post live on these networks, then taken down, with one round of the worker."""
    post, rows = approved_post(networks)
    for bell in sweeping.sweep(timezone.now(), "w"):
        delivering.deliver(bell.delivery_id, bell.fence)
    person = make_person(Role.PUBLISHER, post.team)
    services.take_down(actor=person, post=post, reason="A wrong number.")
    worker_round()
    return rows, person


def worker_round() -> None:
    for key in withdrawing.due_withdrawals(timezone.now()):
        withdrawing.withdraw(key)


def states(rows: list[Delivery]) -> list[str]:
    for row in rows:
        row.refresh_from_db()
        row.post.refresh_from_db()
    return [row.state for row in rows]


def test_it_counts_as_withdrawn_only_when_proved(stiff: Net) -> None:
    rows, person = taken_down()
    assert states(rows) == ["withdrawn", "withdrawing"]
    assert rows[1].post.state == "published"
    assert "only a person" in say(rows[1])
    task = TakedownTask.objects.get()
    for _ in range(3):
        worker_round()
    assert TakedownTask.objects.count() == 1
    services.prove_deleted(actor=person, task=task, note=NOTE)
    assert states(rows) == ["withdrawn", "withdrawn"]
    assert rows[1].post.state == "withdrawn"
    proof = AuditEntry.objects.get(action="takedown.proved")
    assert (proof.personal, proof.actor_name) == ({"reason": NOTE}, person.name)
    assert proof.post_ref == str(rows[1].post_id)
    with pytest.raises(StateConflict):
        services.prove_deleted(actor=person, task=TakedownTask.objects.get(), note=NOTE)


def test_where_programs_delete_nothing_changes(stiff: Net) -> None:
    rows, _ = taken_down(("bluesky",))
    assert states(rows) == ["withdrawn"]
    assert rows[0].post.state == "withdrawn"
    assert not TakedownTask.objects.exists()


def test_what_the_network_refuses_to_delete_is_a_task_too(net: Net) -> None:
    net.deletes.append(Sent(Outcome.REFUSED, reason="not_allowed"))
    taken_down(("mastodon",))
    assert TakedownTask.objects.get().why == "not_allowed"


@pytest.mark.parametrize(
    ("role", "note", "error"),
    [
        (Role.PUBLISHER, "gone", services.ProofMissing),
        (Role.EDITOR, NOTE, Denied),
        (Role.REVIEWER, NOTE, Denied),
        (Role.ADMINISTRATOR, NOTE, None),
    ],
)
def test_who_may_prove_it(stiff: Net, role: Role, note: str, error: Any) -> None:
    rows, _ = taken_down(("instagram",))
    task = TakedownTask.objects.get()
    person = make_person(role, rows[0].post.team)
    if error is None:
        services.prove_deleted(actor=person, task=task, note=note)
    else:
        with pytest.raises(error):
            services.prove_deleted(actor=person, task=task, note=note)
    assert states(rows) == ["withdrawn" if error is None else "withdrawing"]


def test_people_are_reminded_with_growing_gaps_until_it_is_done(stiff: Net) -> None:
    _, person = taken_down(("instagram",))
    task = TakedownTask.objects.get()
    begun = timezone.now()
    counts = []
    for hours in (0, 0.5, 1.1, 4, 5.2, 28, 30, 53):
        with time_machine.travel(begun + timedelta(hours=hours, seconds=1)):
            telling.remind_of_tasks()
        counts.append(len(mail.outbox))
    assert counts == [1, 1, 2, 2, 3, 3, 4, 4]
    assert f"/takedowns/{task.pk}/" in mail.outbox[0].body
    task.refresh_from_db()
    services.prove_deleted(actor=person, task=task, note=NOTE)
    with time_machine.travel(begun + timedelta(days=9)):
        telling.remind_of_tasks()
    assert len(mail.outbox) == 4


def test_the_page(client: Client, stiff: Net) -> None:
    make_organisation()
    rows, person = taken_down(("instagram",))
    task = TakedownTask.objects.get()
    page = f"/takedowns/{task.pk}/"
    client.force_login(person)
    assert page in client.get("/").content.decode()
    assert page in client.get(f"/posts/{task.post_id}/").content.decode()
    html = client.get(page).content.decode()
    assert rows[0].url or "https://social.example.org/" in html
    assert "three dots" in html
    assert client.post(page, {"note": "short"}).status_code == 422
    assert client.post(page, {"note": NOTE})["Location"] == f"/posts/{task.post_id}/"
    assert NOTE in client.get(page).content.decode()
    client.force_login(make_person(Role.PUBLISHER))
    assert client.get(page).status_code == 200
    client.force_login(make_person(Role.EDITOR, rows[0].post.team))
    assert client.post(page, {"note": NOTE}).status_code == 403
