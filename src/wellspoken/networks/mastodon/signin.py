"""Connecting an account: the product introduces itself to each server, then OAuth."""

from __future__ import annotations

import secrets as random
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from wellspoken.networks.addresses import AddressRefused, origin, server_address
from wellspoken.networks.answers import invisible_failure
from wellspoken.networks.base import Account
from wellspoken.networks.connecting import AppRegistration
from wellspoken.networks.http import Call, CallFailed, OddAnswer, Reply, send
from wellspoken.networks.mastodon.limits import from_instance, read_instance
from wellspoken.networks.oauth2 import challenge
from wellspoken.networks.outcomes import Outcome, Sent, SignInError, Started

CODE = "mastodon"
APP_NAME = "Wellspoken"
SCOPES = "read write:statuses write:media"


def _ask(call: Call) -> dict[str, Any]:
    """Make an invisible call and return its JSON object. Raises SignInError."""
    try:
        reply = send(call)
        if reply.good:
            return reply.json()
    except CallFailed as error:
        raise SignInError(error.reason, error.detail) from error
    except OddAnswer as error:
        raise SignInError("odd_answer", str(error)) from error
    reason = {429: "rate_limited", 404: "not_this_network"}.get(reply.status, "denied")
    raise SignInError("server_error" if reply.status >= 500 else reason, str(reply.status))


def _describe(server: str, *, allow_private: bool) -> Reply:
    try:
        address = server_address(server, allow_private=allow_private)
        return read_instance(address, allow_private=allow_private)
    except AddressRefused as error:
        raise SignInError("address_refused", str(error)) from error
    except CallFailed as error:
        raise SignInError(error.reason, error.detail) from error
    except OddAnswer as error:
        raise SignInError("not_this_network", str(error)) from error


class MastodonSignIn:
    """The sign-in half of the connector."""

    scopes = tuple(SCOPES.split())

    def start(
        self,
        server: str,
        client_id: str,
        redirect_uri: str,
        now: datetime,
        *,
        allow_private: bool = False,
        app: AppRegistration | None = None,
    ) -> Started:
        """Introduce the product to the server and begin OAuth.

        ``client_id`` is the installation's own address, shown to the person as
        the website of the application; the server gives out the real client id.
        Raises SignInError.
        """
        address = origin(_describe(server.rpartition("@")[2], allow_private=allow_private).url)
        about = {"client_name": APP_NAME, "redirect_uris": redirect_uri, "scopes": SCOPES}
        about |= {"website": client_id} if client_id.startswith("http") else {}
        given = _ask(Call("POST", f"{address}/api/v1/apps", data=about, allow_private=allow_private))
        verifier, state = random.token_urlsafe(48), random.token_urlsafe(24)
        try:
            pending = {"app_id": str(given["client_id"]), "app_secret": str(given["client_secret"])}
        except KeyError as error:
            raise SignInError("odd_answer", repr(error)) from error
        query = {
            "client_id": pending["app_id"],
            "redirect_uri": redirect_uri,
            "response_type": "code",
            "scope": SCOPES,
            "state": state,
            "code_challenge": challenge(verifier),
            "code_challenge_method": "S256",
        }
        pending |= {"verifier": verifier, "state": state, "server": address}
        pending |= {"redirect_uri": redirect_uri, "private": "1" if allow_private else ""}
        return Started(f"{address}/oauth/authorize?{urlencode(query)}", pending)

    def finish(self, pending: Mapping[str, str], code: str, iss: str, state: str, now: datetime) -> Account:
        """End OAuth and read whose account it is and what its server accepts.

        Most servers of this kind send no ``iss``; one that is sent must be right.
        Raises SignInError.
        """
        if not random.compare_digest(pending["state"].encode(), state.encode()):
            raise SignInError("state_mismatch")
        server, allow = pending["server"], pending["private"] == "1"
        if iss and origin(iss) != server:
            raise SignInError("issuer_mismatch", iss[:200])
        data = {
            "grant_type": "authorization_code",
            "code": code,
            "client_id": pending["app_id"],
            "client_secret": pending["app_secret"],
            "redirect_uri": pending["redirect_uri"],
            "code_verifier": pending["verifier"],
            "scope": SCOPES,
        }
        token = _ask(Call("POST", f"{server}/oauth/token", data=data, home=server, allow_private=allow))
        kept = {name: pending[name] for name in ("app_id", "app_secret")}
        access = token.get("access_token")
        if not isinstance(access, str):
            raise SignInError("odd_answer", "no token")
        return self._account(server, {**kept, "access": access}, allow_private=allow)

    def _account(self, server: str, secrets: Mapping[str, str], *, allow_private: bool) -> Account:
        headers = {"Authorization": f"Bearer {secrets['access']}"}
        url = f"{server}/api/v1/accounts/verify_credentials"
        who = _ask(Call("GET", url, headers, home=server, allow_private=allow_private))
        instance = _describe(server, allow_private=allow_private).json()
        domain = str(instance.get("domain") or instance.get("uri") or "").removeprefix("https://")
        number, name = who.get("id"), who.get("username")
        if not isinstance(number, str) or not isinstance(name, str):
            raise SignInError("odd_answer", "no account")
        limits = from_instance(instance).to_json()
        settings = {"allow_private": allow_private, "limits": limits}
        return Account(CODE, server, number, f"{name}@{domain}", secrets, settings)

    def sign_in(self, server: str, identifier: str, password: str, *, allow_private: bool = False) -> Account:
        """Always refuse: servers of this kind have no app passwords. Raises SignInError."""
        raise SignInError("not_supported")

    def disconnect(self, account: Account) -> Sent:
        """Ask the server to forget the token. Already forgotten counts as done."""
        kept = account.secrets
        data = {
            "client_id": kept.get("app_id", ""),
            "client_secret": kept.get("app_secret", ""),
            "token": kept.get("access", ""),
        }
        home, allow = account.server, account.allow_private
        try:
            reply = send(Call("POST", f"{home}/oauth/revoke", data=data, home=home, allow_private=allow))
        except CallFailed as error:
            return invisible_failure(error, kept)
        done = reply.good or reply.status in (401, 403)
        reason = "" if reply.good else "already_gone" if done else "server_error"
        return Sent(Outcome.LIVE if done else Outcome.NOT_SENT, reason=reason, status=reply.status)
