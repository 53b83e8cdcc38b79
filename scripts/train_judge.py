"""Trains the judge: python -m scripts.train_judge [--whole] [--write]

Without --whole a third of the training texts is kept back (whole groups of twins and topics) and measured; with it
everything is learnt. Thresholds come from cross-validation on what is learnt. --write replaces
src/wellspoken/engines/screening/learned/data. The same input gives the same model. Figures: docs/models/judge.md.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scripts.judge_corpus import HEADS, Case, cases
from scripts.judge_fit import fit
from scripts.judge_limits import HEEDED, Scored, limits
from wellspoken.engines.screening import Engine
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.learned.model import Model, Seen, scale, seen, write
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


def matrix(table: Table, numbers: dict[str, int]) -> NDArray[np.float32]:
    """One line a text, one column a signal."""
    out = np.zeros((len(table.seen), len(numbers)), dtype=np.float32)
    for line, one in enumerate(table.seen):
        for name in one.names:
            if (at := numbers.get(name)) is not None:
                out[line, at] = scale(name, one.length)
    return out


def learn(table: Table, heads: Sequence[str]) -> Model:
    """One logistic regression for each head."""
    numbers = columns(table)
    x = matrix(table, numbers)
    weights, offsets = np.zeros((len(numbers), len(heads))), np.zeros(len(heads))
    for at, head in enumerate(heads):
        answers = [HEADS[head](case) for case in table.cases]
        used = [i for i, answer in enumerate(answers) if answer]
        y = np.array([float(answers[i][0]) for i in used])  # type: ignore[index]
        w = np.array([answers[i][1] for i in used])  # type: ignore[index]
        weights[:, at], offsets[at] = fit(x[used], y, w)
    return Model.made(tuple(heads), tuple(numbers), weights, offsets)


def out_of_fold(table: Table, heads: Sequence[str]) -> Floats:
    """What a model that did not learn the text says of it."""
    folds = np.array([zlib.crc32(case.group.encode()) % FOLDS for case in table.cases])
    out = np.zeros((len(table.cases), len(heads)))
    for fold in range(FOLDS):
        model = learn(table.some(np.flatnonzero(folds != fold).tolist()), heads)
        for i in np.flatnonzero(folds == fold).tolist():
            out[i] = model.scores(table.seen[i])
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


def main() -> None:
    """Learn, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    everything, engine = list(cases()), Engine()
    table = Table(everything, [look(case, engine) for case in everything])
    heads = tuple(HEADS)
    learnt = [i for i, case in enumerate(everything) if asked.whole or case.part != "test"]
    model = learn(table.some(learnt), heads)
    report: dict[str, Any] = {"texts": len(learnt), "signals": len(model.names)}
    kept = [i for i, case in enumerate(everything) if case.part == "test"]
    if not asked.whole:
        scores = np.array([model.scores(table.seen[i]) for i in kept])
        report["kept back"] = figures(table.some(kept), scores, heads)
    print(report)
    if asked.write:
        some = table.some(learnt)
        folds = out_of_fold(some, HEEDED)
        own = np.array([model.scores(one) for one in some.seen])[:, [heads.index(head) for head in HEEDED]]
        write(model, limits(Scored(some.cases, [one.names for one in some.seen], folds, own), HEEDED))


if __name__ == "__main__":
    main()
