"""Signing what is sent, so that the receiver knows who speaks and that it was said now.

Source: standardwebhooks.com, specification 1.0 (symmetric signatures): the
headers ``webhook-id``, ``webhook-timestamp`` (Unix seconds) and
``webhook-signature`` (``v1,`` and the base64 HMAC-SHA256 of
``id.timestamp.body``). Libraries that check it exist for most languages.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from datetime import datetime

PREFIX = "whsec_"
LEAST_BYTES = 24


def new_secret() -> str:
    """Return a new signing secret: 32 random bytes in base64 after its prefix."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def key_of(secret: str) -> bytes:
    """Return the bytes of a secret. Raises ValueError when it is not one, or too short."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if len(key) < LEAST_BYTES:
        raise ValueError("too short")
    return key


def signature(secret: str, delivery: str, timestamp: int, body: bytes) -> str:
    """Return the value of ``webhook-signature``. Raises ValueError for a bad secret."""
    signed = f"{delivery}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key_of(secret), signed, hashlib.sha256)).decode()


def headers(secret: str, delivery: str, now: datetime, body: bytes) -> dict[str, str]:
    """Return the three headers of one message; ``delivery`` is the receiver's key against doubles."""
    timestamp = int(now.timestamp())
    return {
        "webhook-id": delivery,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret, delivery, timestamp, body),
    }
