"""OAuth with servers of the AT Protocol: which server, which documents, which checks.

Source: atproto.com, "OAuth". The authorization request is pushed (PAR), the
code is bound to us (PKCE) and the tokens are bound to a key of ours (DPoP).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from wellspoken.networks.addresses import AddressRefused, check_url, origin
from wellspoken.networks.bluesky.dpop import new_key, pkce_challenge
from wellspoken.networks.bluesky.identity import Directory
from wellspoken.networks.bluesky.tokens import token_request
from wellspoken.networks.budget import patient
from wellspoken.networks.http import Call, CallFailed, OddAnswer, Reply
from wellspoken.networks.outcomes import SignInError, Started

SCOPE = "atproto transition:generic"
ENDPOINTS = (
    "authorization_endpoint",
    "token_endpoint",
    "pushed_authorization_request_endpoint",
    "revocation_endpoint",
)


def client_metadata(client_id: str, name: str, home: str, redirect_uri: str) -> dict[str, Any]:
    """Return the document that must be served, as JSON, at the address ``client_id``.

    ``home`` is the installation's own address. Only https addresses will be accepted.
    """
    return {
        "client_id": client_id,
        "client_name": name,
        "client_uri": home,
        "application_type": "web",
        "dpop_bound_access_tokens": True,
        "grant_types": ["authorization_code", "refresh_token"],
        "redirect_uris": [redirect_uri],
        "response_types": ["code"],
        "scope": SCOPE,
        "token_endpoint_auth_method": "none",
    }


def loopback_client_id(redirect_uri: str) -> str:
    """Return the client id of an installation that only lives on this machine.

    It needs no served document. ``redirect_uri`` must name 127.0.0.1 or [::1],
    not "localhost".
    """
    return f"http://localhost?redirect_uri={quote(redirect_uri, safe='')}&scope={quote(SCOPE)}"


@dataclass(frozen=True)
class Issuer:
    """An authorization server's own description, checked."""

    name: str
    endpoints: Mapping[str, str]

    @classmethod
    def read(cls, directory: Directory, address: str) -> Issuer:
        """Read and check the description at ``address``. Raises SignInError."""
        found = directory.document(f"{address}/.well-known/oauth-authorization-server")
        if origin(str(found.get("issuer", ""))) != origin(address):
            raise SignInError("issuer_mismatch", str(found.get("issuer"))[:200])
        endpoints = {name: str(found.get(name, "")) for name in ENDPOINTS}
        try:
            for name in ENDPOINTS[:3]:
                check_url(endpoints[name], allow_private=directory.allow_private)
        except AddressRefused as error:
            raise SignInError("address_refused", str(error)) from error
        return cls(str(found["issuer"]), endpoints)

    @classmethod
    def guarding(cls, directory: Directory, server: str) -> Issuer:
        """Return the authorization server of a data server. Raises SignInError."""
        found = directory.document(f"{server}/.well-known/oauth-protected-resource")
        issuers = found.get("authorization_servers")
        if not isinstance(issuers, list) or not issuers:
            raise SignInError("not_this_network", "no authorization server named")
        return cls.read(directory, origin(str(issuers[0])))


def _pushed(reply: Reply) -> str:
    try:
        if reply.good:
            return str(reply.json()["request_uri"])
    except (OddAnswer, KeyError) as error:
        raise SignInError("odd_answer", repr(error)) from error
    reason = "rate_limited" if reply.status == 429 else "denied"
    raise SignInError(reason, f"{reply.status} {reply.text[:300]}")


@dataclass(frozen=True)
class Request:
    """What is asked: by whom (``client_id``), to come back where, as whom."""

    client_id: str
    redirect_uri: str
    hint: str = ""


def push(issuer: Issuer, request: Request, now: datetime, *, allow_private: bool) -> Started:
    """Push the authorization request. Raises SignInError."""
    verifier, state, key = secrets.token_urlsafe(48), secrets.token_urlsafe(24), new_key()
    data = {
        "client_id": request.client_id,
        "redirect_uri": request.redirect_uri,
        "response_type": "code",
        "scope": SCOPE,
        "state": state,
        "code_challenge": pkce_challenge(verifier),
        "code_challenge_method": "S256",
    }
    data |= {"login_hint": request.hint} if request.hint else {}
    url = issuer.endpoints["pushed_authorization_request_endpoint"]
    try:
        call = Call("POST", url, data=data, allow_private=allow_private)
        pushed = _pushed(token_request(call, key, now, patient()))
    except CallFailed as error:
        raise SignInError(error.reason, error.detail) from error
    query = urlencode({"client_id": request.client_id, "request_uri": pushed})
    pending = {"verifier": verifier, "state": state, "key": key, "issuer": issuer.name}
    pending |= {"client_id": request.client_id, "redirect_uri": request.redirect_uri}
    pending |= {name: issuer.endpoints[name] for name in ("token_endpoint", "revocation_endpoint")}
    return Started(f"{issuer.endpoints['authorization_endpoint']}?{query}", pending)
