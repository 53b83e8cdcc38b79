"""Texts by signals as a sparse matrix in numpy: a text has some hundred of forty thousand signals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sparse:
    """Lines one after the other: `values` stand in `columns`, line i from starts[i] to starts[i + 1]; none is empty."""

    values: NDArray[np.float32]
    columns: NDArray[np.int32]
    starts: NDArray[np.int64]
    width: int

    @classmethod
    def of(cls, lines: Iterable[Mapping[int, float]], width: int) -> Sparse:
        """From what stands in which column of each line."""
        values, columns, starts = [np.zeros(0, np.float32)], [np.zeros(0, np.int32)], [0]
        for line in lines:
            values.append(np.fromiter(line.values(), np.float32, len(line)))
            columns.append(np.fromiter(line, np.int32, len(line)))
            starts.append(starts[-1] + len(line))
        return cls(np.concatenate(values), np.concatenate(columns), np.array(starts), width)

    def some(self, which: Sequence[int]) -> Sparse:
        """These lines in this order."""
        lengths = np.diff(self.starts)[which]
        ends = np.concatenate(([0], np.cumsum(lengths)))
        at = np.repeat(self.starts[:-1][which] - ends[:-1], lengths) + np.arange(ends[-1])
        return Sparse(self.values[at], self.columns[at], ends, self.width)

    def times(self, weights: Floats) -> Floats:
        """The sum of each line, every column counting `weights`."""
        told: Floats = np.add.reduceat(self.values * weights[self.columns], self.starts[:-1])
        return told

    def back(self, pulls: Floats) -> Floats:
        """The sum of each column, every line counting `pulls`."""
        spread = self.values * np.repeat(pulls, np.diff(self.starts))
        told: Floats = np.bincount(self.columns, spread, self.width).astype(np.float64)
        return told
