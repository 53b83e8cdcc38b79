"""What connectors make of answers, the same way everywhere: proofs, waiting times, raw text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from wellspoken.networks.http import CallFailed, Reply
from wellspoken.networks.outcomes import RAW_LIMIT, Outcome, Sent

_TOKEN = re.compile(
    r"eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?"
    r"|(?i:bearer|dpop)\s+[\w.~+/=-]{8,}"
    r"|(?i:\"?(?:access_token|refresh_token|client_secret|password|accessjwt|refreshjwt)\"?"
    r"\s*[:=]\s*\"?)[^\s\"&,}]+"
)
HIDDEN = "[hidden]"
MAX_WAIT = 24 * 3600.0


def redact(text: str, secrets: Mapping[str, str]) -> str:
    """Return ``text`` without anything secret, at most 4 kB.

    Hides each value of ``secrets`` that is long enough to be one, and whatever
    looks like a token.
    """
    for value in sorted(secrets.values(), key=len, reverse=True):
        if len(value) >= 8:
            text = text.replace(value, HIDDEN)
    text = _TOKEN.sub(HIDDEN, text)
    return text.encode("utf-8", "replace")[:RAW_LIMIT].decode("utf-8", "ignore")


def raw(reply: Reply, secrets: Mapping[str, str]) -> str:
    """Return what the server said, for administrators."""
    kind = reply.headers.get("content-type", "")
    return redact(f"{reply.status} {kind}\n{reply.text[:16_384]}", secrets)


def _seconds(text: str, now: datetime) -> float | None:
    if text.strip().isdigit():
        return float(text)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return (at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds()


def _reset(text: str, now: datetime) -> float | None:
    try:
        at = datetime.fromtimestamp(float(text), UTC) if text.isdigit() else datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        return None
    return (at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds()


def wait_of(reply: Reply, now: datetime) -> float | None:
    """Return how many seconds the server asks to wait, if it says so; at most a day.

    Reads ``Retry-After``, then ``RateLimit-Reset``, ``X-RateLimit-Reset`` and
    ``X-Rate-Limit-Reset`` (a moment, in seconds since 1970 or in ISO 8601).
    """
    wait = _seconds(reply.headers["retry-after"], now) if "retry-after" in reply.headers else None
    for name in ("ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset"):
        if wait is None and name in reply.headers:
            wait = _reset(reply.headers[name], now)
    return None if wait is None else min(MAX_WAIT, max(0.0, wait))


def visible_failure(error: CallFailed, secrets: Mapping[str, str]) -> Sent:
    """Judge a visible call that got no complete answer."""
    text = redact(error.detail, secrets)
    if error.reason == "address_refused" and not error.spoken:
        return Sent(Outcome.BROKEN, reason=error.reason, raw=text)
    outcome = Outcome.UNKNOWN if error.spoken else Outcome.NOT_SENT
    return Sent(outcome, reason=error.reason, status=error.status, raw=text)


def invisible_failure(error: CallFailed, secrets: Mapping[str, str]) -> Sent:
    """Judge an invisible call that got no complete answer: nothing is visible either way."""
    outcome = Outcome.BROKEN if error.reason == "address_refused" else Outcome.NOT_SENT
    text = redact(error.detail, secrets)
    return Sent(outcome, reason=error.reason, status=error.status, raw=text)


def invisible_answer(reply: Reply, secrets: Mapping[str, str], now: datetime) -> Sent:
    """Judge a refusal of an invisible step that is not about the sign-in."""
    said = raw(reply, secrets)
    if reply.status == 429:
        wait = wait_of(reply, now)
        return Sent(Outcome.NOT_SENT, reason="rate_limited", retry_after=wait, status=429, raw=said)
    if 400 <= reply.status < 500:
        return Sent(Outcome.REFUSED, reason="invalid", status=reply.status, raw=said)
    reason = "server_error" if reply.status >= 500 else "odd_answer"
    return Sent(Outcome.NOT_SENT, reason=reason, status=reply.status, raw=said)
