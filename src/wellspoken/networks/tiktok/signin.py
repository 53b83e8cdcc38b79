"""Connecting TikTok: OAuth with tokens of a day and refresh tokens of a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from wellspoken.networks.answers import invisible_failure
from wellspoken.networks.app_signin import AppSignIn
from wellspoken.networks.base import Account
from wellspoken.networks.connecting import AppRegistration
from wellspoken.networks.http import Call, CallFailed, OddAnswer, send
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.oauth2 import ask, came_back, kept_tokens
from wellspoken.networks.outcomes import Outcome, Sent, SignInError
from wellspoken.networks.tiktok.api import API, MANNER, SITE
from wellspoken.networks.tiktok.film import asked
from wellspoken.networks.tiktok.text import LIMITS

CODE = "tiktok"


class TikTokSignIn(AppSignIn):
    """The sign-in half of the connector."""

    ORIGIN = API
    scopes: tuple[str, ...] = ("user.info.basic", "video.publish")

    def page(self, api: str) -> str:
        """Return TikTok's page."""
        return f"{SITE if api == API else api}/v2/auth/authorize/"

    def asks(self, app: AppRegistration) -> dict[str, str]:
        """Name the application as TikTok does."""
        return {"client_key": app.client_id, "scope": ",".join(self.scopes)}

    def finish(self, pending: Mapping[str, str], code: str, iss: str, state: str, now: datetime) -> Account:
        """End with the account of the person who agreed. Raises SignInError."""
        came_back(pending, code, state)
        server, allow = pending["server"], pending["private"] == "1"
        kept = {name: pending[name] for name in ("app_id", "app_secret")}
        data = {"client_key": kept["app_id"], "client_secret": kept["app_secret"], "code": code}
        data |= {"grant_type": "authorization_code", "redirect_uri": pending["redirect_uri"]}
        answer = ask(Call("POST", f"{server}/v2/oauth/token/", data=data, home=server, allow_private=allow))
        number = answer.get("open_id")
        try:
            tokens = kept_tokens(answer, kept, now)
        except OddAnswer as error:
            raise SignInError("denied", str(error)) from error
        if not isinstance(number, str) or not number:
            raise SignInError("odd_answer", "no account")
        settings = {"allow_private": allow, "limits": LIMITS.to_json()}
        account = Account(CODE, server, number, "", tokens, settings)
        return _named(account, now)

    def disconnect(self, account: Account) -> Sent:
        """Ask TikTok to forget the tokens. Already forgotten counts as done."""
        kept, home = account.secrets, account.server
        data = {"client_key": kept.get("app_id", ""), "client_secret": kept.get("app_secret", "")}
        data |= {"token": kept.get("access", "")}
        try:
            url = f"{home}/v2/oauth/revoke/"
            reply = send(Call("POST", url, data=data, home=home, allow_private=account.allow_private))
        except CallFailed as error:
            return invisible_failure(error, kept)
        done = reply.good or reply.status in (400, 401)
        reason = "" if reply.good else "already_gone" if done else "server_error"
        return Sent(Outcome.LIVE if done else Outcome.NOT_SENT, reason=reason, status=reply.status)


def _named(account: Account, now: datetime) -> Account:
    """Return the account with its name. Raises SignInError."""
    try:
        found = asked(Line(account, lambda: now, MANNER), "/v2/post/publish/creator_info/query/", {})
    except Refused as refused:
        raise SignInError("not_allowed", refused.sent.reason) from refused
    handle = str(found.get("creator_username") or account.remote_id)
    name = str(found.get("creator_nickname") or handle)
    return replace(account, handle=handle, settings={**account.settings, "name": name})
