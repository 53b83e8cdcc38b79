"""X's interface: where it is, how it says no, how tokens are renewed.

X API v2; X has named no day on which it ends. Refusals are problems (RFC 7807:
``title``, ``detail``, ``type``) or a list ``errors`` of them. Access tokens live
two hours, a refresh token works once and brings the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from wellspoken.networks.base import Account
from wellspoken.networks.budget import Budget
from wellspoken.networks.http import Call, OddAnswer, Reply
from wellspoken.networks.line import Line, Manner, Refused, Renewal, Verdict
from wellspoken.networks.oauth2 import basic, due, renewed

ORIGIN = "https://api.x.com"
PAGE = "https://x.com"
VERSION = "2"
NAMES = (("tweet.fields", "_tweet"), ("post.fields", "_post"))
"""X's pages and X's own client name this parameter, and some fields, differently: a server knows one of them."""
_SHUT_OUT = (
    "client-forbidden",
    "client-not-enrolled",
    "unsupported-authentication",
    "oauth1-permissions",
    "suspended",
    "locked",
)


def words_of(reply: Reply) -> str:
    """Return X's own words about a refusal in lower case, or "" if it gave none."""
    try:
        value = reply.json()
    except OddAnswer:
        return ""
    errors = value.get("errors")
    problems = [value, *(one for one in errors if isinstance(one, dict))] if isinstance(errors, list) else [value]
    names = ("title", "detail", "type", "message", "reason")
    said = [one[name] for one in problems for name in names if isinstance(one.get(name), str)]
    return " ".join(said).lower()


def duplicate(reply: Reply) -> bool:
    """Whether X refused because the account has just said the same."""
    return reply.status == 403 and "duplicate content" in words_of(reply)


def reads(reply: Reply) -> Verdict | None:
    """Understand a refusal; None when it is not X's own."""
    words, status = words_of(reply), reply.status
    if not words or status >= 500:
        return None
    if status in (401, 402, 404, 429):
        return Verdict({401: "sign_in", 402: "not_allowed", 404: "gone", 429: "rate_limited"}[status])
    if status == 403 and any(one in words for one in _SHUT_OUT):
        return Verdict("not_allowed")
    return Verdict("invalid") if 400 <= status < 500 else None


def token_call(server: str, app: tuple[str, str], data: dict[str, str], *, allow_private: bool) -> Call:
    """Return a request to the place tokens come from."""
    url = f"{server}/2/oauth2/token"
    return Call("POST", url, basic(*app), data=data, home=server, allow_private=allow_private)


def _renew(account: Account, now: datetime, budget: Budget) -> Renewal:
    kept = account.secrets
    app = (kept.get("app_id", ""), kept.get("app_secret", ""))
    data = {"grant_type": "refresh_token", "refresh_token": kept.get("refresh", ""), "client_id": app[0]}
    call = token_call(account.server, app, data, allow_private=account.allow_private)
    return renewed(replace(call, seconds=budget.left()), account, now)


MANNER = Manner(reads=reads, renew=_renew, due=due)


def _rows(found: Mapping[str, Any]) -> list[Any]:
    rows = found.get("data", [])
    return rows if isinstance(rows, list) else []


def ask(line: Line, path: str, params: Mapping[str, str], fields: str) -> dict[str, Any]:
    """Ask for some fields of posts, by whichever name the server knows. Raises Refused.

    ``fields`` are in the newer spelling; the first of them is in every post.
    """
    first = fields.partition(",")[0]
    for name, spelling in NAMES:
        last = name == NAMES[-1][0]
        try:
            found = line.get(path, {**params, name: fields.replace("_post", spelling)})
        except Refused as refused:
            if last or refused.sent.status != 400:
                raise
            continue
        if last or all(isinstance(one, dict) and first in one for one in _rows(found)):
            break
    return found
