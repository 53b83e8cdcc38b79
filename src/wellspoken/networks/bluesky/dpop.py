"""Proof of possession: a token that is useless to whoever steals it.

Source: RFC 9449 (DPoP) as profiled by atproto.com, "OAuth". Every request
carries a small signed statement made with a key that never leaves us.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from datetime import datetime

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

NONCE_ERROR = "use_dpop_nonce"


def new_key() -> str:
    """Return a new private P-256 key as JWK text."""
    return str(ECAlgorithm.to_jwk(ec.generate_private_key(ec.SECP256R1()), as_dict=False))


def b64(data: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def pkce_challenge(verifier: str) -> str:
    """Return the S256 challenge of a PKCE verifier (RFC 7636)."""
    return b64(hashlib.sha256(verifier.encode()).digest())


def proof(key: str, method: str, url: str, now: datetime, **claims: str) -> str:
    """Return the DPoP header for one request.

    ``claims`` may hold ``nonce`` (what the server gave last) and ``token`` (the
    access token the request carries). ``now`` must be aware.
    """
    private = json.loads(key)
    public = {name: private[name] for name in ("kty", "crv", "x", "y")}
    body = {
        "jti": secrets.token_urlsafe(16),
        "htm": method,
        "htu": url.partition("?")[0].partition("#")[0],
        "iat": int(now.timestamp()),
    }
    if claims.get("nonce"):
        body["nonce"] = claims["nonce"]
    if claims.get("token"):
        body["ath"] = pkce_challenge(claims["token"])
    headers = {"typ": "dpop+jwt", "jwk": public}
    return jwt.encode(body, jwt.PyJWK(private, "ES256"), "ES256", headers=headers)
