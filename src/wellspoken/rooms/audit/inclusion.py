"""Proof that single entries stand in the anchored log, without the rest of it; and its check, offline.

A proof is `{"seq", "anchor": number of the anchor, "path": [hex]}`. Like `chain` the
checking half needs nothing but Python and travels with every binder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wellspoken.rooms.audit.chain import entry_hash
from wellspoken.rooms.audit.merkle import stands
from wellspoken.rooms.audit.proof import Document, signed


@dataclass(frozen=True, slots=True)
class Found:
    """What became of the entries: how many stand in a signed anchor, are younger than any, and which do not hold."""

    proven: int
    young: int
    bad: tuple[int, ...]
    keys: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; young entries are not wrong, only not proven yet."""
        return not self.bad


def check(
    entries: Iterable[Mapping[str, Any]],
    proofs: Iterable[Mapping[str, Any]],
    documents: Iterable[Document],
    trusted: Iterable[str] = (),
) -> Found:
    """Check entries as exported against their proofs and the anchors; `trusted` keys as in `proof.prove`."""
    named = set(trusted)
    anchors = {d["anchor"]["number"]: d["anchor"] for d in documents if _good(d, named)}
    by_seq = {one.get("seq"): one for one in proofs}
    proven, young, bad = 0, 0, []
    for entry in entries:
        seq = entry.get("seq")
        if not isinstance(seq, int) or entry_hash(entry) != entry.get("hash"):
            bad.append(seq if isinstance(seq, int) else 0)
        elif seq not in by_seq:
            young += 1
        elif _stands(entry, by_seq[seq], anchors):
            proven += 1
        else:
            bad.append(seq)
    return Found(proven, young, tuple(bad), tuple(dict.fromkeys(str(a["key"]) for a in anchors.values())))


def _good(document: Document, trusted: set[str]) -> bool:
    body = document.get("anchor")
    return isinstance(body, dict) and signed(document) and (not trusted or body.get("key") in trusted)


def _stands(entry: Mapping[str, Any], told: Mapping[str, Any], anchors: Mapping[Any, Mapping[str, Any]]) -> bool:
    anchor = anchors.get(told.get("anchor"))
    path = told.get("path")
    if anchor is None or not isinstance(path, list):
        return False
    return stands(str(entry["hash"]), entry["seq"] - 1, int(anchor["seq"]), path, str(anchor["root"]))
