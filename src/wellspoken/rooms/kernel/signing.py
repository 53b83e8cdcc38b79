"""Signatures of this installation (Ed25519, RFC 8032) on papers that leave it.

The key is derived from the installation's secret key, so nothing more has to be
kept safe; whoever changes that secret changes the signature's key too. That is
why each signed paper carries the public key it was signed with.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"wellspoken: papers of this installation"


def _key() -> Ed25519PrivateKey:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(settings.SECRET_KEY.encode())
    return Ed25519PrivateKey.from_private_bytes(derived)


def sign(data: bytes) -> str:
    """The signature of these bytes, 128 hexadecimal digits."""
    return _key().sign(data).hex()


def public_key() -> str:
    """What checks the signatures, 64 hexadecimal digits."""
    return _key().public_key().public_bytes_raw().hex()


def holds(public: str, data: bytes, signature: str) -> bool:
    """Whether the signature belongs to these bytes and this public key (both in hexadecimal)."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True
