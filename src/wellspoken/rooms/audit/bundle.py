"""The export that proves itself: log, anchors, public keys and the verifier in one zip."""

from __future__ import annotations

import json
import zipfile
from importlib.resources import files
from typing import IO

from wellspoken.rooms.audit.models import SigningKey
from wellspoken.rooms.audit.offline import ANCHORS, LOG
from wellspoken.rooms.audit.verify import anchors, export

PACKAGE = "wellspoken.rooms.audit"
#: name in the export -> module of this room
VERIFIER = {
    "verifier/__init__.py": "",
    "verifier/__main__.py": "offline.py",
    "verifier/chain.py": "chain.py",
    "verifier/merkle.py": "merkle.py",
    "verifier/proof.py": "proof.py",
    "verifier/ed25519.py": "ed25519.py",
}
README = """\
The audit log of a Wellspoken installation, with what is needed to prove it.

audit.jsonl    one entry a line, oldest first; the last line names the end of the chain
anchors.jsonl  one signed anchor a line: where the log ended on that day
keys.json      the public keys that signed them
verifier/      a program that checks all of it: Python 3.10 or newer, nothing else, no network

    python3 -m verifier

Compare the key it names with the one you wrote down, or let it compare: --key HEX.
An anchor that you kept elsewhere counts as well: --anchor anchor-00012.json.
"""


def write_bundle(out: IO[bytes]) -> None:
    """Write the zip; entries pass through one by one, so that memory does not grow with the log."""
    documents = anchors()  # read first: an anchor of the log as it grows meanwhile would name an entry not in it
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(LOG, "w", force_zip64=True) as log:
            for line in export():
                log.write(line)
        archive.writestr(ANCHORS, "".join(json.dumps(document, sort_keys=True) + "\n" for document in documents))
        archive.writestr("keys.json", json.dumps(public_keys(), indent=1) + "\n")
        archive.writestr("README.txt", README)
        add_verifier(archive)


def add_verifier(archive: zipfile.ZipFile) -> None:
    """Put the verifier into a zip: this room's own modules, which there find each other under its name."""
    here = files(PACKAGE)
    for name, module in VERIFIER.items():
        text = here.joinpath(module).read_text(encoding="utf-8") if module else ""
        archive.writestr(name, text.replace(PACKAGE, "verifier"))


def public_keys() -> list[dict[str, str | None]]:
    """Every key that ever signed, oldest first; times ISO 8601 in UTC."""
    rows = SigningKey.objects.order_by("pk").values_list("public", "made_at", "retired_at")
    return [
        {"public": p, "made_at": made.isoformat(), "retired_at": r.isoformat() if r else None} for p, made, r in rows
    ]
