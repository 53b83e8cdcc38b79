"""`python -m verifier` in a binder: proves it on any computer with Python, without Wellspoken and without a network.

    python3 -m verifier              the binder in this folder
    python3 -m verifier --key 3f…    only what is signed with the key you wrote down counts

It checks every file against the signed list, and every entry of the audit log against
the tree whose root a signed anchor names. Exit status 0: whole. 1: something was changed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wellspoken.rooms.audit import ed25519
from wellspoken.rooms.audit.chain import canonical
from wellspoken.rooms.audit.inclusion import check

MANIFEST, ENTRIES, PROOFS = "manifest.json", "audit/entries.jsonl", "audit/proofs.json"


def faults(folder: Path, trusted: set[str]) -> Iterator[str]:
    """What does not hold, in words; nothing when all does."""
    sealed = _json(folder / MANIFEST)
    listed = sealed.get("manifest") if isinstance(sealed, dict) else None
    if not isinstance(listed, dict) or not _signed(sealed, listed):
        yield f"{MANIFEST} is not signed by the key it names"
        return
    if trusted and sealed.get("key") not in trusted:
        yield f"{MANIFEST} is signed with a key that you did not name: {sealed.get('key')}"
    for name, expected in sorted(listed.get("files", {}).items()):
        path = folder / name
        if not path.is_file():
            yield f"{name} is missing"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            yield f"{name} was changed"
    proofs = _json(folder / PROOFS)
    told = proofs if isinstance(proofs, dict) else {}
    found = check(_entries(folder), told.get("proofs", []), told.get("anchors", []), trusted)
    for seq in found.bad:
        yield f"entry {seq} of the audit log is not the one that was anchored"
    sys.stdout.write(f"{found.proven} entries stand in the anchored log, {found.young} are younger than its anchor.\n")


def _signed(sealed: dict[str, Any], listed: dict[str, Any]) -> bool:
    try:
        key, signature = bytes.fromhex(str(sealed.get("key"))), bytes.fromhex(str(sealed.get("signature")))
    except ValueError:
        return False
    return ed25519.verify(key, canonical(listed), signature)


def _entries(folder: Path) -> list[dict[str, Any]]:
    path = folder / ENTRIES
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [value if isinstance(value, dict) else {} for value in map(_value, lines)]


def _value(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _json(path: Path) -> Any:
    return _value(path.read_text(encoding="utf-8", errors="replace")) if path.is_file() else None


def main(arguments: list[str] | None = None) -> int:
    """Verify the binder in a folder; returns the exit status."""
    parser = argparse.ArgumentParser(prog="verifier", description="Proves a binder.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path())
    parser.add_argument("--key", action="append", default=[], help="a public key that you wrote down (hex)")
    asked = parser.parse_args(arguments)
    if not (asked.folder / MANIFEST).is_file():
        sys.stderr.write(f"There is no binder in {asked.folder}.\n")
        return 2
    wrong = list(faults(asked.folder, {key.strip().lower() for key in asked.key}))
    for one in wrong:
        sys.stdout.write(f"BROKEN: {one}\n")
    if not wrong:
        sys.stdout.write(f"Whole. Signed with {_json(asked.folder / MANIFEST)['key']}.\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
