"""The chain's arithmetic: what an entry's hash covers. Pure, so that a script can repeat it offline."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

GENESIS = "0" * 64


def canonical(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces: the one form that is hashed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, in hex."""
    return hashlib.sha256(canonical(value)).hexdigest()


def entry_hash(entry: Mapping[str, Any]) -> str:
    """Hash of an entry: everything but `personal`, whose own hash stands in for it, plus the hash before."""
    covered = {k: entry[k] for k in sorted(entry) if k not in {"hash", "personal", "id"}}
    return digest(covered)
