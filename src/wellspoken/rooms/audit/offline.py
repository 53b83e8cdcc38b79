"""`python -m verifier`: proves an exported log on any computer with Python, without Wellspoken and without a network.

Ships as `verifier/__main__.py` in every export, beside `chain`, `proof` and `ed25519`:

    python3 -m verifier                              the export in this folder
    python3 -m verifier --key 3f…                    only anchors signed with the key you wrote down count
    python3 -m verifier --anchor anchor-00012.json   also an anchor that you kept elsewhere

Exit status 0: unbroken. 1: something was changed, and what. 2: there is nothing to read.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from wellspoken.rooms.audit.proof import Proof, prove

LOG, ANCHORS = "audit.jsonl", "anchors.jsonl"
KINDS = {
    "altered": "entry {seq} was altered",
    "personal": "the personal text of entry {seq} was altered",
    "link": "entry {seq} does not follow the entry before it",
    "gap": "entries {seq} to {until} are missing",
    "order": "entry {seq} is out of order",
    "head": "the log does not end where its head says (after entry {seq})",
    "emptied": "personal text was emptied without a record of it",
    "shape": "line {seq} is not an audit entry",
    "anchor": "entry {seq} is not the one that an anchor names: the log was written anew",
    "cut": "the log ends before entry {seq}, which an anchor names: its end was cut off",
    "signature": "the anchor of entry {seq} is not signed by the key it names",
    "key": "the anchor of entry {seq} is signed with a key that you did not name",
    "anchors": "the anchor before the one of entry {seq} is missing",
}


def told(proof: Proof) -> str:
    """The outcome in words."""
    report = proof.report
    read = f"{report.entries} entries read, the last is {report.seq} ({report.hash})."
    if report.problem is not None:
        return (
            f"BROKEN: {KINDS[report.problem.kind].format(seq=report.problem.seq, until=report.problem.until)}. {read}"
        )
    if not proof.anchors:
        return f"Unbroken, but nothing was anchored: only the log's own agreement is shown. {read}"
    since = f"{report.seq - proof.anchored} entries are younger than the last anchor."
    return f"Unbroken. {read} {proof.anchors} anchors hold, signed with {', '.join(proof.keys)}. {since}"


def documents(file: Path) -> list[Any]:
    """Anchors from a file: one JSON document, or one a line. What is none counts as a bad one."""
    text = file.read_text(encoding="utf-8")
    try:
        return [_object(json.loads(text))]
    except ValueError:
        return [_line(line) for line in text.splitlines() if line.strip()]


def _line(line: str) -> Any:
    try:
        return _object(json.loads(line))
    except ValueError:
        return {}


def _object(value: Any) -> Any:
    return value if isinstance(value, dict) else {}


def main(arguments: list[str] | None = None) -> int:
    """Verify the export in a folder; returns the exit status."""
    parser = argparse.ArgumentParser(prog="verifier", description="Proves an exported audit log.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path())
    parser.add_argument("--key", action="append", default=[], help="a public key that you wrote down (hex)")
    parser.add_argument("--anchor", action="append", default=[], type=Path, help="an anchor kept elsewhere")
    asked = parser.parse_args(arguments)
    anchors = [found for file in (asked.folder / ANCHORS, *asked.anchor) if file.is_file() for found in documents(file)]
    if not (asked.folder / LOG).is_file() or any(not file.is_file() for file in asked.anchor):
        sys.stderr.write(f"There is no {LOG} in {asked.folder}, or no such anchor.\n")
        return 2
    with (asked.folder / LOG).open("rb") as lines:
        proof = prove(lines, anchors, {key.strip().lower() for key in asked.key})
    sys.stdout.write(told(proof) + "\n")
    return 0 if proof.ok else 1


if __name__ == "__main__":
    sys.exit(main())
