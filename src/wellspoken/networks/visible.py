"""Judging the answer to the one visible call, the same way on every network with a bearer token."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from wellspoken.networks.answers import raw, visible_failure
from wellspoken.networks.http import CallFailed, OddAnswer, Reply
from wellspoken.networks.line import BROKEN, Line, Refused, odd_reason
from wellspoken.networks.outcomes import Outcome, Presence, Sent, Settled

Written = Callable[[Reply], Sent | None]
"""Reads a success; None (or OddAnswer, KeyError, TypeError) when it does not name the post."""
Look = Callable[[], Settled]
"""Asks the network whether the post is there. May raise Refused."""


def judge_visible(line: Line, answer: Reply | CallFailed, written: Written, look: Look) -> Sent:
    """Say what became of the visible call.

    A refusal in the network's own words is a proof only when ``look`` does not
    find the post; the rest is ``UNKNOWN`` unless the server never took the token
    or wants to be left alone for a while.
    """
    if isinstance(answer, CallFailed):
        return visible_failure(answer, line.account.secrets)
    said, status = raw(answer, line.account.secrets), answer.status
    if answer.good:
        return _written(answer, written, said)
    verdict = line.manner.reads(answer)
    kind = "rate_limited" if status == 429 else verdict.kind if verdict else ""
    if kind == "rate_limited":
        return line.wait(answer, verdict)
    if kind in BROKEN:
        return _sign_in(line, answer, kind)
    if kind and 400 <= status < 500:
        return _refusal(line, answer, look, kind)
    return Sent(Outcome.UNKNOWN, reason=odd_reason(status), status=status, raw=said)


def _written(answer: Reply, written: Written, said: str) -> Sent:
    try:
        sent = written(answer)
    except (OddAnswer, KeyError, TypeError, IndexError):
        sent = None
    unclear = Sent(Outcome.UNKNOWN, reason="odd_answer")
    return replace(sent or unclear, status=answer.status, raw=said)


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


def _refusal(line: Line, answer: Reply, look: Look, kind: str) -> Sent:
    said, status = raw(answer, line.account.secrets), answer.status
    try:
        found = look()
    except Refused as refused:
        lost = refused.sent.outcome is Outcome.BROKEN
        return refused.sent if lost else Sent(Outcome.UNKNOWN, reason="odd_answer", status=status, raw=said)
    if found.outcome is Presence.LIVE:
        return Sent(Outcome.LIVE, found.remote_id, found.url, status=status, raw=said)
    if found.outcome is Presence.UNSURE:
        return Sent(Outcome.UNKNOWN, reason="invalid", status=status, raw=said)
    if kind == "busy":
        return Sent(Outcome.NOT_SENT, reason="busy", status=status, raw=said)
    return Sent(Outcome.REFUSED, reason="invalid", status=status, raw=said)


def deleted(line: Line, remote_id: str, answer: Reply | CallFailed) -> Sent:
    """Say what became of a call that takes a post down. Not found counts as done."""
    if isinstance(answer, CallFailed):
        return visible_failure(answer, line.account.secrets)
    verdict = line.manner.reads(answer)
    gone = answer.status in (404, 410) and verdict is not None
    if answer.good or gone or (verdict is not None and verdict.kind == "gone"):
        reason = "" if answer.good else "already_gone"
        return Sent(Outcome.LIVE, remote_id, reason=reason, status=answer.status)
    return line.judge(answer)
