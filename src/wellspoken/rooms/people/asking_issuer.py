"""Talking to the organisation's sign-in: its description, its keys, and a code for tokens. Nothing is followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx2
from django.conf import settings
from django.core.cache import cache

SECONDS = 10.0
MOST = 1_000_000
#: how long a description and keys are kept; unknown keys are asked for at once, at most once in `AGAIN`
KEPT, AGAIN = 3600, 30
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class IssuerTrouble(Exception):
    """The sign-in cannot be reached, or answers nothing that fits."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """What an issuer says of itself."""

    issuer: str
    authorize: str
    token: str
    keys: str
    basic: bool


def safe_address(url: str) -> bool:
    """https, or, where networks in the house are allowed, http on this machine; no name and no password in it."""
    try:
        found = urlsplit(url)
    except ValueError:
        return False
    if not found.hostname or found.username or found.fragment:
        return False
    inside = found.hostname in LOOPBACK and settings.ALLOW_PRIVATE_NETWORKS
    return found.scheme == "https" or (found.scheme == "http" and inside)


def describe(issuer: str) -> Issuer:
    """The issuer's own description; raises `IssuerTrouble`, also when it names another issuer than asked."""
    said = _kept(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    places = [said.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    if said.get("issuer") != issuer or not all(isinstance(one, str) and safe_address(one) for one in places):
        raise IssuerTrouble("description")
    methods = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    authorize, token, keys = map(str, places)
    return Issuer(issuer, authorize, token, keys, "client_secret_basic" in methods)


def keys_of(issuer: Issuer, *, fresh: bool = False) -> dict[str, Any]:
    """The keys with which it signs now; `fresh` asks again, at most once in half a minute."""
    if fresh and cache.add(f"oidc-again:{issuer.keys}", True, AGAIN):
        cache.delete(f"oidc:{issuer.keys}")
    return _kept(issuer.keys)


def redeem(issuer: Issuer, client: tuple[str, str], form: dict[str, str]) -> dict[str, Any]:
    """Tokens for a code; `client` is the client's id and secret. Raises `IssuerTrouble`."""
    if issuer.basic:
        return _asked("POST", issuer.token, data=form, auth=client)
    return _asked("POST", issuer.token, data={**form, "client_id": client[0], "client_secret": client[1]})


def _kept(url: str) -> dict[str, Any]:
    found: dict[str, Any] | None = cache.get(f"oidc:{url}")
    if found is None:
        found = _asked("GET", url)
        cache.set(f"oidc:{url}", found, KEPT)
    return found


def _asked(method: str, url: str, **more: Any) -> dict[str, Any]:
    if not safe_address(url):
        raise IssuerTrouble("address")
    try:
        with httpx2.Client(timeout=SECONDS, follow_redirects=False, trust_env=False) as client:
            got = client.request(method, url, headers={"Accept": "application/json"}, **more)
        said = got.json() if got.status_code == 200 and len(got.content) <= MOST else None
    except (httpx2.HTTPError, ValueError) as problem:
        raise IssuerTrouble(type(problem).__name__) from problem
    if not isinstance(said, dict):
        raise IssuerTrouble(f"status {got.status_code}")
    return said
