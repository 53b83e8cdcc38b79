"""Packing: the document, the machine-readable files, pictures, the log's entries with proofs, and a signed list."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import files
from typing import IO, Any

from wellspoken import __version__
from wellspoken.rooms.audit import keys
from wellspoken.rooms.audit.chain import canonical
from wellspoken.rooms.audit.proving import proofs_of
from wellspoken.rooms.records.binder.offline import ENTRIES, MANIFEST, PROOFS

FORMAT = "wellspoken-binder-1"
#: in the binder -> (package, module); modules find each other there under the name `verifier`
VERIFIER = {
    "__main__.py": ("wellspoken.rooms.records.binder", "offline.py"),
    "chain.py": ("wellspoken.rooms.audit", "chain.py"),
    "ed25519.py": ("wellspoken.rooms.audit", "ed25519.py"),
    "inclusion.py": ("wellspoken.rooms.audit", "inclusion.py"),
    "merkle.py": ("wellspoken.rooms.audit", "merkle.py"),
    "proof.py": ("wellspoken.rooms.audit", "proof.py"),
}
README = """\
A binder made by Wellspoken.

binder.pdf          for people: a tagged document (PDF/UA-1)
posts/*.json        the same for machines, complete; times in UTC
pictures/           the pictures by their SHA-256
audit/              the audit log's entries about these posts, with proofs and the signed anchor
manifest.json       every file's SHA-256, signed (Ed25519)
verifier/           checks all of it: Python 3.10 or newer, nothing else, no network

    python3 -m verifier

Compare the key it names with the one you wrote down, or let it compare: --key HEX.
"""


def pack(out: IO[bytes], pdf: bytes, posts: list[dict[str, Any]], pictures: Mapping[str, bytes]) -> None:
    """Write the zip. `posts` are `collecting.facts_of`, `pictures` bytes by their file name."""
    listed: dict[str, str] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name: str, data: bytes) -> None:
            listed[name] = hashlib.sha256(data).hexdigest()
            archive.writestr(name, data)

        add("README.txt", README.encode())
        add("binder.pdf", pdf)
        for known in posts:
            add(f"posts/{known['post']['id']}.json", _json({k: v for k, v in known.items() if k != "log_told"}))
        for name, data in pictures.items():
            add(f"pictures/{name}", data)
        entries = {entry["seq"]: entry for known in posts for entry in known["log"]}
        add(ENTRIES, b"".join(canonical(entries[seq]) + b"\n" for seq in sorted(entries)))
        proofs, anchors = proofs_of(entries)
        add(PROOFS, json.dumps({"proofs": proofs, "anchors": anchors}).encode())
        for name, data in verifier().items():
            add(name, data)
        archive.writestr(MANIFEST, _sealed(listed))


def verifier() -> dict[str, bytes]:
    """The program that travels along: our own modules under another name."""
    found = {"verifier/__init__.py": b""}
    for name, (package, module) in VERIFIER.items():
        text = files(package).joinpath(module).read_text(encoding="utf-8")
        found[f"verifier/{name}"] = text.replace("wellspoken.rooms.audit", "verifier").encode()
    return found


def _sealed(listed: dict[str, str]) -> bytes:
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    manifest = {"format": FORMAT, "version": __version__, "made_at": made_at, "files": listed}
    key, signature = keys.sign(canonical(manifest))
    return json.dumps({"manifest": manifest, "key": key, "signature": signature}).encode()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8", "replace")
