"""Judging the answer to the visible call, and asking when it proves nothing."""

from __future__ import annotations

import json

from wellspoken.networks.answers import raw, redact, visible_failure, wait_of
from wellspoken.networks.base import Prepared
from wellspoken.networks.bluesky.record import COLLECTION, uri, web_url
from wellspoken.networks.bluesky.tokens import error_of
from wellspoken.networks.bluesky.xrpc import (
    SHUT_OUT,
    Line,
    Refused,
    broken,
    message_of,
    sign_in_trouble,
    wants_nonce,
)
from wellspoken.networks.http import CallFailed, OddAnswer, Reply
from wellspoken.networks.outcomes import Outcome, Presence, Sent, Settled


def look_up(line: Line, prepared: Prepared) -> Settled:
    """Ask the server for the record with our key. Changes nothing, never raises."""
    account = line.account
    params = {"repo": account.remote_id, "collection": COLLECTION, "rkey": prepared.key}
    try:
        reply = line.public("com.atproto.repo.getRecord", params)
        said = raw(reply, account.secrets)
        if reply.status in (400, 404) and error_of(reply) == "RecordNotFound":
            return Settled(Presence.ABSENT, raw=said)
        if not reply.good:
            return Settled(Presence.UNSURE, raw=said)
        same = reply.json().get("value") == json.loads(prepared.body)["record"]
    except CallFailed as error:
        return Settled(Presence.UNSURE, raw=redact(error.detail, account.secrets))
    except (OddAnswer, ValueError, KeyError) as error:
        return Settled(Presence.UNSURE, raw=redact(str(error), account.secrets))
    outcome = Presence.LIVE if same else Presence.UNSURE
    key = prepared.key
    return Settled(outcome, uri(account, key), web_url(account, key), said)


def judge_answer(line: Line, prepared: Prepared, answer: Reply | CallFailed) -> Sent:
    """Say what became of the visible call."""
    account = line.account
    if isinstance(answer, CallFailed):
        return visible_failure(answer, account.secrets)
    if answer.good:
        return _written(line, prepared, answer)
    proven = _proven(line, answer)
    if proven:
        return proven
    said, status = raw(answer, account.secrets), answer.status
    if 400 <= status < 500 and error_of(answer):
        return _refusal(line, prepared, answer)
    reason = {3: "redirected", 5: "server_error"}.get(status // 100, "odd_answer")
    return Sent(Outcome.UNKNOWN, reason=reason, status=status, raw=said)


def _proven(line: Line, answer: Reply) -> Sent | None:
    """Judge what a server only says before it has looked at the record."""
    status, said = answer.status, raw(answer, line.account.secrets)
    if status == 429:
        wait = wait_of(answer, line.clock())
        return Sent(Outcome.NOT_SENT, "", "", "rate_limited", wait, status, said)
    if wants_nonce(answer):
        return Sent(Outcome.NOT_SENT, "", "", "busy", 0.0, status, said)
    if sign_in_trouble(answer):
        return _sign_in(line, answer)
    return broken(answer, line.account) if error_of(answer) in SHUT_OUT else None


def _written(line: Line, prepared: Prepared, answer: Reply) -> Sent:
    account, key = line.account, prepared.key
    said, expected = raw(answer, account.secrets), uri(account, key)
    try:
        named = answer.json().get("uri")
    except OddAnswer:
        named = None
    if named != expected:
        return Sent(Outcome.UNKNOWN, reason="odd_answer", status=answer.status, raw=said)
    return Sent(Outcome.LIVE, expected, web_url(account, key), status=answer.status, raw=said)


def _sign_in(line: Line, answer: Reply) -> Sent:
    """A token that was refused: nothing was written. Renew it for the next attempt.

    A renewed token that is refused as well means the sign-in is broken.
    """
    try:
        line.renew()
        line.get("com.atproto.server.getSession")
    except Refused as refused:
        return refused.sent
    said = raw(answer, line.account.secrets)
    return Sent(Outcome.NOT_SENT, "", "", "sign_in_renewed", 0.0, answer.status, said)


def _refusal(line: Line, prepared: Prepared, answer: Reply) -> Sent:
    """A refusal in the server's own words; only the missing record proves it."""
    found = look_up(line, prepared)
    said, status = raw(answer, line.account.secrets), answer.status
    if found.outcome is Presence.LIVE:
        return Sent(Outcome.LIVE, found.remote_id, found.url, status=status, raw=said)
    if found.outcome is Presence.ABSENT and error_of(answer) == "BlobNotFound":
        return Sent(Outcome.NOT_SENT, "", "", "upload_again", 0.0, status, said)
    if found.outcome is Presence.ABSENT:
        return Sent(Outcome.REFUSED, reason=_reason(answer), status=status, raw=said)
    if found.remote_id:
        return Sent(Outcome.REFUSED, reason="conflict", status=status, raw=said)
    return Sent(Outcome.UNKNOWN, reason="odd_answer", status=status, raw=said)


def _reason(answer: Reply) -> str:
    message = str(message_of(answer))
    long = any(sign in message for sign in ("too big", "grapheme", "too long"))
    return "too_long" if long else "invalid"
