"""Finds person names in a text with the built-in model."""

from collections.abc import Iterator, Sequence

from wellspoken.engines.screening.names.door import ENOUGH, Found
from wellspoken.engines.screening.names.features import mode_of
from wellspoken.engines.screening.names.lists import nearest
from wellspoken.engines.screening.names.model import manifest, model_for
from wellspoken.engines.screening.names.pieces import Piece, pieces
from wellspoken.engines.text import sentences

_BETWEEN = frozenset(("", " ", "  "))
_LONGEST = 400  # pieces read at once
_SUPPORT = 0.02  # below this chance the model says nothing at all


class BuiltIn:
    """The model that comes with the package; needs no network and a few megabytes."""

    def find(self, text: str, lang: str) -> Iterator[Found]:
        """All names; raises BrokenModel when the model is missing or damaged."""
        code = nearest(lang)
        model, enough = model_for(code), manifest()[code][1]
        every = pieces(text)
        mode = mode_of([piece.text for piece in every])
        parts = list(_parts(text, every, code))
        found = model.all_chances([[piece.text for piece in part] for part in parts], mode)
        for part, chances in zip(parts, found, strict=True):
            yield from _runs(part, [_score(chance, enough) for chance in chances], text)


def _parts(text: str, every: Sequence[Piece], lang: str) -> Iterator[list[Piece]]:
    """The stretches the model reads at once: lines in English (posts), sentences elsewhere (as it was trained)."""
    ends = [s.end for s in sentences(text)] if lang != "en" else [i for i, c in enumerate(text) if c == "\n"]
    part: list[Piece] = []
    at = 0
    for piece in every:
        while at < len(ends) and piece.start >= ends[at]:
            at += 1
            if part:
                yield part
                part = []
        part.append(piece)
        if len(part) >= _LONGEST:
            yield part
            part = []
    if part:
        yield part


def _score(chance: float, enough: float) -> float:
    """A chance as a score: ENOUGH where the model's chance is enough, 0 where it is next to nothing."""
    if chance < enough:
        return ENOUGH * chance / enough if chance >= _SUPPORT else 0.0
    return ENOUGH + (1 - ENOUGH) * (chance - enough) / (1 - enough)


def _runs(part: Sequence[Piece], scores: Sequence[float], text: str) -> Iterator[Found]:
    """Neighbouring pieces that are names, or that could be, as one each, without signs at the ends."""
    run: list[tuple[Piece, float]] = []
    for piece, score in zip(part, scores, strict=True):
        if run and not (score and _alike(run[-1][1], score) and text[run[-1][0].end : piece.start] in _BETWEEN):
            yield from _named(run)
            run = []
        if score:
            run.append((piece, score))
    yield from _named(run)


def _alike(one: float, other: float) -> bool:
    return (one >= ENOUGH) is (other >= ENOUGH)


def _named(run: Sequence[tuple[Piece, float]]) -> Iterator[Found]:
    """The run as a name from its first word to its last, as sure as its words are on average."""
    words = [at for at, (piece, _) in enumerate(run) if piece.text[0].isalpha()]
    if words:
        score = sum(run[at][1] for at in words) / len(words)
        yield Found(run[words[0]][0].start, run[words[-1]][0].end, round(score, 3))
