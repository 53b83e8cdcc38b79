"""Pinterest's interface: where it is, how it says no, how tokens are renewed.

Pinterest API v5; no day of retirement has been named. A refusal is an object
with a number ``code`` and a ``message``. Access tokens live 30 days, refresh
tokens 60; a renewal may bring a new one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from wellspoken.networks.base import Account
from wellspoken.networks.budget import Budget
from wellspoken.networks.http import Call, OddAnswer, Reply
from wellspoken.networks.line import Manner, Renewal, Verdict
from wellspoken.networks.oauth2 import basic, due, renewed

ORIGIN = "https://api.pinterest.com"
PAGE = "https://www.pinterest.com"
VERSION = "v5"


def words_of(reply: Reply) -> str:
    """Return Pinterest's own words about a refusal in lower case, or "" if it gave none."""
    try:
        value = reply.json()
    except OddAnswer:
        return ""
    said = value.get("message")
    return said.lower() if isinstance(value.get("code"), int) and isinstance(said, str) else ""


def reads(reply: Reply) -> Verdict | None:
    """Understand a refusal; None when it is not Pinterest's own."""
    words, status = words_of(reply), reply.status
    if not words or not 400 <= status < 500:
        return None
    if status == 404:
        return Verdict("not_allowed" if "board" in words else "gone")
    named = {401: "sign_in", 403: "not_allowed", 429: "rate_limited"}
    return Verdict(named.get(status, "invalid"))


def token_call(server: str, app: tuple[str, str], data: dict[str, str], *, allow_private: bool) -> Call:
    """Return a request to the place tokens come from."""
    url = f"{server}/{VERSION}/oauth/token"
    return Call("POST", url, basic(*app), data=data, home=server, allow_private=allow_private)


def _renew(account: Account, now: datetime, budget: Budget) -> Renewal:
    kept = account.secrets
    app = (kept.get("app_id", ""), kept.get("app_secret", ""))
    data = {"grant_type": "refresh_token", "refresh_token": kept.get("refresh", "")}
    call = token_call(account.server, app, data, allow_private=account.allow_private)
    return renewed(replace(call, seconds=budget.left()), account, now)


MANNER = Manner(reads=reads, renew=_renew, due=due)
