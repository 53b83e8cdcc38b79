"""What the Bot API's answers say: every one is an object with ``ok``, and a refusal has words.

A refusal in words we know came before anything was shown. Other words prove
nothing, and nobody can be asked: a bot cannot read its channel.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from wellspoken.networks.answers import MAX_WAIT, invisible_answer, raw
from wellspoken.networks.base import Account
from wellspoken.networks.http import OddAnswer, Reply
from wellspoken.networks.judging import rate_limited, text_of
from wellspoken.networks.outcomes import Outcome, Sent

SHUT_OUT = ("not enough rights", "need administrator rights", "chat not found", "bot is not a member", "have no rights")
TOO_LONG = ("is too long",)
REFUSED = (
    *TOO_LONG,
    "text is empty",
    "text must be non-empty",
    "photo_invalid_dimensions",
    "image_process_failed",
    "photo_ext_invalid",
    "can't parse",
    "wrong type of the web page content",
    "group send failed",
    "media_empty",
    "photo is too big",
    "file is too big",
)


def words_of(reply: Reply) -> str:
    """Return the network's own words about a refusal in lower case, or "" if it gave none."""
    try:
        value = reply.json()
    except OddAnswer:
        return ""
    words = value.get("description")
    return words.lower() if value.get("ok") is False and isinstance(words, str) else ""


def result_of(reply: Reply) -> Any:
    """Return the result of a success. Raises OddAnswer."""
    value = reply.json()
    if value.get("ok") is not True or "result" not in value:
        raise OddAnswer("not an answer of the Bot API")
    return value["result"]


def written(reply: Reply) -> tuple[str, str]:
    """Return the numbers of the messages, joined by commas, and the address of the first.

    Raises OddAnswer, KeyError, TypeError or ValueError.
    """
    result = result_of(reply)
    messages = result if isinstance(result, list) else [result]
    numbers = [int(one["message_id"]) for one in messages]
    chat = messages[0]["chat"]
    place = chat.get("username") or f"c/{str(chat['id']).removeprefix('-100')}"
    return text_of(",".join(map(str, numbers))), f"https://t.me/{place}/{numbers[0]}"


def proven(reply: Reply, account: Account, now: datetime) -> Sent | None:
    """Judge what proves by itself that nothing was accepted, or return None."""
    words, said = words_of(reply), raw(reply, account.secrets)
    if reply.status == 429:
        return _wait(reply, account, now)
    if not words or reply.status >= 500:
        return None
    if reply.status in (401, 404):
        return Sent(Outcome.BROKEN, reason="sign_in_expired", status=reply.status, raw=said)
    if reply.status == 403 or any(one in words for one in SHUT_OUT):
        return Sent(Outcome.BROKEN, reason="not_allowed", status=reply.status, raw=said)
    if any(one in words for one in REFUSED):
        reason = "too_long" if any(one in words for one in TOO_LONG) else "invalid"
        return Sent(Outcome.REFUSED, reason=reason, status=reply.status, raw=said)
    return None


def _wait(reply: Reply, account: Account, now: datetime) -> Sent:
    """The waiting time is in the body, in seconds."""
    sent = rate_limited(reply, account.secrets, now)
    try:
        wait = float(reply.json()["parameters"]["retry_after"])
    except (OddAnswer, KeyError, TypeError, ValueError):
        return sent
    return replace(sent, retry_after=min(MAX_WAIT, max(0.0, wait)))


def invisible(reply: Reply, account: Account, now: datetime) -> Sent:
    """Judge a refusal of a question."""
    return proven(reply, account, now) or invisible_answer(reply, account.secrets, now)
