"""Connecting a Bluesky account, with OAuth or with an app password, and letting it go."""

from __future__ import annotations

import json
import secrets as random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from wellspoken.networks.addresses import AddressRefused, origin, server_address
from wellspoken.networks.base import Account
from wellspoken.networks.bluesky.identity import Directory, Identity, pds_of
from wellspoken.networks.bluesky.oauth import SCOPE, Issuer, Request, push
from wellspoken.networks.bluesky.signout import disconnect
from wellspoken.networks.bluesky.text import HANDLE, LIMITS
from wellspoken.networks.bluesky.tokens import error_of, oauth_secrets, session_secrets, token_request
from wellspoken.networks.budget import patient
from wellspoken.networks.connecting import AppRegistration
from wellspoken.networks.http import Call, CallFailed, OddAnswer, Reply, send
from wellspoken.networks.outcomes import Sent, SignInError, Started

CODE = "bluesky"


def utc_now() -> datetime:
    """Return the time, aware."""
    return datetime.now(UTC)


def _account(who: Identity, secrets: Mapping[str, str], *, allow_private: bool) -> Account:
    settings = {"allow_private": allow_private, "limits": LIMITS.to_json()}
    return Account(CODE, who.server, who.did, who.handle, secrets, settings)


def _address(text: str, *, allow_private: bool) -> str:
    try:
        return server_address(text, allow_private=allow_private)
    except AddressRefused as error:
        raise SignInError("address_refused", str(error)) from error


class BlueskySignIn:
    """The sign-in half of the connector.

    ``clock`` tells the time, aware. ``directory`` is where identities are looked up.
    """

    scopes = tuple(SCOPE.split())

    def __init__(self, clock: Callable[[], datetime] = utc_now, directory: Directory | None = None) -> None:
        self.clock = clock
        self.directory = directory or Directory()

    def _directory(self, *, allow_private: bool) -> Directory:
        return replace(self.directory, allow_private=allow_private)

    def _find(self, text: str, directory: Directory) -> tuple[Issuer, Identity]:
        """Return who answers for what the person typed, and what is known of the account."""
        if text.startswith("did:"):
            who = directory.of_did(text)
            return Issuer.guarding(directory, who.server), who
        if not text.startswith("@"):
            found = self._find_server(text, directory)
            if found:
                return found
        handle = text.removeprefix("@").lower()
        who = directory.of_did(directory.did_of(handle), handle)
        return Issuer.guarding(directory, who.server), who

    def _find_server(self, text: str, directory: Directory) -> tuple[Issuer, Identity] | None:
        """Return the server with this address; None when it may still be a handle."""
        address = _address(text, allow_private=directory.allow_private)
        try:
            return Issuer.guarding(directory, address), Identity("", "", address)
        except SignInError as error:
            if error.reason == "address_refused":
                raise
        try:
            return Issuer.read(directory, address), Identity("", "", "")
        except SignInError:
            if "://" in text or not HANDLE.fullmatch(text):
                raise
        return None

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
        """Begin OAuth at a server's address, or where a handle's account lives.

        ``client_id`` comes from ``oauth.loopback_client_id`` or is the address
        of the served metadata. Raises SignInError.
        """
        directory = self._directory(allow_private=allow_private)
        issuer, who = self._find(server.strip(), directory)
        request = Request(client_id, redirect_uri, who.handle)
        started = push(issuer, request, now, allow_private=allow_private)
        extra = {"server": who.server, "did": who.did, "private": "1" if allow_private else ""}
        return Started(started.authorize_url, {**started.pending, **extra})

    def finish(self, pending: Mapping[str, str], code: str, iss: str, state: str, now: datetime) -> Account:
        """End OAuth: check who answered, fetch the tokens, check whose they are.

        Raises SignInError.
        """
        if not random.compare_digest(pending["state"].encode(), state.encode()):
            raise SignInError("state_mismatch")
        if iss != pending["issuer"]:
            raise SignInError("issuer_mismatch", iss[:200])
        allow = pending["private"] == "1"
        data = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": pending["redirect_uri"],
            "client_id": pending["client_id"],
            "code_verifier": pending["verifier"],
        }
        try:
            call = Call("POST", pending["token_endpoint"], data=data, allow_private=allow)
            reply = token_request(call, pending["key"], now, patient())
            if not reply.good:
                raise SignInError("denied", f"{reply.status} {error_of(reply)}")
            names = ("key", "client_id", "token_endpoint", "revocation_endpoint")
            tokens = oauth_secrets(reply, {name: pending[name] for name in names}, now)
            did = str(reply.json().get("sub", ""))
        except CallFailed as error:
            raise SignInError(error.reason, error.detail) from error
        except OddAnswer as error:
            raise SignInError("odd_answer", str(error)) from error
        return _account(self._whose(pending, did), tokens, allow_private=allow)

    def _whose(self, pending: Mapping[str, str], did: str) -> Identity:
        """Return the account the tokens are for, after checking it lives where it should."""
        directory = self._directory(allow_private=pending["private"] == "1")
        if not did.startswith("did:") or (pending["did"] and did != pending["did"]):
            raise SignInError("issuer_mismatch", "the tokens are for another account")
        if pending["server"]:
            return directory.hosted(pending["server"], did)
        who = directory.of_did(did)
        if Issuer.guarding(directory, who.server).name != pending["issuer"]:
            raise SignInError("issuer_mismatch", "another server answers for this account")
        return who

    def sign_in(self, server: str, identifier: str, password: str, *, allow_private: bool = False) -> Account:
        """Exchange an app password for a session; the password is not kept.

        ``server`` may be empty when ``identifier`` is a handle. Raises SignInError.
        """
        name = identifier.strip().removeprefix("@")
        directory = self._directory(allow_private=allow_private)
        if server.strip():
            address = _address(server, allow_private=allow_private)
        else:
            address = directory.of_did(directory.did_of(name.lower()), name.lower()).server
        body = json.dumps({"identifier": name, "password": password.strip()}).encode()
        url = f"{address}/xrpc/com.atproto.server.createSession"
        headers = {"Content-Type": "application/json"}
        try:
            reply = send(Call("POST", url, headers, body, home=address, allow_private=allow_private))
            if not reply.good:
                raise SignInError(_why(reply), str(reply.status))
            found, tokens = reply.json(), session_secrets(reply)
        except CallFailed as error:
            raise SignInError(error.reason, error.detail) from error
        except OddAnswer as error:
            raise SignInError("not_this_network", str(error)) from error
        home = pds_of(found.get("didDoc") or {})
        if home and origin(home) != address:
            address = _address(home, allow_private=allow_private)
        who = Identity(str(found.get("did", "")), str(found.get("handle", name)), address)
        return _account(who, tokens, allow_private=allow_private)

    def disconnect(self, account: Account) -> Sent:
        """Ask the server to forget the tokens. Already forgotten counts as done."""
        return disconnect(account, self.clock())


def _why(reply: Reply) -> str:
    named = {"AuthFactorTokenRequired": "second_factor", "RateLimitExceeded": "rate_limited"}
    by_status = {401: "sign_in_wrong", 429: "rate_limited", 404: "not_this_network"}
    by_status |= {400: "sign_in_wrong"}
    fallback = "server_error" if reply.status >= 500 else "not_this_network"
    return named.get(error_of(reply)) or by_status.get(reply.status, fallback)
