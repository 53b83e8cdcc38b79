"""What became of a visible call, judged in the same order for every network that has no rules of its own.

No answer -> proven not sent, or unknown. Success -> the network's own name of
the post, or unknown. What a network only says before it has accepted anything
-> proven. A refusal in its own words -> only asking proves it. All else: unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from wellspoken.networks.answers import raw, visible_failure, wait_of
from wellspoken.networks.http import CallFailed, OddAnswer, Reply
from wellspoken.networks.outcomes import Outcome, Presence, Sent, Settled


def _invalid(reply: Reply) -> str:
    return "invalid"


@dataclass(frozen=True)
class Rules:
    """One network's part of the judgement.

    ``written`` reads id and address of the post out of a success (raises
    OddAnswer, KeyError, TypeError or ValueError when they are not there).
    ``proven`` judges answers that prove by themselves that nothing was accepted,
    or returns None. ``refused`` says whether an answer is a refusal in the
    network's own words. ``ask`` looks for the post; None where nobody can be asked.
    ``reason_of`` names the reason of a proven refusal.
    """

    secrets: Mapping[str, str]
    written: Callable[[Reply], tuple[str, str]]
    proven: Callable[[Reply], Sent | None]
    refused: Callable[[Reply], bool]
    ask: Callable[[], Settled] | None = None
    reason_of: Callable[[Reply], str] = _invalid


def rate_limited(reply: Reply, secrets: Mapping[str, str], now: datetime) -> Sent:
    """Judge a 429: nothing was accepted, and the server may say how long to wait."""
    said = raw(reply, secrets)
    return Sent(Outcome.NOT_SENT, "", "", "rate_limited", wait_of(reply, now), reply.status, said)


def shut_out(reply: Reply, secrets: Mapping[str, str]) -> Sent:
    """Judge a refused token: a person has to reconnect."""
    reason = "not_allowed" if reply.status == 403 else "sign_in_expired"
    return Sent(Outcome.BROKEN, reason=reason, status=reply.status, raw=raw(reply, secrets))


def judge(rules: Rules, answer: Reply | CallFailed, now: datetime) -> Sent:
    """Say what became of the visible call. Never raises for what a server says."""
    if isinstance(answer, CallFailed):
        return visible_failure(answer, rules.secrets)
    if answer.good:
        return _written(rules, answer)
    proven = rules.proven(answer)
    if proven is not None:
        return proven
    if answer.status == 429:
        return rate_limited(answer, rules.secrets, now)
    if 400 <= answer.status < 500 and rules.refused(answer):
        return _refusal(rules, answer)
    reason = {3: "redirected", 5: "server_error"}.get(answer.status // 100, "odd_answer")
    return Sent(Outcome.UNKNOWN, reason=reason, status=answer.status, raw=raw(answer, rules.secrets))


def _written(rules: Rules, answer: Reply) -> Sent:
    said, status = raw(answer, rules.secrets), answer.status
    try:
        number, address = rules.written(answer)
    except (OddAnswer, KeyError, TypeError, ValueError, IndexError, AttributeError):
        return Sent(Outcome.UNKNOWN, reason="odd_answer", status=status, raw=said)
    return Sent(Outcome.LIVE, number, address, status=status, raw=said)


def _refusal(rules: Rules, answer: Reply) -> Sent:
    said, status, reason = raw(answer, rules.secrets), answer.status, rules.reason_of(answer)
    if rules.ask is None:
        return Sent(Outcome.UNKNOWN, reason=reason, status=status, raw=said)
    found = rules.ask()
    if found.outcome is Presence.LIVE:
        return Sent(Outcome.LIVE, found.remote_id, found.url, status=status, raw=said)
    if found.outcome is Presence.UNSURE:
        return Sent(Outcome.UNKNOWN, reason="odd_answer", status=status, raw=said)
    return Sent(Outcome.REFUSED, reason=reason, status=status, raw=said)


def text_of(value: object) -> str:
    """Return a non-empty text that should be there. Raises ValueError."""
    if isinstance(value, str) and value:
        return value
    raise ValueError("not a text")


def judge_delete(answer: Reply | CallFailed, remote_id: str, secrets: Mapping[str, str], now: datetime) -> Sent:
    """Say what became of a deletion: not found counts as done, everything unclear may be asked again."""
    if isinstance(answer, CallFailed):
        return visible_failure(answer, secrets)
    status, said = answer.status, raw(answer, secrets)
    if answer.good or status in (404, 410):
        return Sent(Outcome.LIVE, remote_id, reason="" if answer.good else "already_gone", status=status)
    if status == 429:
        return rate_limited(answer, secrets, now)
    if status in (401, 403):
        return shut_out(answer, secrets)
    if 400 <= status < 500 or status == 501:
        reason = "not_supported" if status in (405, 501) else "invalid"
        return Sent(Outcome.REFUSED, reason=reason, status=status, raw=said)
    reason = {3: "redirected", 5: "server_error"}.get(status // 100, "odd_answer")
    return Sent(Outcome.UNKNOWN, reason=reason, status=status, raw=said)
