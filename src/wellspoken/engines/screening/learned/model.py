"""The weights of the judge: one logistic regression per question over signals.

The file data/judge.npz is made by scripts/train_judge.py; data/manifest.txt holds its checksum. A file that is missing
or is not byte for byte the one that was measured raises BrokenJudge, so that screening says it could not be done.
"""

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wellspoken.engines.screening.learned import pieces
from wellspoken.engines.screening.learned.signals import Signals, kinds

#: how much a signal of each kind may say; a prior, set once on earlier texts
SCALES = {
    "k": 1.0,
    "k+": 0.7,
    "pk": 0.7,
    "kk": 0.4,
    "kp": 1.0,
    "kc": 0.7,
    "ky": 0.7,
    "e": 1.0,
    "t": 1.0,
    "g": 1.0,
    "m": 1.0,
    "s": 1.0,
    "r": 1.5,
}
PIECES = 1.5  # how much the parts of a word may say
_LENGTH, _SHORT = 15, 10  # a word says less in a long text
_KEPT = 30_000  # words whose parts have been added up
_STEPS = 127  # a part's weight is kept as a whole number of so many steps
_NONE = -1


class BrokenJudge(Exception):
    """The weights are missing or damaged."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The names of the signals of one text, what its words put into each drawer, and how many words it has."""

    names: frozenset[str]
    drawers: Mapping[int, float]
    length: int


def seen(signals: Signals) -> Seen:
    """Everything that can be seen, pairs by name; for training."""
    every, pairs = kinds(), set[str]()
    for _, numbers in signals.sentences():
        pairs.update(f"kk:{every[a]}&{every[b]}" for at, a in enumerate(numbers) for b in numbers[at + 1 :])
    drawers = pieces.of_words(signals.words, signals.doc.reads)
    return Seen(frozenset(signals.plain() | signals.stems() | pairs), drawers, len(signals.words))


def scale(name: str, length: int) -> float:
    """The value of a signal that is there."""
    kind = name.partition(":")[0]
    return SCALES[kind] * (shortness(length) if kind == "s" else 1.0)


def shortness(length: int) -> float:
    """What the beginning of one word of so many counts."""
    return float((_LENGTH / (length + _SHORT)) ** 0.5)


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by signal and head, offsets by head, and weights by drawer (pieces.py) and head; all hold the scales."""

    named: NDArray[Any]
    offsets: NDArray[Any]
    drawers: NDArray[Any]


class Model:
    """Weights by signal and head."""

    def __init__(self, heads: Sequence[str], names: Sequence[str], weights: Weights) -> None:
        """Take weights that already hold the scales."""
        self.heads, self.names = tuple(heads), tuple(names)
        self.weights, self.offsets = weights.named.astype(np.float32), weights.offsets.astype(np.float32)
        self.drawers = weights.drawers.astype(np.float32)
        self.rows = {name: at for at, name in enumerate(names) if not name.startswith("kk:")}
        self.pairs = self._table_of_pairs()
        self.of_word = lru_cache(maxsize=_KEPT)(self._of_word)

    @classmethod
    def made(cls, heads: Sequence[str], names: Sequence[str], weights: Weights) -> "Model":
        """From weights as they were learnt."""
        scales = np.array([[scale(name, _LENGTH - _SHORT)] for name in names])
        return cls(heads, names, Weights(weights.named * scales, weights.offsets, weights.drawers * PIECES))

    def _table_of_pairs(self) -> list[list[int]]:
        """The row of each pair of things in one sentence."""
        numbers = {name: at for at, name in enumerate(kinds())}
        table = [[_NONE] * len(numbers) for _ in numbers]
        for at, name in enumerate(self.names):
            if name.startswith("kk:"):
                first, _, second = name[3:].partition("&")
                table[numbers[first]][numbers[second]] = at
        return table

    def scores(self, one: Seen) -> NDArray[Any]:
        """What every head says of a text, as log odds; from names, slower."""
        where, short = {name: at for at, name in enumerate(self.names)}, shortness(one.length)
        plain = [where[n] for n in one.names if n in where and not n.startswith("s:")]
        stems = [where[n] for n in one.names if n in where and n.startswith("s:")]
        values = np.fromiter(one.drawers.values(), np.float32, len(one.drawers))
        words = self.weights[stems].sum(axis=0) + values @ self.drawers[list(one.drawers)]
        told: NDArray[Any] = self.offsets + self.weights[plain].sum(axis=0) + short * words
        return told

    def judge(self, signals: Signals) -> NDArray[Any]:
        """What every head says of a text, as log odds."""
        rows = {self.rows.get(name, _NONE) for name in signals.plain()}
        for _, numbers in signals.sentences():
            rows.update(self.of_sentence(numbers))
        rows.discard(_NONE)
        stems = [self.rows[name] for name in signals.stems() if name in self.rows]
        short = shortness(len(signals.words))
        told = self.weights[sorted(rows)].sum(axis=0) + short * self.weights[sorted(stems)].sum(axis=0)
        total: NDArray[Any] = self.offsets + told + short * self._of_words(signals)
        return total

    def _of_words(self, signals: Signals) -> NDArray[Any]:
        """What the parts of all different words say together."""
        lang, total = signals.doc.reads, np.zeros(len(self.heads), dtype=np.float32)
        for word in sorted(set(signals.words)):
            total += self.of_word(word, lang)
        return total

    def _of_word(self, word: str, lang: str) -> NDArray[Any]:
        """What the parts of one word say."""
        drawers = pieces.of_word(word, lang)
        told: NDArray[Any] = self.drawers[list(drawers)].sum(axis=0) * np.float32(pieces.weight(drawers))
        return told

    def of_sentence(self, numbers: Sequence[int]) -> set[int]:
        """The rows of the pairs in one sentence."""
        found = set[int]()
        for at, first in enumerate(numbers):
            row = self.pairs[first]
            found.update(row[second] for second in numbers[at + 1 :])
        found.discard(_NONE)
        return found


def _folder() -> Any:
    return resources.files(__package__).joinpath("data")


@cache
def model() -> Model:
    """The model, read once. Raises BrokenJudge when it is missing or is not the one that was measured."""
    try:
        data = _folder().joinpath("judge.npz").read_bytes()
        told = _folder().joinpath("manifest.txt").read_text("utf-8").split()
    except OSError as error:
        raise BrokenJudge("the learned judge is missing") from error
    if hashlib.blake2b(data, digest_size=16).hexdigest() not in told:
        raise BrokenJudge("the learned judge is not the one that was measured")
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        names = bytes(file["names"]).decode("utf-8").split("\n")
        heads = bytes(file["heads"]).decode("utf-8").split("\n")
        drawers = file["drawers"] * file["steps"] if "drawers" in file else np.zeros((pieces.DRAWERS, len(heads)))
        return Model(heads, names, Weights(file["weights"], file["offsets"], drawers))


def write(made: Model, limits: Sequence[str]) -> None:
    """Put a model and its limits in their place, with the checksum."""
    folder, out = Path(str(_folder())), io.BytesIO()
    texts: dict[str, Any] = {"names": _bytes(made.names), "heads": _bytes(made.heads)}
    steps = np.maximum(np.abs(made.drawers).max(axis=0), 1e-6) / _STEPS
    texts |= {"drawers": np.round(made.drawers / steps).astype(np.int8), "steps": steps.astype(np.float32)}
    np.savez_compressed(out, weights=made.weights.astype(np.float16), offsets=made.offsets, **texts)
    (folder / "judge.npz").write_bytes(out.getvalue())
    (folder / "thresholds.txt").write_text("\n".join(limits) + "\n", "utf-8")
    digest = hashlib.blake2b(out.getvalue(), digest_size=16).hexdigest()
    (folder / "manifest.txt").write_text(f"# checksum (BLAKE2b, 16 bytes) of judge.npz\n{digest}\n", "utf-8")


def _bytes(words: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)
