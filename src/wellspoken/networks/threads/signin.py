"""Threads' own sign-in: a short token, exchanged for one of sixty days, which renews itself.

The page and the interface have fixed places. There is no second token: the one
there is, older than a day, is exchanged for a fresh one, here from a month before
its end. Threads documents these exchanges with the token and the application's
secret in the address; they go to Threads alone. It has no call to give a token
back: forgetting it is all ``disconnect`` can do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from wellspoken.networks import graph
from wellspoken.networks.answers import invisible_failure
from wellspoken.networks.app_signin import AppSignIn
from wellspoken.networks.base import Account, Secrets
from wellspoken.networks.budget import Budget
from wellspoken.networks.http import Call, CallFailed, OddAnswer, send_again
from wellspoken.networks.line import Line, Manner, Renewal
from wellspoken.networks.oauth2 import access_of, ask, came_back, kept_tokens, moment
from wellspoken.networks.outcomes import Outcome, Sent, SignInError
from wellspoken.networks.threads.text import LIMITS

CODE = "threads"
VERSION = "v1.0"
API = "https://graph.threads.net"
PAGE = "https://threads.net"
EARLY = timedelta(days=30)
"""Earlier than anybody is warned of a sign-in that ends: this one renews itself."""


def due(secrets: Secrets, now: datetime) -> bool:
    """Whether the token ends within a month and has not ended."""
    end = moment(secrets, "expires_at")
    return end is not None and now.timestamp() < end <= (now + EARLY).timestamp()


def _exchange(account: Account, path: str, query: Mapping[str, str]) -> Call:
    url = f"{account.server}{path}?{urlencode(query)}"
    return Call("GET", url, home=account.server, allow_private=account.allow_private)


def renew(account: Account, now: datetime, budget: Budget) -> Renewal:
    """Exchange the token for a fresh one. Never raises; shows nothing to anybody."""
    query = {"grant_type": "th_refresh_token", "access_token": account.secrets.get("access", "")}
    call = _exchange(account, "/refresh_access_token", query)
    try:
        reply = send_again(replace(call, seconds=budget.left()), budget.attempts)
        if reply.good:
            return Renewal(kept_tokens(reply.json(), account.secrets, now))
    except CallFailed as error:
        return Renewal(failure=invisible_failure(error, account.secrets))
    except OddAnswer as error:
        return Renewal(failure=Sent(Outcome.NOT_SENT, reason="odd_answer", raw=str(error)))
    failure = Line(account, lambda: now, Manner(reads=graph.reads)).judge(reply)
    dead = failure.outcome is Outcome.REFUSED
    return Renewal(failure=replace(failure, outcome=Outcome.BROKEN, reason="sign_in_expired") if dead else failure)


MANNER = Manner(reads=graph.reads, renew=renew, due=due)


class ThreadsSignIn(AppSignIn):
    """The sign-in half of the connector."""

    ORIGIN = API
    scopes: tuple[str, ...] = ("threads_basic", "threads_content_publish", "threads_delete")

    def page(self, api: str) -> str:
        """Return the page of Threads."""
        return f"{PAGE if api == API else api}/oauth/authorize"

    def finish(self, pending: Mapping[str, str], code: str, iss: str, state: str, now: datetime) -> Account:
        """End with the account of the person who agreed. Raises SignInError."""
        came_back(pending, code, state)
        server, allow = pending["server"], pending["private"] == "1"
        kept = {"app_id": pending["app_id"], "app_secret": pending["app_secret"]}
        data = {"client_id": kept["app_id"], "client_secret": kept["app_secret"], "code": code.removesuffix("#_")}
        data |= {"grant_type": "authorization_code", "redirect_uri": pending["redirect_uri"]}
        url = f"{server}/oauth/access_token"
        short = access_of(ask(Call("POST", url, data=data, home=server, allow_private=allow)))
        account = Account(CODE, server, "", "", kept, {"allow_private": allow})
        query = {"grant_type": "th_exchange_token", "client_secret": kept["app_secret"], "access_token": short}
        longer = ask(_exchange(account, "/access_token", query))
        access_of(longer)
        return self._whose(replace(account, secrets=kept_tokens(longer, kept, now)), now)

    def _whose(self, account: Account, now: datetime) -> Account:
        line = Line(account, lambda: now, Manner())
        who: dict[str, Any] = ask(line.call("GET", f"/{VERSION}/me", {"fields": "id,username,name"}))
        number, handle = who.get("id"), who.get("username")
        if not isinstance(number, str) or not isinstance(handle, str):
            raise SignInError("odd_answer", "no account")
        settings = {**account.settings, "name": str(who.get("name") or handle), "limits": LIMITS.to_json()}
        return replace(account, remote_id=number, handle=handle, settings=settings)
