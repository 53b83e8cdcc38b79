"""The installation's own signing key (Ed25519): made once, its private half sealed at rest, its public half for all."""

from __future__ import annotations

import logging

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.audit.models import AuditHead, SigningKey
from wellspoken.rooms.audit.services import record
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.sealed import SealBroken

log = logging.getLogger(__name__)
AUDIT = SystemActor("audit")


def ensure_key() -> SigningKey:
    """The key now in use; made, and told of in the log, when there is none that can be opened."""
    with transaction.atomic():
        AuditHead.objects.get_or_create(pk=1)
        AuditHead.objects.select_for_update().get(pk=1)  # two processes that start make one key
        return _usable() or _make()


def sign(message: bytes) -> tuple[str, str]:
    """(public key, signature), both in hex."""
    key = ensure_key()
    return key.public, Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key.private)).sign(message).hex()


def current_key() -> str:
    """The public key now in use, in hex; '' before the first start has made one."""
    return SigningKey.objects.filter(retired_at=None).values_list("public", flat=True).first() or ""


def _usable() -> SigningKey | None:
    try:
        return SigningKey.objects.filter(retired_at=None).first()
    except SealBroken:
        # restored without its seal keys: what it signed stays verifiable, it cannot sign any more
        log.warning("the audit log's signing key cannot be opened; a new one is made")
        SigningKey.objects.filter(retired_at=None).update(retired_at=timezone.now())
        return None


def _make() -> SigningKey:
    private = Ed25519PrivateKey.generate()
    secret = private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()).hex()
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    key = SigningKey.objects.create(public=public, private=secret)
    record(action="audit.key_made", actor=AUDIT, obj=key, data={"public": public})
    return key
