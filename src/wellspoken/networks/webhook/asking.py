"""Messages that show nothing, the question after a lost answer, and what answers say."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from wellspoken.networks.answers import invisible_answer, invisible_failure, raw, redact
from wellspoken.networks.base import Account
from wellspoken.networks.budget import Budget
from wellspoken.networks.http import CallFailed, OddAnswer, Reply, send_again
from wellspoken.networks.judging import shut_out
from wellspoken.networks.outcomes import Outcome, Presence, Sent, Settled
from wellspoken.networks.webhook import messages


def ask(account: Account, now: datetime, key: str, body: bytes) -> str | Sent:
    """Send an invisible message; return the id the receiver gave, "" if none, or what went wrong."""
    try:
        reply = send_again(messages.call(account, key, now, body), 2)
    except CallFailed as error:
        return invisible_failure(error, account.secrets)
    if reply.status in (401, 403, 410):
        return shut_out(reply, account.secrets)
    if not reply.good:
        return invisible_answer(reply, account.secrets, now)
    try:
        return named(reply)[0]
    except (OddAnswer, TypeError) as error:
        return Sent(Outcome.NOT_SENT, reason="odd_answer", status=reply.status, raw=redact(str(error), {}))


def look(account: Account, now: datetime, key: str, budget: Budget) -> Settled:
    """Ask what became of a delivery. Changes nothing, never raises."""
    try:
        call = messages.call(account, key, now)
        reply = send_again(replace(call, seconds=budget.left(8.0)), budget.attempts)
        state = reply.json().get("state") if reply.status in (200, 404) else ""
        found = written(reply, key)
    except CallFailed as error:
        return Settled(Presence.UNSURE, raw=redact(error.detail, account.secrets))
    except (OddAnswer, ValueError, TypeError) as error:
        return Settled(Presence.UNSURE, raw=redact(str(error), account.secrets))
    said = raw(reply, account.secrets)
    if state == "live" and reply.good:
        return Settled(Presence.LIVE, *found, said)
    return Settled(Presence.ABSENT if state == "absent" else Presence.UNSURE, raw=said)


def named(reply: Reply) -> tuple[str, str]:
    """Return id and address out of an answer; both may be missing. Raises OddAnswer, TypeError."""
    value = reply.json() if reply.body.strip() else {}
    number, address = value.get("id", ""), value.get("url", "")
    if not isinstance(number, str | int) or not isinstance(address, str):
        raise TypeError("id or url is not a text")
    return str(number)[:500], address if address.startswith("https://") else ""


def written(reply: Reply, key: str) -> tuple[str, str]:
    """Return id and address of the post; a receiver that names none lets ours be its name."""
    number, address = named(reply)
    return number or key, address


def error_of(reply: Reply) -> str:
    """Return the receiver's words about an error, or "" if it gave none of its own."""
    try:
        return str(reply.json().get("error") or "")
    except OddAnswer:
        return ""
