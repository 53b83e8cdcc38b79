"""The trained model: for each piece the chance that it belongs to a person's name.

A linear-chain conditional random field per language (data/<lang>.crf, made by scripts/train_names.py). A file that is
missing or is not byte for byte the one that was measured raises BrokenModel, so that screening says it could not be
done. Threads may share a model.
"""

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from threading import Lock

import pycrfsuite

from wellspoken.engines.screening.names.features import features

_PERSON = ("B-PER", "I-PER")


class BrokenModel(Exception):
    """The model of a language is missing or damaged."""


class Model:
    """The model of one language (en, id or nb)."""

    def __init__(self, lang: str, data: bytes) -> None:
        """Open the model from its bytes; raises BrokenModel when they are not a model."""
        self.lang = lang
        self._lock = Lock()
        self._data = data  # the tagger reads from these bytes as long as it lives
        self._tagger = pycrfsuite.Tagger()
        try:
            self._tagger.open_inmemory(self._data)
            self._labels = [label for label in _PERSON if label in self._tagger.labels()]
        except (ValueError, RuntimeError) as error:
            raise BrokenModel(f"the name model for {lang} cannot be opened: {error}") from error

    def chances(self, words: Sequence[str], mode: str) -> list[float]:
        """For each word 0 to 1; `mode` comes from features.mode_of()."""
        if not words:
            return []
        rows = features(words, self.lang, mode)
        with self._lock:
            self._tagger.set(rows)
            marginal = self._tagger.marginal
            found = [0.0] * len(rows)
            for label in self._labels:
                found = [chance + marginal(label, at) for at, chance in enumerate(found)]
            return found


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
