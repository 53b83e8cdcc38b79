"""OpenID Connect: what a token must be to be believed. No database; the keys and the clock's answer come from PyJWT.

OpenID Connect Core 1.0, section 3.1.3.7 (ID tokens); Back-Channel Logout 1.0, section 2.6 (logout tokens).
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Any

import jwt

#: signatures with a public key only: never `none`, never one that shares our secret
ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
LEEWAY = 60
LOGOUT = "http://schemas.openid.net/event/backchannel-logout"


class NotBelieved(Exception):
    """A token that proves nothing; `args[0]` says why, for the log."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who must have made a token (`issuer`), for whom (`client_id`), and the keys of the issuer (a JWK set)."""

    issuer: str
    client_id: str
    keys: dict[str, Any]


def identity(token: str, audience: Audience, nonce: str) -> dict[str, Any]:
    """The claims of an ID token; raises `NotBelieved`."""
    claims = _claims(token, audience, ["exp", "iat", "iss", "aud", "sub"])
    if not hmac.compare_digest(str(claims.get("nonce") or "").encode(), nonce.encode()):
        raise NotBelieved("nonce")
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (several or "azp" in claims) and claims.get("azp") != audience.client_id:
        raise NotBelieved("azp")
    return claims


def logout(token: str, audience: Audience) -> dict[str, Any]:
    """The claims of a logout token, with `jti` and at least one of `sub` and `sid`; raises `NotBelieved`.

    Whether the `jti` was spent before is the caller's to see.
    """
    claims = _claims(token, audience, ["iat", "exp", "iss", "aud", "jti"])
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT), dict):
        raise NotBelieved("events")
    if "nonce" in claims:
        raise NotBelieved("nonce")  # so that no ID token passes for one
    if not (isinstance(claims.get("sub"), str) or isinstance(claims.get("sid"), str)):
        raise NotBelieved("sub and sid")
    return claims


def second_factor_used(claims: dict[str, Any], believed: str) -> bool:
    """Whether the claims say so: `amr` (RFC 8176, section 2) or `acr` names one of the values in `believed`."""
    methods = claims.get("amr")
    said = {one for one in methods if isinstance(one, str)} if isinstance(methods, list) else set()
    return bool((said | {str(claims.get("acr") or "")}) & set(believed.split()))


def _claims(token: str, audience: Audience, needed: list[str]) -> dict[str, Any]:
    try:
        head = jwt.get_unverified_header(token)
        key = _key(audience.keys, head)
        claims = jwt.decode(
            token,
            key=key.key,
            algorithms=[str(key.algorithm_name)],
            issuer=audience.issuer,
            audience=audience.client_id,
            leeway=LEEWAY,
            options={"require": needed, "verify_iat": True},
        )
    except (jwt.PyJWTError, ValueError, TypeError) as problem:
        raise NotBelieved(type(problem).__name__) from problem
    if not isinstance(claims.get("sub", ""), str) or len(str(claims.get("sub", ""))) > 255:
        raise NotBelieved("sub")
    return dict(claims)


def _key(keys: dict[str, Any], head: dict[str, Any]) -> jwt.PyJWK:
    """The issuer's key for this token. The algorithm is the key's own, and the token must name the same."""
    if head.get("alg") not in ALGORITHMS:
        raise NotBelieved("alg")
    rows = [row for row in keys.get("keys", []) if isinstance(row, dict) and row.get("use", "sig") == "sig"]
    named = [row for row in rows if "kid" not in head or row.get("kid") == head["kid"]]
    for row in named:
        if row.get("kty") in {"RSA", "EC", "OKP"} and row.get("alg", head["alg"]) == head["alg"]:
            return jwt.PyJWK(row, algorithm=head["alg"])
    raise NotBelieved("key")
