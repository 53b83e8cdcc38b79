"""TikTok's places and refusals.

Every answer has an ``error`` with a ``code``, which is ``ok`` when all is well
(developers.tiktok.com, "Content Posting API", "Error codes"). The interface is v2;
TikTok has named no day on which it ends.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from wellspoken.networks.base import Account
from wellspoken.networks.budget import Budget
from wellspoken.networks.http import OddAnswer, Reply
from wellspoken.networks.line import Manner, Renewal, Verdict
from wellspoken.networks.oauth2 import due, renewal_call, renewed
from wellspoken.networks.outcomes import Outcome, Sent

VERSION = "v2"
API = "https://open.tiktokapis.com"
SITE = "https://www.tiktok.com"
UPLOADS = ".tiktokapis.com"
"""Where films go: a host of this domain, named anew for every film."""

_HOUR = 3600.0
_KINDS = {
    "access_token_invalid": Verdict("sign_in"),
    "scope_not_authorized": Verdict("not_allowed"),
    "scope_permission_missed": Verdict("not_allowed"),
    "spam_risk_user_banned_from_posting": Verdict("not_allowed"),
    "rate_limit_exceeded": Verdict("rate_limited"),
    "spam_risk_too_many_posts": Verdict("rate_limited", _HOUR),
    "spam_risk_too_many_pending_share": Verdict("rate_limited", _HOUR),
    "reached_active_user_cap": Verdict("rate_limited", _HOUR),
    "internal_error": Verdict("busy"),
}


def error_of(reply: Reply) -> str:
    """Return TikTok's code for an error, "" when the answer is not TikTok's or says ``ok``."""
    try:
        error = reply.json().get("error")
    except OddAnswer:
        return ""
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, str) and code != "ok" else ""


def reads(reply: Reply) -> Verdict | None:
    """Understand a refusal of TikTok."""
    code = error_of(reply)
    return _KINDS.get(code, Verdict("invalid")) if code else None


def data_of(reply: Reply) -> dict[str, Any]:
    """Return what an answer is about. Raises OddAnswer."""
    value = reply.json().get("data")
    if error_of(reply) or not isinstance(value, dict):
        raise OddAnswer("no data")
    return value


def renew(account: Account, now: datetime, budget: Budget) -> Renewal:
    """Exchange the refresh token. Never raises; TikTok calls the application's name ``client_key``."""
    if not account.secrets.get("refresh"):
        return Renewal(failure=Sent(Outcome.BROKEN, reason="sign_in_expired"))
    call = renewal_call(f"{account.server}/v2/oauth/token/", account, account.server)
    data = {("client_key" if name == "client_id" else name): value for name, value in (call.data or {}).items()}
    return renewed(replace(call, data=data, seconds=budget.left()), account, now)


MANNER = Manner(reads=reads, renew=renew, due=due)
