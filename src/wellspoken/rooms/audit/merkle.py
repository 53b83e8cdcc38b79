"""A tree over the log's hashes, so that one entry can be shown to stand in it without showing the others.

The shape is the one of RFC 6962, section 2.1: a leaf is SHA-256(00 ‖ hash), a node
SHA-256(01 ‖ left ‖ right), and the left side of n leaves holds the largest power of two
below n. Needs nothing but Python; travels with every export.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

EMPTY = hashlib.sha256(b"").hexdigest()


def leaf(entry_hash: str) -> bytes:
    """The leaf of an entry; its hash in hex."""
    return hashlib.sha256(b"\x00" + entry_hash.encode("utf-8", "replace")).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """Takes leaves one by one and knows the root at any moment; keeps as many hashes as the count has bits."""

    def __init__(self) -> None:
        self._peaks: list[tuple[int, bytes]] = []

    def add(self, entry_hash: str) -> None:
        """One more entry."""
        size, value = 1, leaf(entry_hash)
        while self._peaks and self._peaks[-1][0] == size:
            _size, left = self._peaks.pop()
            size, value = size * 2, _node(left, value)
        self._peaks.append((size, value))

    def root(self) -> str:
        """The root over everything so far, in hex."""
        if not self._peaks:
            return EMPTY
        value = self._peaks[-1][1]
        for _size, left in reversed(self._peaks[:-1]):
            value = _node(left, value)
        return value.hex()


def root_of(hashes: Iterable[str]) -> str:
    """The root over all of them."""
    tree = Tree()
    for one in hashes:
        tree.add(one)
    return tree.root()


def paths(hashes: Sequence[str], wanted: Iterable[int]) -> dict[int, list[str]]:
    """For each index (from 0) the neighbours that lead from its leaf to the root, lowest first, in hex."""
    leaves = [leaf(one) for one in hashes]
    known: dict[tuple[int, int], bytes] = {}
    return {index: [part.hex() for part in _path(leaves, index, 0, len(leaves), known)] for index in wanted}


def _path(leaves: list[bytes], index: int, start: int, end: int, known: dict[tuple[int, int], bytes]) -> list[bytes]:
    if end - start <= 1:
        return []
    middle = start + _split(end - start)
    if index < middle:
        return [*_path(leaves, index, start, middle, known), _sum(leaves, middle, end, known)]
    return [*_path(leaves, index, middle, end, known), _sum(leaves, start, middle, known)]


def _sum(leaves: list[bytes], start: int, end: int, known: dict[tuple[int, int], bytes]) -> bytes:
    if end - start == 1:
        return leaves[start]
    if (start, end) not in known:
        middle = start + _split(end - start)
        known[start, end] = _node(_sum(leaves, start, middle, known), _sum(leaves, middle, end, known))
    return known[start, end]


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return int(1 << (count - 1).bit_length() - 1)


def stands(entry_hash: str, index: int, size: int, path: Sequence[str], root: str) -> bool:
    """Whether the entry is number `index` (from 0) of the `size` entries below `root`."""
    if not 0 <= index < size:
        return False
    try:
        value = _climb(leaf(entry_hash), index, size, [bytes.fromhex(part) for part in path])
    except (ValueError, IndexError, TypeError):
        return False
    return value.hex() == root


def _climb(value: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root that follows from a leaf and its neighbours; raises ValueError when their number is wrong."""
    turns = _turns(index, size)
    if len(turns) != len(path):
        raise ValueError("the path has another length")
    for is_left, other in zip(reversed(turns), path, strict=True):
        value = _node(value, other) if is_left else _node(other, value)
    return value


def _turns(index: int, size: int) -> list[bool]:
    """From the root down: whether the way to the leaf goes left."""
    turns, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        turns.append(index < middle)
        start, end = (start, middle) if index < middle else (middle, end)
    return turns
