"""Reads a conditional random field (a model file of CRFsuite) and works out the chances of labels with numpy.

The file is what pycrfsuite writes: a header, the weights of features, and two tables of strings (labels, attributes)
in CQDB form. All numbers are little-endian. Weights belong to an attribute and a label (state) or to two labels that
follow each other (transition).
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_CHUNK = struct.Struct("<4sII")
_CQDB = struct.Struct("<4sIIIII")
_RECORD = struct.Struct("<II")
_FEATURE = np.dtype([("kind", "<u4"), ("source", "<u4"), ("target", "<u4"), ("weight", "<f8")])
_STATE, _TRANSITION = 0, 1
_STEPS = 16  # after so many words sums are brought back to a middling size


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of a model.

    `rows` maps attributes to rows of `states` (attributes and one empty row at the end, by labels); `follows` holds
    the exponents of the transition weights (label before, label after).
    """

    labels: tuple[str, ...]
    rows: Mapping[str, int]
    states: Floats
    follows: Floats


def read(data: bytes) -> Weights:
    """The weights in `data`; raises ValueError when it is no model."""
    try:
        return _read(data)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise ValueError("no model of CRFsuite") from error


def _read(data: bytes) -> Weights:
    magic, size, kind, _, _, labels, attributes, features, label_table, attribute_table, _, _ = _HEADER.unpack_from(
        data
    )
    if magic != b"lCRF" or kind != b"FOMC" or size != len(data):
        raise ValueError("no model of CRFsuite")
    chunk, _, count = _CHUNK.unpack_from(data, features)
    if chunk != b"FEAT":
        raise ValueError("a model without features")
    found = np.frombuffer(data, _FEATURE, count, features + _CHUNK.size)
    states, moves = found[found["kind"] == _STATE], found[found["kind"] == _TRANSITION]
    table = np.zeros((attributes + 1, labels))
    table[states["source"], states["target"]] = states["weight"]
    follows = np.zeros((labels, labels))
    follows[moves["source"], moves["target"]] = moves["weight"]
    names = {number: name for name, number in _strings(data, label_table)}
    ordered = tuple(names[number] for number in range(labels))
    return Weights(ordered, dict(_strings(data, attribute_table)), table, np.exp(follows))


def _strings(data: bytes, start: int) -> Iterator[tuple[str, int]]:
    """The strings of a table with their numbers."""
    chunk, _, _, _, count, back = _CQDB.unpack_from(data, start)
    if chunk != b"CQDB":
        raise ValueError("a model without its table of strings")
    head, unpack = _RECORD.size, _RECORD.unpack_from
    for offset in struct.unpack_from(f"<{count}I", data, start + back):
        if offset:
            at = start + offset
            number, length = unpack(data, at)
            yield data[at + head : at + head + length - 1].decode(), number


def chances(scores: Floats, follows: Floats, sizes: Sequence[int]) -> Floats:
    """For each word (row) the chance of each label (column), given what the attributes say (`scores`).

    `sizes` are the numbers of words of the stretches that the rows belong to, each judged by itself. Forward sums (from
    a stretch's first word) and backward sums (from its last) of all stretches run side by side.
    """
    labels, size = scores.shape[1], np.array(sizes)
    part = np.repeat(np.arange(len(sizes)), size)
    at = np.concatenate([np.arange(n) for n in sizes])
    back = size[part] - 1 - at
    seen = np.exp(scores - scores.max(axis=1, keepdims=True))
    both = np.ones((max(sizes), len(sizes), 2 * labels))
    both[at, part, :labels] = seen
    both[back, part, labels:] = seen
    _sum(both, follows)
    later = both[np.maximum(back - 1, 0), part, labels:] @ follows.T
    later[back == 0] = 1.0
    found = both[at, part, :labels] * later
    return np.asarray(found / found.sum(axis=1, keepdims=True))


def _sum(both: Floats, follows: Floats) -> None:
    """Turn what is seen at each word into sums over all ways to label the words up to there, in place."""
    labels = len(follows)
    step = np.zeros((2 * labels, 2 * labels))
    step[:labels, :labels], step[labels:, labels:] = follows, follows.T
    rows = list(both)
    for number in range(1, len(rows)):
        rows[number] *= rows[number - 1] @ step
        if number % _STEPS == 0:
            halves = rows[number].reshape(-1, 2, labels)
            halves /= halves.sum(axis=2, keepdims=True)
