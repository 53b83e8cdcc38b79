"""The chain's arithmetic: what an entry's hash covers, and walking a chain to find where it breaks.

Needs nothing but Python, so that anybody can repeat it offline: copy this file
and run `python chain.py export.jsonl`.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GENESIS = "0" * 64
#: entries of this action name how many entries had their personal text emptied
REDACTED = "audit.redacted"
#: not covered by an entry's hash: the hash itself, and personal text (its own hash stands in for it)
UNCOVERED = frozenset({"hash", "personal"})


@dataclass(frozen=True, slots=True)
class Problem:
    """The first thing that does not add up.

    `kind`: `altered` (the entry's own hash), `personal` (its personal text), `link`
    (does not follow the entry before), `gap` (entries `seq`..`until` are missing),
    `order` (out of order or twice), `head` (the chain does not end where its head
    says), `emptied` (personal text was emptied without a record of it), `shape`
    (not an entry at all). Of anchors (see `proof`), with the entry they name: `anchor`
    (the chain holds another entry there), `cut` (the chain ends before it), `signature`
    (not signed by the key it names), `key` (a key that nobody vouched for), `anchors`
    (the anchor before it is missing or another one).
    """

    kind: str
    seq: int
    until: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Outcome of a walk: `entries` read, the last `seq` and `hash`, how many had personal text `emptied`."""

    entries: int
    seq: int
    hash: str
    emptied: int
    problem: Problem | None

    @property
    def ok(self) -> bool:
        """True when every link holds."""
        return self.problem is None


def canonical(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces: the one form that is hashed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, in hex."""
    return hashlib.sha256(canonical(value)).hexdigest()


def entry_hash(entry: Mapping[str, Any]) -> str:
    """Hash of an entry: everything but `hash` and `personal`; it holds the hash of the entry before."""
    return digest({key: entry[key] for key in entry if key not in UNCOVERED})


class Walk:
    """Reads entries in order and stops at the first that does not fit; memory does not grow with the chain."""

    def __init__(self) -> None:
        self.count = self.seq = self.emptied = self.told = 0
        self.hash = GENESIS
        self.problem: Problem | None = None

    def read(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Follow the chain until it ends or breaks."""
        for entry in entries:
            self.problem = self._fault(entry)
            if self.problem:
                return
            self._step(entry)

    def close(self, head: tuple[int, str] | None) -> Report:
        """Compare the end with `head` (last number, last hash) and with what was told of emptied texts."""
        if not self.problem and head is not None and head != (self.seq, self.hash):
            missing = head[0] > self.seq
            self.problem = Problem("gap", self.seq + 1, head[0]) if missing else Problem("head", self.seq)
        if not self.problem and head is not None and self.emptied != self.told:
            self.problem = Problem("emptied", self.seq)
        return Report(self.count, self.seq, self.hash, self.emptied, self.problem)

    def _fault(self, entry: Mapping[str, Any]) -> Problem | None:
        seq = entry.get("seq")
        if not isinstance(seq, int):
            return Problem("shape", self.seq + 1)
        if seq > self.seq + 1:
            return Problem("gap", self.seq + 1, seq - 1)
        kind = "order" if seq <= self.seq else self._misfit(entry)
        return Problem(kind, seq) if kind else None

    def _misfit(self, entry: Mapping[str, Any]) -> str:
        personal = entry.get("personal")
        if entry_hash(entry) != entry.get("hash"):
            return "altered"
        if entry.get("prev_hash") != self.hash:
            return "link"
        if personal is not None and digest(personal) != entry.get("personal_hash"):
            return "personal"
        return "" if isinstance(entry.get("data"), dict) else "shape"

    def _step(self, entry: Mapping[str, Any]) -> None:
        self.count += 1
        self.seq, self.hash = entry["seq"], entry["hash"]
        if entry.get("personal") is None and entry.get("personal_hash"):
            self.emptied += 1
        if entry.get("action") == REDACTED:
            count = entry["data"].get("count", 0)
            self.told += count if isinstance(count, int) else 0


def walk_lines(lines: Iterable[str | bytes]) -> Report:
    """Walk an export: one JSON object a line, the last being `{"head": {"seq": …, "hash": …}}`.

    An export without its last line was cut short and counts as broken.
    """
    walk = Walk()
    ends: list[tuple[int, str]] = []
    walk.read(_entries(lines, ends))
    if not ends and not walk.problem:
        walk.problem = Problem("head", walk.seq)
    return walk.close(ends[0] if ends else None)


def reading(line: str | bytes) -> Any:
    """The JSON value of a line; None when it is none."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _entries(lines: Iterable[str | bytes], ends: list[tuple[int, str]]) -> Iterator[Mapping[str, Any]]:
    for line in lines:
        if not line.strip():
            continue
        value = reading(line)
        if not isinstance(value, dict) or ends:
            yield {}  # not an entry, or something after the end: the walk says so
        elif isinstance(value.get("head"), dict):
            seq = value["head"].get("seq")
            ends.append((seq if isinstance(seq, int) else -1, str(value["head"].get("hash"))))
        else:
            yield value


def main() -> int:
    """Verify the export named on the command line; exit status 1 when it is broken."""
    with Path(sys.argv[1]).open("rb") as lines:
        report = walk_lines(lines)
    found = "unbroken" if report.problem is None else f"BROKEN at {report.problem}"
    sys.stdout.write(f"{report.entries} entries, last {report.seq} {report.hash}: {found}\n")
    return 0 if report.ok else 1


if __name__ == "__main__":
    sys.exit(main())
