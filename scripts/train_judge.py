"""Trains the judge: python -m scripts.train_judge [--whole] [--write]

Without --whole a third of the training texts is kept back (whole groups of twins and topics) and measured; with it
everything is learnt. Thresholds come from cross-validation on what is learnt. --write (with --whole) replaces
src/wellspoken/engines/screening/learned/data. The same input gives the same model. With
OPENBLAS_NUM_THREADS=1 it is several times quicker on a busy machine. Figures: docs/models/judge.md.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scripts.judge_corpus import HEADS, Case, cases
from scripts.judge_fit import fit
from scripts.judge_limits import HEEDED, Scored, limits, reached
from scripts.judge_matrix import Sparse
from wellspoken.engines.screening import Engine
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.learned.model import PIECES, Model, Seen, Weights, scale, seen, shortness, write
from wellspoken.engines.screening.learned.pieces import DRAWERS
from wellspoken.engines.screening.learned.signals import Signals

RARE = 3
FOLDS = 3
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Table:
    """What is learnt from: the cases, and for each the signals seen."""

    cases: Sequence[Case]
    seen: Sequence[Seen]

    def some(self, which: Sequence[int]) -> Table:
        """The same for some cases."""
        return Table([self.cases[i] for i in which], [self.seen[i] for i in which])


def look(case: Case, engine: Engine) -> Seen:
    """The signals of a text and of what the rules alone find in it."""
    doc = Document(case.context)
    return seen(Signals(doc, engine.by_rules(doc)))


def columns(table: Table) -> dict[str, int]:
    """The signals that enough texts have, with their numbers."""
    counts: dict[str, int] = {}
    for one in table.seen:
        for name in one.names:
            counts[name] = counts.get(name, 0) + 1
    return {name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count >= RARE))}


def matrix(table: Table, numbers: dict[str, int]) -> Sparse:
    """One line a text, one column a signal, then one a drawer."""
    first = len(numbers)

    def line(one: Seen) -> dict[int, float]:
        found = {numbers[name]: scale(name, one.length) for name in sorted(one.names) if name in numbers}
        much = PIECES * shortness(one.length)
        return found | {first + drawer: much * value for drawer, value in sorted(one.drawers.items())}

    return Sparse.of(map(line, table.seen), first + DRAWERS)


def fitted(table: Table, x: Sparse, which: Sequence[int], head: str) -> tuple[Floats, float]:
    """Weights and offset for one head from some of the texts."""
    answers = [(i, HEADS[head](table.cases[i])) for i in which]
    used = [(i, *answer) for i, answer in answers if answer]
    y, w = np.array([float(yes) for _, yes, _ in used]), np.array([weight for _, _, weight in used])
    return fit(x.some([i for i, _, _ in used]), y, w)


def learn(table: Table, heads: Sequence[str]) -> tuple[Model, Floats]:
    """One logistic regression for each head, and what they say of the texts themselves."""
    numbers = columns(table)
    x = matrix(table, numbers)
    known = [fitted(table, x, range(len(table.cases)), head) for head in heads]
    weights, offsets = np.array([w for w, _ in known]).T, np.array([offset for _, offset in known])
    told = np.array([x.times(w) + offset for w, offset in known]).T
    first = len(numbers)
    return Model.made(tuple(heads), tuple(numbers), Weights(weights[:first], offsets, weights[first:])), told


def out_of_fold(table: Table, heads: Sequence[str]) -> Floats:
    """What a model that did not learn the text says of it."""
    folds = np.array([zlib.crc32(case.group.encode()) % FOLDS for case in table.cases])
    out = np.zeros((len(table.cases), len(heads)))
    x = matrix(table, columns(table))
    for fold in range(FOLDS):
        rest, own = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        held = x.some(own.tolist())
        for at, head in enumerate(heads):
            weights, offset = fitted(table, x, rest.tolist(), head)
            out[own, at] = held.times(weights) + offset
    return out


def area(scores: Floats, truth: NDArray[np.bool_]) -> float:
    """The chance that a text with the answer yes scores higher than one with no."""
    order = np.argsort(np.argsort(scores)) + 1.0
    yes, no = truth.sum(), (~truth).sum()
    return float((order[truth].sum() - yes * (yes + 1) / 2) / max(1, yes * no))


def figures(table: Table, scores: Floats, heads: Sequence[str]) -> dict[str, str]:
    """For each head the area under the curve and the numbers of texts it is from; only texts that ask about it."""
    out = {}
    for at, head in enumerate(heads):
        answers = [(i, HEADS[head](case)) for i, case in enumerate(table.cases)]
        kept = [(i, answer[0]) for i, answer in answers if answer and answer[1] >= 1.0]
        truth = np.array([yes for _, yes in kept])
        if truth.any() and not truth.all():
            value = area(scores[[i for i, _ in kept], at], truth)
            out[head] = f"{value:.3f} ({int(truth.sum())}/{len(truth)})"
    return out


def report(table: Table) -> None:
    """Learns from all but a third, and says how well it orders that third."""
    rest = [i for i, case in enumerate(table.cases) if case.part != "test"]
    kept = [i for i, case in enumerate(table.cases) if case.part == "test"]
    x, heads = matrix(table, columns(table.some(rest))), tuple(HEADS)
    known = [fitted(table, x, rest, head) for head in heads]
    scores = np.array([x.some(kept).times(weights) + offset for weights, offset in known]).T
    print({"texts": len(rest), "kept back": figures(table.some(kept), scores, heads)})


def main() -> None:
    """Learn, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    everything, engine = list(cases()), Engine()
    table = Table(everything, [look(case, engine) for case in everything])
    if not asked.whole:
        report(table)
        return
    model, told = learn(table, tuple(HEADS))
    own = told[:, [model.heads.index(head) for head in HEEDED]]
    scored = Scored(table.cases, [one.names for one in table.seen], out_of_fold(table, HEEDED), own)
    lines = limits(scored)
    print(
        len(table.cases), len(model.names), figures(table, scored.unlearnt, HEEDED), *reached(scored, lines), sep="\n"
    )
    if asked.write:
        write(model, lines)


if __name__ == "__main__":
    main()
