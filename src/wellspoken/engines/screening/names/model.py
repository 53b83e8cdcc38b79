"""The trained model: for each piece the chance that it belongs to a person's name.

A linear-chain conditional random field per language (data/<lang>.crf, made by scripts/train_names.py). A file that is
missing or is not byte for byte the one that was measured raises BrokenModel, so that screening says it could not be
done. Threads may share a model.
"""

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from itertools import accumulate
from threading import Lock

import numpy as np

from wellspoken.engines.screening.names import crf
from wellspoken.engines.screening.names.features import BEGIN, END, JOINT, Look, alone, begins, study, together

_PERSON = ("B-PER", "I-PER")
_REMEMBERED = 8192  # words; more than the longest stretch of a text has
_FIRST = 2  # after BEGIN and END


class BrokenModel(Exception):
    """The model of a language is missing or damaged."""


class Model:
    """The model of one language (en, id or nb)."""

    def __init__(self, lang: str, data: bytes) -> None:
        """Read the model from its bytes; raises BrokenModel when they are not a model."""
        self.lang = lang
        try:
            self._weights = crf.read(data)
        except ValueError as error:
            raise BrokenModel(f"the name model for {lang} cannot be opened: {error}") from error
        self._person = [at for at, label in enumerate(self._weights.labels) if label in _PERSON]
        self._known = _Known(self._weights, lang)

    def chances(self, words: Sequence[str], mode: str) -> list[float]:
        """For each word 0 to 1; `mode` comes from features.mode_of()."""
        return self.all_chances([words], mode)[0] if words else []

    def all_chances(self, parts: Sequence[Sequence[str]], mode: str) -> list[list[float]]:
        """The same for several stretches of one text, none of them empty, each judged by itself."""
        if not parts:
            return []
        scores = [self._scores(words, mode) for words in parts]
        sizes = [len(words) for words in parts]
        every = scores[0] if len(scores) == 1 else np.concatenate(scores)
        found = crf.chances(every, self._weights.follows, sizes)
        each: list[float] = found.take(self._person, axis=1).sum(axis=1).tolist()
        return [each[end - size : end] for size, end in zip(sizes, accumulate(sizes), strict=True)]

    def _scores(self, words: Sequence[str], mode: str) -> crf.Floats:
        """What the features of each word say for each label."""
        looks, states = self._known.find(words, mode)
        rows = self._weights.rows.get
        joint = together(looks, {word for word in words if word.islower()})
        numbers = np.array([rows(sign, -1) for signs in joint for sign in signs])
        states += self._weights.states[numbers].reshape(len(words), JOINT, -1).sum(axis=1)
        return states


class _Known:
    """What the model says of single words, remembered: texts repeat their words."""

    def __init__(self, weights: crf.Weights, lang: str) -> None:
        self._weights, self._lang, self._lock = weights, lang, Lock()
        # by how the text uses capitals and whether a sentence begins
        self._rows: dict[tuple[str, bool], dict[str, tuple[int, Look]]] = {}
        self._free = _FIRST
        # per word what it says of itself, of the word after, before, two after and two before it
        self._states = np.zeros((_REMEMBERED, 5, len(weights.labels)))
        for row, word in enumerate((BEGIN, END)):
            self._keep(row, word[1:])

    def find(self, words: Sequence[str], mode: str) -> tuple[list[Look], crf.Floats]:
        """The looks of `words` with two BEGIN and two END around them, and what features of single words say."""
        looks, rows, left = [BEGIN.look] * 2, [0, 0], BEGIN.look
        with self._lock:
            if self._free + len(words) > _REMEMBERED:
                self._rows, self._free = {}, _FIRST
            inside, first = (self._rows.setdefault((mode, start), {}) for start in (False, True))
            for word in words:
                start = begins(left)
                row, left = (first if start else inside).get(word) or self._new(word, mode, start)
                looks.append(left)
                rows.append(row)
            at, table = np.array([*rows, 1, 1]), self._states
            states: crf.Floats = table[at[2:-2], 0] + table[at[1:-3], 1] + table[at[3:-1], 2]
            states += table[at[:-4], 3] + table[at[4:], 4]
        return [*looks, END.look, END.look], states

    def _new(self, word: str, mode: str, start: bool) -> tuple[int, Look]:
        studied, row = study(word, self._lang), self._free
        self._keep(row, ((*studied.own, *alone(studied.look, mode, start)), *studied[2:]))
        self._rows[mode, start][word] = row, studied.look
        self._free += 1
        return row, studied.look

    def _keep(self, row: int, signs: Sequence[Iterable[str]]) -> None:
        rows, states = self._weights.rows.get, self._weights.states
        for at, each in enumerate(signs):
            self._states[row, at] = states[[rows(sign, -1) for sign in each]].sum(axis=0) if each else 0.0


@cache
def manifest() -> dict[str, tuple[str, float]]:
    """Per language the checksum of the model file and the chance from which a word counts as part of a name."""
    text = _data("manifest.txt").decode("utf-8")
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {lang: (digest, float(enough)) for lang, digest, enough in rows}


@cache
def model_for(lang: str) -> Model:
    """The model of `lang`, opened once. Raises BrokenModel."""
    data = _data(f"{lang}.crf")
    wanted = manifest().get(lang, ("", 1.0))[0]
    if hashlib.blake2b(data, digest_size=16).hexdigest() != wanted:
        raise BrokenModel(f"the name model for {lang} is not the one that was measured")
    return Model(lang, data)


def _data(name: str) -> bytes:
    try:
        return resources.files(__package__).joinpath("data", name).read_bytes()
    except OSError as error:
        raise BrokenModel(f"{name} is missing") from error
