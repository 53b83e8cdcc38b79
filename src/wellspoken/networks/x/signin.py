"""Connecting an account: X's page, a code bound to us (PKCE), tokens, and whose they are.

Rights: read and write posts, upload pictures, know the account, and stay signed
in. Source: docs.x.com, "OAuth 2.0 Authorization Code Flow with PKCE".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from wellspoken.networks.answers import invisible_failure
from wellspoken.networks.app_signin import AppSignIn
from wellspoken.networks.base import Account
from wellspoken.networks.connecting import AppRegistration
from wellspoken.networks.http import Call, CallFailed, OddAnswer, send
from wellspoken.networks.oauth2 import (
    access_of,
    ask,
    basic,
    came_back,
    kept_tokens,
)
from wellspoken.networks.outcomes import Outcome, Sent, SignInError
from wellspoken.networks.x.api import ORIGIN, PAGE, token_call


class XSignIn(AppSignIn):
    """The sign-in half of the connector."""

    ORIGIN = ORIGIN
    PKCE = True
    scopes = ("tweet.read", "tweet.write", "users.read", "media.write", "offline.access")

    def page(self, api: str) -> str:
        """Return X's page."""
        return f"{PAGE if api == ORIGIN else api}/i/oauth2/authorize"

    def asks(self, app: AppRegistration) -> dict[str, str]:
        """Ask for the rights; X wants spaces between them."""
        return {"scope": " ".join(self.scopes)}

    def finish(self, pending: Mapping[str, str], code: str, iss: str, state: str, now: datetime) -> Account:
        """Exchange the code and ask whose account it is. Raises SignInError."""
        came_back(pending, code, state)
        server, allow = pending["server"], pending["private"] == "1"
        app = (pending["app_id"], pending["app_secret"])
        data = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": pending["redirect_uri"],
            "code_verifier": pending["verifier"],
            "client_id": app[0],
        }
        answer = ask(token_call(server, app, data, allow_private=allow))
        headers = {"Authorization": f"Bearer {access_of(answer)}"}
        found = ask(Call("GET", f"{server}/2/users/me", headers, home=server, allow_private=allow)).get("data")
        who = found if isinstance(found, dict) else {}
        number, handle = who.get("id"), who.get("username")
        if not isinstance(number, str) or not isinstance(handle, str):
            raise SignInError("odd_answer", "no account")
        try:
            secrets = kept_tokens(answer, {"app_id": app[0], "app_secret": app[1]}, now)
        except OddAnswer as error:
            raise SignInError("odd_answer", str(error)) from error
        settings = {"allow_private": allow, "name": str(who.get("name") or handle)}
        return Account("x", server, number, handle, secrets, settings)

    def disconnect(self, account: Account) -> Sent:
        """Ask X to forget both tokens. Already forgotten counts as done."""
        kept, home = account.secrets, account.server
        headers = basic(kept.get("app_id", ""), kept.get("app_secret", ""))
        for name in ("refresh", "access"):
            data = {"token": kept.get(name, ""), "client_id": kept.get("app_id", "")}
            url = f"{home}/2/oauth2/revoke"
            try:
                reply = send(Call("POST", url, headers, data=data, home=home, allow_private=account.allow_private))
            except CallFailed as error:
                return invisible_failure(error, kept)
            if not reply.good and reply.status not in (400, 401, 403):
                return Sent(Outcome.NOT_SENT, reason="server_error", status=reply.status)
        return Sent(Outcome.LIVE)
