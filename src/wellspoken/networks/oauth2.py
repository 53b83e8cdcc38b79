"""Signing in with OAuth 2 where the organisation registered an application of its own.

The person is sent to the network's page, comes back with a code, and the code
is exchanged for tokens. Nothing secret is put into an address.
"""

from __future__ import annotations

import base64
import hashlib
import secrets as random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from wellspoken.networks.addresses import AddressRefused, server_address
from wellspoken.networks.answers import invisible_answer, invisible_failure, raw
from wellspoken.networks.base import Account, Secrets
from wellspoken.networks.connecting import AppRegistration
from wellspoken.networks.http import Call, CallFailed, OddAnswer, Reply, send
from wellspoken.networks.line import Renewal
from wellspoken.networks.outcomes import Outcome, Sent, SignInError, Started

MARGIN = timedelta(minutes=5)
_HERE = ("127.0.0.1", "localhost", "::1")
_LIVES = {
    "expires_in": "expires_at",
    "refresh_token_expires_in": "refresh_expires_at",
    "refresh_expires_in": "refresh_expires_at",
}
"""What token answers call their lives, and where the moment they end is kept."""
_DEAD = ("invalid_grant", "invalid_client", "unauthorized_client", "invalid_request", "access_denied")


def place(server: str, fixed: str, *, allow_private: bool) -> str:
    """Return the origin to talk to: ``fixed``, or a replica on this machine. Raises SignInError.

    The application's secret goes there, so nobody may name any other place.
    """
    if not server.strip():
        return fixed
    try:
        address = server_address(server, allow_private=allow_private)
    except AddressRefused as error:
        raise SignInError("address_refused", str(error)) from error
    if address != fixed and urlsplit(address).hostname not in _HERE:
        raise SignInError("address_refused", "this network has one place only")
    return address


def registered(app: AppRegistration | None) -> AppRegistration:
    """Return the application. Raises SignInError when the organisation has none."""
    if app is None or not app.client_id or not app.client_secret:
        raise SignInError("app_missing")
    return app


def challenge(verifier: str) -> str:
    """Return the S256 challenge of a PKCE verifier."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def begin(page: str, app: AppRegistration, redirect_uri: str, query: Mapping[str, str]) -> Started:
    """Return where to send the person. ``query`` is what this network wants beyond the usual."""
    state = random.token_urlsafe(24)
    asked = {"client_id": app.client_id, "redirect_uri": redirect_uri, "response_type": "code", "state": state}
    pending = {"state": state, "redirect_uri": redirect_uri}
    pending |= {"app_id": app.client_id, "app_secret": app.client_secret}
    return Started(f"{page}?{urlencode({**asked, **query})}", pending)


def came_back(pending: Mapping[str, str], code: str, state: str) -> None:
    """Check what the redirect carried. Raises SignInError."""
    if not random.compare_digest(pending["state"].encode(), state.encode()):
        raise SignInError("state_mismatch")
    if not code:
        raise SignInError("denied")


def ask(call: Call) -> dict[str, Any]:
    """Make an invisible call and return its JSON object. Raises SignInError."""
    try:
        reply = send(call)
        if reply.good:
            return reply.json()
    except CallFailed as error:
        raise SignInError(error.reason, error.detail) from error
    except OddAnswer as error:
        raise SignInError("odd_answer", str(error)) from error
    reason = {429: "rate_limited", 403: "not_allowed"}.get(reply.status, "denied")
    raise SignInError("server_error" if reply.status >= 500 else reason, str(reply.status))


def basic(app_id: str, app_secret: str) -> dict[str, str]:
    """Return the header that names the application, for networks that want it there."""
    pair = base64.b64encode(f"{app_id}:{app_secret}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


def access_of(answer: Mapping[str, Any]) -> str:
    """Return the access token of a token answer. Raises SignInError."""
    token = answer.get("access_token")
    if not isinstance(token, str) or not token:
        raise SignInError("odd_answer", "no token")
    return token


def kept_tokens(answer: Mapping[str, Any], before: Secrets, now: datetime) -> dict[str, str]:
    """Return ``before`` with the tokens of ``answer``. Raises OddAnswer.

    A refresh token that is missing or empty leaves the one we have. Moments are
    kept as seconds since 1970: ``expires_at``, ``refresh_expires_at``.
    """
    access, refresh = answer.get("access_token"), answer.get("refresh_token")
    if not isinstance(access, str) or not access:
        raise OddAnswer("token answer without a token")
    kept = {**before, "access": access}
    if isinstance(refresh, str) and refresh:
        kept["refresh"] = refresh
    for said, name in _LIVES.items():
        seconds = answer.get(said)
        if isinstance(seconds, (int, float)) and 0 < seconds < 10**9:
            kept[name] = str((now + timedelta(seconds=seconds)).timestamp())
    return kept


def moment(secrets: Secrets, name: str) -> float | None:
    """Return a kept moment in seconds since 1970, None when it is not known."""
    try:
        return float(secrets.get(name, "")) or None
    except ValueError:
        return None


def due(secrets: Secrets, now: datetime) -> bool:
    """Whether the access token has ended or ends within minutes, and can be renewed."""
    end = moment(secrets, "expires_at")
    return bool(secrets.get("refresh")) and end is not None and end <= (now + MARGIN).timestamp()


def error_of(reply: Reply) -> str:
    """Return the error name of an OAuth answer, or ""."""
    try:
        value = reply.json().get("error", "")
    except OddAnswer:
        return ""
    return value if isinstance(value, str) else ""


def renewed(call: Call, account: Account, now: datetime) -> Renewal:
    """Exchange the refresh token with ``call``. Never raises; shows nothing to anybody.

    An error that is not known counts as a broken sign-in; a server in trouble does
    not. Some servers say with status 200 that the token is dead.
    """
    try:
        reply = send(call)
        if reply.good and error_of(reply) not in _DEAD:
            return Renewal(kept_tokens(reply.json(), account.secrets, now))
    except CallFailed as error:
        return Renewal(failure=invisible_failure(error, account.secrets))
    except OddAnswer as error:
        return Renewal(failure=Sent(Outcome.NOT_SENT, reason="odd_answer", raw=str(error)))
    answer = invisible_answer(reply, account.secrets, now)
    if error_of(reply) in _DEAD or answer.outcome is Outcome.REFUSED:
        said = raw(reply, account.secrets)
        return Renewal(failure=Sent(Outcome.BROKEN, reason="sign_in_expired", status=reply.status, raw=said))
    return Renewal(failure=answer)


def renewal_call(url: str, account: Account, home: str) -> Call:
    """Return the usual request that exchanges a refresh token, for ``renewed``."""
    kept = account.secrets
    data = {
        "grant_type": "refresh_token",
        "refresh_token": kept.get("refresh", ""),
        "client_id": kept.get("app_id", ""),
        "client_secret": kept.get("app_secret", ""),
    }
    return Call("POST", url, data=data, home=home, allow_private=account.allow_private)
