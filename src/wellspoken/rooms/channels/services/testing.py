"""The self-test of a channel: it reads and never writes, and says of each step how it went."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from wellspoken.networks.contract import Outgoing, Presence
from wellspoken.rooms.channels.access import require_on
from wellspoken.rooms.channels.accounts import account_for, alone, connector_for, limits_for
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.channels.services.health import ask, mark_ok, store_secrets
from wellspoken.rooms.kernel.public_address import public_address
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right

log = logging.getLogger(__name__)
GOOD, BAD, OPEN = "ok", "failed", "open"


@dataclass(frozen=True, slots=True)
class TestStep:
    """One step: `code`, `result` (ok, failed, or open: could not be found out), and a reason code or ""."""

    __test__ = False  # not a test, whatever its name says to the test runner

    code: str
    result: str
    reason: str = ""


def self_test(*, actor: User, channel: Channel) -> list[TestStep]:
    """Test a channel by reading only; the steps are kept on the channel and in the audit log.

    Steps: `seal` (the stored sign-in opens), `account` (the network knows it), `limits`, `posts` (our own posts can be
    read, so that lost answers settle by themselves), `pictures` (there is an address to fetch pictures from).
    """
    require_on(actor, Right.CHANNELS, channel)
    steps = _built_in(channel) if channel.network == "newsroom" else _steps(channel)
    told = [{"code": one.code, "result": one.result, "reason": one.reason} for one in steps]
    kept = {"at": timezone.now().isoformat(), "by": actor.name, "steps": told}
    with transaction.atomic():
        Channel.objects.filter(pk=channel.pk).update(tested=kept)
        results = {one.code: one.result for one in steps}
        record(action="channel.tested", actor=actor, obj=channel, data={"network": channel.network, "steps": results})
    channel.tested = kept
    return steps


def _built_in(channel: Channel) -> list[TestStep]:
    mark_ok(channel)
    return [TestStep("account", GOOD)]


def _steps(channel: Channel) -> list[TestStep]:
    health = ask(channel)
    if health.reason == "seal_broken":
        return [TestStep("seal", BAD, "seal_broken")]
    steps = [TestStep("seal", GOOD), TestStep("account", GOOD if health.ok else BAD, health.reason)]
    if not health.ok:
        return steps
    steps.append(TestStep("limits", GOOD if health.limits or channel.limits else OPEN))
    return [*steps, *_carefully("posts", lambda: _own_posts(channel)), *_pictures(channel)]


def _carefully(code: str, step: Callable[[], TestStep]) -> list[TestStep]:
    """A step that talks to the network; a connector that raises has found out nothing."""
    try:
        return [step()]
    except Exception:
        log.exception("self-test step %s failed", code)
        return [TestStep(code, OPEN, "odd_answer")]


def _own_posts(channel: Channel) -> TestStep:
    """Look for a post that was never sent: who can say that it is not there can read the account's posts."""
    connector, now = connector_for(channel), timezone.now()
    outgoing = Outgoing("Self-test of the channel; never sent.", now, (channel.language,), title="Self-test")
    with alone(channel):
        account = account_for(channel)
        found = connector.settle(account, connector.prepare(account, outgoing, connector.key_for(now)), now)
        store_secrets(channel, found.new_secrets)
    return TestStep("posts", GOOD if found.outcome is Presence.ABSENT else OPEN)


def _pictures(channel: Channel) -> list[TestStep]:
    if not limits_for(channel).fetches_pictures:
        return []
    return [TestStep("pictures", GOOD) if public_address() else TestStep("pictures", BAD, "needs_public_address")]


def as_steps(kept: dict[str, Any]) -> list[TestStep]:
    """The steps of the last test as they were kept on the channel."""
    return [TestStep(one["code"], one["result"], one["reason"]) for one in kept.get("steps", [])]
