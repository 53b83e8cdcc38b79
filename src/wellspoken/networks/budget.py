"""How long the calls inside one connector method may take together."""

from __future__ import annotations

import time

LEAST = 0.01


class Budget:
    """A time that several calls share, and how often each of them may be tried."""

    def __init__(self, seconds: float, attempts: int = 1) -> None:
        self.end = time.monotonic() + seconds
        self.attempts = attempts

    def left(self, most: float = 20.0) -> float:
        """Return the seconds the next call may take: at most ``most``, never nothing."""
        return max(LEAST, min(most, self.end - time.monotonic()))


def patient() -> Budget:
    """Return the budget of a method that nobody waits for: ten minutes, two attempts each."""
    return Budget(600.0, attempts=2)
