"""Logistic regression with a quadratic penalty, by limited-memory BFGS. numpy only; no randomness."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scripts.judge_matrix import Sparse

STRENGTH = 0.5  # of what the texts say against the penalty
_STEPS = 60
_MEMORY = 10
_ENOUGH = 1e-2
Floats = NDArray[np.float64]


def fit(x: Sparse, y: Floats, weight: Floats) -> tuple[Floats, float]:
    """Weights and offset for the lines of `x` with answers `y` (0 or 1), each counting `weight`."""
    signs = 2 * y - 1

    def loss(w: Floats) -> tuple[float, Floats]:
        margins = signs * (x.times(w[:-1]) + w[-1])
        value = STRENGTH * float(weight @ np.logaddexp(0, -margins)) + 0.5 * float(w[:-1] @ w[:-1])
        pull = -STRENGTH * weight * signs / (1 + np.exp(np.clip(margins, -30, 30)))
        slope = np.append(x.back(pull) + w[:-1], pull.sum())
        return value, slope

    w = _least(loss, np.zeros(x.width + 1))
    return w[:-1], float(w[-1])


def _least(loss, w: Floats) -> Floats:  # type: ignore[no-untyped-def]
    """Where `loss` is least."""
    value, slope = loss(w)
    moves: list[tuple[Floats, Floats]] = []
    for _ in range(_STEPS):
        if np.abs(slope).max() < _ENOUGH:
            break
        direction = -_curved(slope, moves)
        if direction @ slope >= 0:
            moves, direction = [], -slope
        step = 1.0 if moves else 1.0 / max(1.0, float(np.abs(slope).sum()))
        for _ in range(30):
            new, new_slope = loss(w + step * direction)
            if new <= value + 1e-4 * step * float(direction @ slope):
                break
            step /= 2
        else:
            break
        moves = [*moves, (step * direction, new_slope - slope)][-_MEMORY:]
        moves = [(s, g) for s, g in moves if s @ g > 1e-10]
        w, value, slope = w + step * direction, new, new_slope
    return w


def _curved(slope: Floats, moves: list[tuple[Floats, Floats]]) -> Floats:
    """The slope seen through the curvature of the last moves."""
    q, seen = slope.copy(), []
    for s, g in reversed(moves):
        a = (s @ q) / (s @ g)
        seen.append(a)
        q -= a * g
    if moves:
        s, g = moves[-1]
        q *= (s @ g) / (g @ g)
    for (s, g), a in zip(moves, reversed(seen), strict=True):
        q += s * (a - (g @ q) / (s @ g))
    return q
