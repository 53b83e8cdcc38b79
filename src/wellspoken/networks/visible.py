"""The one visible call of a network that is spoken to over a ``Line``: judged by ``judging``, with its own words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from wellspoken.networks.answers import raw, visible_failure
from wellspoken.networks.http import CallFailed, Reply
from wellspoken.networks.judging import Rules, judge
from wellspoken.networks.line import BROKEN, Line, Refused, Verdict
from wellspoken.networks.outcomes import Outcome, Presence, Sent, Settled

Written = Callable[[Reply], tuple[str, str]]
"""Reads number and address of the post out of a success; raises ValueError or KeyError when they are not there."""
Look = Callable[[], Settled]
"""Asks the network whether the post is there. May raise Refused."""


def judge_visible(line: Line, answer: Reply | CallFailed, written: Written, look: Look | None) -> Sent:
    """Say what became of the visible call. ``look`` is None where nobody can be asked."""

    def verdict(reply: Reply) -> Verdict | None:
        return line.manner.reads(reply)

    def ask() -> Settled:
        return asked(look) if look else Settled(Presence.UNSURE)

    rules = Rules(
        line.account.secrets,
        written,
        proven=lambda reply: _proven(line, reply),
        refused=lambda reply: verdict(reply) is not None,
        ask=ask if look else None,
    )
    sent = judge(rules, answer, line.clock())
    if sent.outcome is Outcome.REFUSED and isinstance(answer, Reply):
        found = verdict(answer)
        if found is not None and found.kind == "busy":
            return replace(sent, outcome=Outcome.NOT_SENT, reason="busy", retry_after=found.wait)
    return sent


def asked(look: Look) -> Settled:
    """Return what ``look`` finds; a question that failed has found nothing out."""
    try:
        return look()
    except Refused as refused:
        return Settled(Presence.UNSURE, raw=refused.sent.raw)


def _proven(line: Line, answer: Reply) -> Sent | None:
    """Judge what a server only says before it has looked at the post."""
    verdict = line.manner.reads(answer)
    if verdict is None:
        return None
    if verdict.kind == "rate_limited":
        return line.wait(answer, verdict)
    return _sign_in(line, answer, verdict.kind) if verdict.kind in BROKEN else None


def _sign_in(line: Line, answer: Reply, kind: str) -> Sent:
    """A token that was refused: nothing was written. Renew it for the next attempt."""
    said, status = raw(answer, line.account.secrets), answer.status
    if kind == "sign_in" and line.manner.renew is not None and line.renewed is None:
        try:
            line.renew()
        except Refused as refused:
            return refused.sent
        return Sent(Outcome.NOT_SENT, "", "", "sign_in_renewed", 0.0, status, said)
    return Sent(Outcome.BROKEN, reason=BROKEN[kind], status=status, raw=said)


def deleted(line: Line, remote_id: str, answer: Reply | CallFailed) -> Sent:
    """Say what became of a call that takes a post down. Not found, in the network's own words, counts as done."""
    if isinstance(answer, CallFailed):
        return visible_failure(answer, line.account.secrets)
    verdict = line.manner.reads(answer)
    gone = verdict is not None and (verdict.kind == "gone" or answer.status in (404, 410))
    if answer.good or gone:
        reason = "" if answer.good else "already_gone"
        return Sent(Outcome.LIVE, remote_id, reason=reason, status=answer.status)
    return line.judge(answer)
