"""What Facebook Pages, Instagram and Threads share: Meta's Graph API.

Version v26.0 is the one of Meta's own client of 6 August 2026. Meta keeps a
version for at least two years; the exact last day of v26.0 is not named yet, so
``RETIRES`` is the earliest it can be.

Every call with an application's secret carries ``appsecret_proof``, so that a
stolen token alone is of no use. Tokens travel in a header, not in an address.

Error codes (developers.facebook.com, "Handle errors" and "Rate limits"): 102 and
190 the token, 3, 10 and 200 to 299 the permission, 4, 17, 32, 613 and 80000 to
80014 too many calls, 368 blocked for a while, 1 and 2 Meta's own trouble.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from wellspoken.networks.base import Account
from wellspoken.networks.http import OddAnswer, Reply
from wellspoken.networks.line import Line, Manner, Refused, Verdict

VERSION = "v26.0"
RETIRES = date(2028, 7, 1)
API = "https://graph.facebook.com"
DIALOG = "https://www.facebook.com"

_LIMITED = {4, 17, 32, 341, 368, 613}
_TOKEN = {102, 190}
_PERMISSION = {3, 10}
_TROUBLE = {1, 2}
_GONE = (100, 33)


def proof(token: str, secret: str) -> str:
    """Return the appsecret_proof of a token."""
    return hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def with_proof(account: Account) -> Mapping[str, str]:
    """Return the query parameter that proves whose application is calling."""
    token, secret = account.secrets.get("access", ""), account.secrets.get("app_secret", "")
    return {"appsecret_proof": proof(token, secret)} if token and secret else {}


def error_of(reply: Reply) -> Mapping[str, Any]:
    """Return Meta's error object, or an empty one when the answer is not Meta's."""
    try:
        error = reply.json().get("error")
    except OddAnswer:
        return {}
    return error if isinstance(error, dict) and isinstance(error.get("code"), int) else {}


def _kind(error: Mapping[str, Any]) -> str:
    code = error["code"]
    if (code, error.get("error_subcode")) == _GONE:
        return "gone"
    if code in _LIMITED or 80000 <= code <= 80014:
        return "rate_limited"
    if code in _TOKEN:
        return "sign_in"
    if code in _PERMISSION or 200 <= code <= 299:
        return "not_allowed"
    if code in _TROUBLE or error.get("is_transient") is True:
        return "busy"
    return "invalid"


def reads(reply: Reply) -> Verdict | None:
    """Understand a refusal of the Graph API."""
    error = error_of(reply)
    return Verdict(_kind(error), _wait(reply)) if error else None


def _wait(reply: Reply) -> float | None:
    """Return the seconds until access is regained, when Meta names them (in minutes)."""
    try:
        usage = json.loads(reply.headers.get("x-business-use-case-usage", "{}"))
        minutes = [one["estimated_time_to_regain_access"] for uses in usage.values() for one in uses]
        longest = max((float(one) for one in minutes), default=0.0)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return longest * 60 or None


def address(link: object) -> str:
    """Return a link of Facebook's as a whole address: those of films leave out the host."""
    text = str(link or "")
    return f"{DIALOG}{text}" if text.startswith("/") else text


def permalink(line: Line, path: str, field: str) -> str:
    """Return the public address of an object, "" when it cannot be read now: the post is out either way."""
    try:
        return address(line.get(path, {"fields": field}).get(field))
    except Refused:
        return ""


MANNER = Manner(reads=reads, params=with_proof)
