"""Whole deliveries with the real connectors: from an approved post to a replica, through lost answers, and down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
import stamina
from django.utils import timezone

from tests.factories import make_channel, make_person, make_team
from tests.networks.adapter import Adapter
from tests.publishing_kit import post_on
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing import delivering, gates, services, settling, sweeping, withdrawing
from wellspoken.rooms.publishing.models import Delivery

pytestmark = pytest.mark.django_db
CODES = ("webhook", "telegram", "x", "facebook", "threads", "linkedin")


@pytest.fixture(params=CODES)
def adapter(request: pytest.FixtureRequest, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Adapter]:
    settings.ALLOW_PRIVATE_NETWORKS = True
    monkeypatch.setattr(gates, "unreleased_blocks_of", lambda contents: [[] for _ in contents])
    made = import_module(f"tests.networks.adapters_{request.param}").adapter()
    with stamina.set_testing(True, attempts=5, cap=True), made as running:
        monkeypatch.setattr(type(running.connector), "VISIBLE_SECONDS", 5.0)
        yield running


def channel_of(adapter: Adapter) -> Channel:
    """Return a channel for the adapter's account, as connecting makes it."""
    account = adapter.account
    held = {name: value for name, value in account.settings.items() if name not in ("allow_private", "limits")}
    return make_channel(
        make_team(),
        account.network,
        server=account.server,
        remote_id=account.remote_id,
        handle=account.handle,
        secrets=dict(account.secrets),
        settings=held,
        limits=account.settings.get("limits") or {},
    )


def send(delivery: Delivery) -> Delivery:
    """Claim and deliver, as a worker does."""
    [bell] = [one for one in sweeping.sweep(timezone.now(), "w") if one.delivery_id == delivery.pk]
    delivering.deliver(delivery.pk, bell.fence)
    delivery.refresh_from_db()
    return delivery


def test_from_approval_to_the_network_and_down_again(adapter: Adapter) -> None:
    post, [delivery] = post_on([channel_of(adapter)])
    send(delivery)
    assert (delivery.state, len(adapter.texts())) == ("live", 1), (delivery.reason, delivery.attempts.last())
    assert delivery.remote_id
    assert "thirty minutes" in adapter.texts()[0]

    services.take_down(actor=make_person(Role.ADMINISTRATOR), post=post, reason="A wrong number.")
    Delivery.objects.update(not_before=timezone.now() - timedelta(seconds=1))
    assert withdrawing.withdraw(delivery.pk) == "withdrawn"
    assert adapter.texts() == []


@pytest.mark.faults
def test_a_lost_answer_is_never_a_second_post(adapter: Adapter) -> None:
    _, [delivery] = post_on([channel_of(adapter)])
    adapter.proxy.script(adapter.visible, "cut")
    assert send(delivery).state == "unknown"
    for _ in range(3):
        Delivery.objects.filter(state="unknown").update(settle_at=timezone.now() - timedelta(seconds=1))
        settling.settle(delivery.pk)
    delivery.refresh_from_db()
    assert delivery.state == ("unknown" if adapter.settles == "C" else "live")
    assert len(adapter.texts()) == 1
    secrets = adapter.account.secrets.values()
    said = "".join(delivery.attempts.values_list("raw", flat=True))
    assert not any(value in said for value in secrets if len(value) > 8)
