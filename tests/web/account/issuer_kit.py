"""A small issuer in this process: it signs what a test tells it to, rightly or wrongly."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from wellspoken.rooms.people.asking_issuer import IssuerTrouble

ISSUER, CLIENT = "https://login.example.org/realms/staff", "wellspoken"
LOGOUT = "http://schemas.openid.net/event/backchannel-logout"
KEY, OTHER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _n in range(2))


def jwk(key: Any, kid: str = "k1") -> dict[str, Any]:
    return {
        **json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key())),
        "kid": kid,
        "use": "sig",
        "alg": "RS256",
    }


@dataclass
class Issuer:
    """`claims` go into the next ID token; `sign` makes a token of claims."""

    claims: dict[str, Any] = field(default_factory=dict)
    keys: list[dict[str, Any]] = field(default_factory=lambda: [jwk(KEY)])
    asked: list[str] = field(default_factory=list)
    nonce: str = ""
    token: str = ""
    redeemed: dict[str, Any] = field(default_factory=dict)
    described: str = ISSUER

    def answer(self, method: str, url: str, **more: Any) -> dict[str, Any]:
        """What the product is told instead of going out."""
        self.asked.append(url)
        if url.endswith("/.well-known/openid-configuration"):
            places = {"authorization_endpoint": "auth", "token_endpoint": "token", "jwks_uri": "keys"}
            return {"issuer": self.described, **{name: f"{ISSUER}/{where}" for name, where in places.items()}}
        if url == f"{ISSUER}/keys":
            return {"keys": self.keys}
        if url == f"{ISSUER}/token":
            self.redeemed = more
            return {"id_token": self.token or self.sign({**identity(self.nonce), **self.claims})}
        raise IssuerTrouble("status 404")

    def sign(self, claims: dict[str, Any], key: Any = KEY, alg: str = "RS256", kid: str = "k1") -> str:
        kept = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(kept, key, algorithm=alg, headers={"kid": kid})

    def go(self, client: Client, **changes: str) -> Any:
        """The whole way: there, and back with a code."""
        there = client.get("/accounts/outside/?next=/me/")
        said = {name: values[0] for name, values in parse_qs(urlsplit(there["Location"]).query).items()}
        self.nonce = said["nonce"]
        return client.get("/accounts/outside/back/", {"code": "c", "state": said["state"], **changes})


def identity(nonce: str) -> dict[str, Any]:
    now = int(time.time())
    return {
        **{"iss": ISSUER, "aud": CLIENT, "sub": "s-1", "iat": now, "exp": now + 300, "nonce": nonce, "sid": "sid-1"},
        **{"email": "ana@example.org", "email_verified": True, "name": "Ana Berg"},
    }


def logout_claims(**changes: Any) -> dict[str, Any]:
    now = int(time.time())
    start = {"iss": ISSUER, "aud": CLIENT, "sub": "s-1", "sid": "sid-1", "iat": now, "exp": now + 120, "jti": "j-1"}
    return {**start, "events": {LOGOUT: {}}, **changes}
