"""Proof that a log is the one that was anchored: the chain walked, and every signed anchor found in it.

Like `chain` it needs nothing but Python and travels with every export (see `bundle`).

An anchor is a small document: `{"anchor": {format, number, made_at, seq, hash, root, previous,
key}, "signature"}`. `seq` and `hash` are of the log's last entry at that moment, `root` of the
tree over all entries up to it (see `merkle`), `previous` the digest of the anchor before
(zeros for the first), `key` the public key in hex. The
Ed25519 signature covers the canonical JSON of `anchor`. Times are ISO 8601 in UTC.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from wellspoken.rooms.audit import ed25519
from wellspoken.rooms.audit.chain import GENESIS, Problem, Report, canonical, digest, reading, walk_lines
from wellspoken.rooms.audit.merkle import EMPTY, Tree

FORMAT = "wellspoken-anchor-1"
Document = Mapping[str, Any]


class Mark(NamedTuple):
    """What stands at an entry: its hash, and the root of the tree over everything up to it."""

    hash: str
    root: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found: the chain's `report`, how many `anchors` stand in it, the last entry one of them names."""

    report: Report
    anchors: int
    anchored: int
    keys: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether every link and every anchor holds."""
        return self.report.ok


def document_digest(document: Document) -> str:
    """What the next anchor names as `previous`."""
    return digest(dict(document))


def signed(document: Document) -> bool:
    """Whether the anchor is signed by the key it names."""
    body = document.get("anchor")
    if not isinstance(body, dict):
        return False
    try:
        key, signature = bytes.fromhex(str(body.get("key"))), bytes.fromhex(str(document.get("signature")))
    except ValueError:
        return False
    return ed25519.verify(key, canonical(body), signature)


def prove(lines: Iterable[str | bytes], documents: Sequence[Document], trusted: Collection[str] = ()) -> Proof:
    """Walk the lines of an export and hold every anchor against them.

    `documents` may hold the export's anchors and others kept elsewhere, in any
    order. `trusted`: public keys in hex that somebody wrote down; empty: any key,
    so that only the anchors' agreement is shown, not whose they are.
    """
    seen = {0: Mark(GENESIS, EMPTY)}
    report = walk_lines(_watched(lines, entries_named(documents), seen))
    return held_against(report, documents, seen, trusted)


def entries_named(documents: Iterable[Document]) -> set[int]:
    """The numbers of the entries that anchors name."""
    return {body["seq"] for body in _bodies(documents)}


def held_against(
    report: Report, documents: Sequence[Document], seen: Mapping[int, Mark], trusted: Collection[str] = ()
) -> Proof:
    """The same for a chain already walked; `seen` has the marks of the entries that anchors name."""
    ordered = sorted(documents, key=_number)
    keys = tuple(dict.fromkeys(str(body["key"]) for body in _bodies(ordered)))
    problem = next(_faults(report, ordered, seen, trusted), None)
    last = max((body["seq"] for body in _bodies(ordered)), default=0)
    return Proof(report if report.problem else replace(report, problem=problem), len(ordered), last, keys)


def _faults(
    report: Report, ordered: Sequence[Document], seen: Mapping[int, Mark], trusted: Collection[str]
) -> Iterator[Problem]:
    before: Document | None = None
    for document in ordered:
        if not _shaped(document):
            yield Problem("signature", 0)
            return
        body = document["anchor"]
        if kind := _fault(report, document, seen, trusted) or _unlinked(before, document):
            yield Problem(kind, body["seq"])
        before = document


def _fault(report: Report, document: Document, seen: Mapping[int, Mark], trusted: Collection[str]) -> str:
    body = document["anchor"]
    if not signed(document):
        return "signature"
    if trusted and body["key"] not in trusted:
        return "key"
    if body["seq"] > report.seq:
        return "cut"
    return "" if seen.get(body["seq"]) == Mark(body["hash"], body["root"]) else "anchor"


def _unlinked(before: Document | None, document: Document) -> str:
    """An anchor follows the one before; a doubled document is no fault, a missing one is."""
    body = document["anchor"]
    if before is None:
        return "" if body["number"] == 1 and body["previous"] == GENESIS else "anchors"
    if before == document:
        return ""
    follows = body["number"] == before["anchor"]["number"] + 1 and body["previous"] == document_digest(before)
    return "" if follows else "anchors"


def _shaped(document: Document) -> bool:
    body = document.get("anchor")
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        return False
    whole = all(isinstance(body.get(name), int) for name in ("number", "seq"))
    return whole and all(isinstance(body.get(name), str) for name in ("made_at", "hash", "root", "previous", "key"))


def _bodies(documents: Iterable[Document]) -> list[dict[str, Any]]:
    return [document["anchor"] for document in documents if _shaped(document)]


def _number(document: Document) -> int:
    return int(document["anchor"]["number"]) if _shaped(document) else 0


def _watched(lines: Iterable[str | bytes], wanted: Collection[int], seen: dict[int, Mark]) -> Iterator[str | bytes]:
    """The lines as they pass; what stands at the entries that anchors name is noted."""
    tree = Tree()
    for line in lines:
        entry = reading(line)
        if isinstance(entry, dict) and "hash" in entry:
            note(tree, entry, wanted, seen)
        yield line


def note(tree: Tree, entry: Mapping[str, Any], wanted: Collection[int], seen: dict[int, Mark]) -> None:
    """Put one entry into the tree, and keep the mark when an anchor names it."""
    tree.add(str(entry["hash"]))
    if entry.get("seq") in wanted:
        seen[entry["seq"]] = Mark(str(entry["hash"]), tree.root())
