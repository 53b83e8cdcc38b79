"""LinkedIn's places, versions and refusals.

The interface is versioned by month and each version works for at least a year
(learn.microsoft.com, "API versioning"): 202609 until September 2027 at least.
Refusals carry ``status`` and ``message``, most of them ``code``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from wellspoken.networks.base import Account
from wellspoken.networks.budget import Budget
from wellspoken.networks.http import OddAnswer, Reply
from wellspoken.networks.line import Manner, Renewal, Verdict
from wellspoken.networks.oauth2 import due, renewal_call, renewed
from wellspoken.networks.outcomes import Outcome, Sent

VERSION = "202609"
RETIRES = date(2027, 9, 1)
API = "https://api.linkedin.com"
SITE = "https://www.linkedin.com"
_KINDS = {401: "sign_in", 403: "not_allowed", 404: "gone", 410: "gone", 429: "rate_limited"}
_TROUBLE = 500


def site_of(server: str) -> str:
    """Return where people and refresh tokens go: LinkedIn's site, or the replica itself."""
    return SITE if server == API else server


def reads(reply: Reply) -> Verdict | None:
    """Understand a refusal of LinkedIn's own interface."""
    try:
        value = reply.json()
    except OddAnswer:
        return None
    if value.get("status") != reply.status or not isinstance(value.get("message"), str):
        return None
    if reply.status >= _TROUBLE:
        return Verdict("busy")
    return Verdict(_KINDS.get(reply.status, "invalid"))


def message_of(reply: Reply) -> str:
    """Return LinkedIn's words about a refusal."""
    try:
        return str(reply.json().get("message", ""))
    except OddAnswer:
        return ""


def renew(account: Account, now: datetime, budget: Budget) -> Renewal:
    """Exchange the refresh token, where LinkedIn gave one to this application. Never raises."""
    if not account.secrets.get("refresh"):
        return Renewal(failure=Sent(Outcome.BROKEN, reason="sign_in_expired"))
    site = site_of(account.server)
    call = renewal_call(f"{site}/oauth/v2/accessToken", account, site)
    return renewed(replace(call, seconds=budget.left()), account, now)


MANNER = Manner(
    reads=reads,
    headers={"LinkedIn-Version": VERSION, "X-Restli-Protocol-Version": "2.0.0"},
    renew=renew,
    due=due,
)
