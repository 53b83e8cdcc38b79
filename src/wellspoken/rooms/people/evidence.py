"""The paper that proves a leaving: canonical JSON, its SHA-256, and a signature by the audit log's Ed25519 key."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from wellspoken.rooms.audit import keys
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.people.models import Departure, Erasure, User
from wellspoken.rooms.people.selectors import organisation

FORMAT = "wellspoken-leaving-1"


def canonical(value: Any) -> str:
    """JSON with sorted names and no spaces: the same value has the same bytes (UTF-8)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sealed(departure: Departure, entries: list[AuditEntry]) -> dict[str, str]:
    """The columns that prove this departure: evidence, digest, signature and public key."""
    return sealed_text(_facts(departure, entries))


def sealed_text(facts: dict[str, Any]) -> dict[str, str]:
    """Facts as canonical text with what proves it: evidence, digest, signature and public key."""
    text = canonical(facts)
    data = text.encode()
    public, signature = keys.sign(data)
    digest = hashlib.sha256(data).hexdigest()
    return {"evidence": text, "digest": digest, "signature": signature, "public_key": public}


def _facts(departure: Departure, entries: list[AuditEntry]) -> dict[str, Any]:
    here = organisation()
    return {
        "format": FORMAT,
        "organisation": here.name if here else "",
        "departure": departure.pk,
        "person": _who(departure.person),
        "by": {"id": departure.by_ref, "name": departure.by_name},
        "successor": _who(departure.successor) if departure.successor else None,
        "access_cut_at": departure.cut_at.isoformat(),
        "finished_at": departure.finished_at.isoformat() if departure.finished_at else None,
        "ended": departure.ended,
        "handed": departure.handed,
        "to_change_by_hand": list(departure.rotations.values("kind", "label", "ref")),
        "audit": [{"seq": entry.seq, "action": entry.action, "hash": entry.hash} for entry in entries],
    }


def _who(person: User) -> dict[str, Any]:
    return {"id": person.actor_id, "name": person.name, "email": person.email}


def paper(departure: Departure | Erasure) -> dict[str, str]:
    """The file to keep: the evidence as signed (a string, so that its bytes stay as they were) and what proves it."""
    return {
        "format": json.loads(departure.evidence)["format"] if departure.evidence else FORMAT,
        "evidence": departure.evidence,
        "sha256": departure.digest,
        "signature": departure.signature,
        "public_key": departure.public_key,
        "algorithm": "Ed25519 over the UTF-8 bytes of `evidence`",
    }


def is_whole(found: dict[str, str], public_key: str = "") -> bool:
    """Whether a paper's digest and signature belong to its evidence.

    `public_key`: the one known from elsewhere; empty takes the paper's own, which proves only that nothing was
    changed since it was signed.
    """
    data = found["evidence"].encode()
    right_digest = hashlib.sha256(data).hexdigest() == found["sha256"]
    return right_digest and _signed(public_key or found["public_key"], data, found["signature"])


def _signed(public: str, data: bytes, signature: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True
