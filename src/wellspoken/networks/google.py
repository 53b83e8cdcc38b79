"""What all of Google's interfaces have in common: how they say no, how tokens are given, renewed and taken back.

A refusal is an object ``error`` with ``code``, ``message``, ``status`` and, from
older interfaces, a list ``errors`` with a ``reason`` each. Access tokens live an
hour; a refresh token stays, and a renewal brings no other. Tokens come from
one server and are used on others: client secret and refresh token go to
oauth2.googleapis.com only. Source: developers.google.com/identity/protocols/oauth2.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from wellspoken.networks.answers import invisible_failure
from wellspoken.networks.app_signin import AppSignIn
from wellspoken.networks.base import Account
from wellspoken.networks.budget import Budget, patient
from wellspoken.networks.connecting import AppRegistration
from wellspoken.networks.http import Call, CallFailed, OddAnswer, Reply, send
from wellspoken.networks.line import Line, Manner, Refused, Renewal, Verdict
from wellspoken.networks.oauth2 import (
    access_of,
    ask,
    came_back,
    due,
    kept_tokens,
    renewal_call,
    renewed,
)
from wellspoken.networks.outcomes import Outcome, Sent, SignInError

PAGE = "https://accounts.google.com"
TOKENS = "https://oauth2.googleapis.com"
_LIMITED = {"quotaexceeded", "ratelimitexceeded", "userratelimitexceeded", "uploadlimitexceeded", "dailylimitexceeded"}
_SHUT_OUT = {
    "accessnotconfigured",
    "accountsuspended",
    "accountclosed",
    "authenticateduseraccountclosed",
    "authenticateduseraccountsuspended",
    "insufficientpermissions",
    "youtubesignuprequired",
    "service_disabled",
    "access_token_scope_insufficient",
}
QUOTA_WAIT = 3600.0
"""Seconds to wait when a day's quota is used up and no time is named."""


def _error(reply: Reply) -> dict[str, Any]:
    try:
        value = reply.json().get("error")
    except OddAnswer:
        return {}
    return value if isinstance(value, dict) and "message" in value else {}


def reasons_of(reply: Reply) -> set[str]:
    """Return the reasons Google names, in lower case; empty when the answer is not its own."""
    error = _error(reply)
    found = {str(error.get("status", "")).lower()} if error else set()
    for name in ("errors", "details"):
        listed = error.get(name)
        for one in listed if isinstance(listed, list) else []:
            if isinstance(one, dict) and one.get("reason"):
                found.add(str(one["reason"]).lower())
    return found


def reads(reply: Reply) -> Verdict | None:
    """Understand a refusal; None when it is not Google's own."""
    reasons, status = reasons_of(reply), reply.status
    if not reasons or status >= 500:
        return None
    if status == 429 or reasons & _LIMITED:
        return Verdict("rate_limited", None if "retry-after" in reply.headers else QUOTA_WAIT)
    if status == 401:
        return Verdict("sign_in")
    if reasons & _SHUT_OUT:
        return Verdict("not_allowed")
    if status in (404, 410):
        return Verdict("gone")
    return Verdict("invalid") if 400 <= status < 500 else None


@dataclass(frozen=True)
class Google:
    """One of Google's interfaces at ``origin``. A replica is one server for everything."""

    origin: str

    def at(self, server: str, fixed: str) -> str:
        """Return the server that does what ``fixed`` does, for accounts of ``server``."""
        return fixed if server == self.origin else server

    def manner(self) -> Manner:
        """Return the way to talk to it."""
        return Manner(reads=reads, renew=self._renew, due=due)

    def line(self, account: Account, clock: Callable[[], datetime], budget: Budget | None = None) -> Line:
        """Return a line to the account's server."""
        return Line(account, clock, self.manner(), budget=budget or patient())

    def _renew(self, account: Account, now: datetime, budget: Budget) -> Renewal:
        home = self.at(account.server, TOKENS)
        call = renewal_call(f"{home}/token", account, home)
        return renewed(replace(call, seconds=budget.left()), account, now)


class GoogleSignIn(AppSignIn):
    """The sign-in half of a connector. ``google`` names the interface, at the same place as ``ORIGIN``."""

    clock: Callable[[], datetime]
    google: Google
    PKCE = True

    def page(self, api: str) -> str:
        """Return Google's page."""
        return f"{self.google.at(api, PAGE)}/o/oauth2/v2/auth"

    def asks(self, app: AppRegistration) -> dict[str, str]:
        """Ask for a refresh token as well, and which account it is."""
        return {"scope": " ".join(self.scopes), "access_type": "offline", "prompt": "consent select_account"}

    def tokens(self, pending: Mapping[str, str], code: str, state: str, now: datetime) -> Account:
        """Exchange the code; returns an account that has tokens and no name yet. Raises SignInError.

        People may untick rights on Google's page: without all of them nothing is connected.
        """
        came_back(pending, code, state)
        server, allow = pending["server"], pending["private"] == "1"
        home = self.google.at(server, TOKENS)
        data = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": pending["redirect_uri"],
            "code_verifier": pending["verifier"],
            "client_id": pending["app_id"],
            "client_secret": pending["app_secret"],
        }
        answer = ask(Call("POST", f"{home}/token", data=data, home=home, allow_private=allow))
        access_of(answer)
        if not set(self.scopes) <= set(str(answer.get("scope", "")).split()):
            raise SignInError("not_allowed", "not all rights were given")
        app = {name: pending[name] for name in ("app_id", "app_secret")}
        try:
            secrets = kept_tokens(answer, app, now)
        except OddAnswer as error:
            raise SignInError("odd_answer", str(error)) from error
        return Account("", server, "", "", secrets, {"allow_private": allow})

    def asked(self, account: Account, path: str, params: Mapping[str, str]) -> dict[str, Any]:
        """Ask with new tokens. Raises SignInError."""
        try:
            return self.google.line(account, self.clock).get(path, params)
        except Refused as refused:
            raise SignInError(refused.sent.reason, refused.sent.raw) from refused

    def disconnect(self, account: Account) -> Sent:
        """Ask Google to forget the tokens; one goes with the other. Already forgotten counts as done."""
        kept, home = account.secrets, self.google.at(account.server, TOKENS)
        data = {"token": kept.get("refresh") or kept.get("access", "")}
        try:
            reply = send(Call("POST", f"{home}/revoke", data=data, home=home, allow_private=account.allow_private))
        except CallFailed as error:
            return invisible_failure(error, kept)
        done = reply.good or reply.status == 400
        reason = "" if reply.good else "already_gone" if done else "server_error"
        return Sent(Outcome.LIVE if done else Outcome.NOT_SENT, reason=reason, status=reply.status)
