"""Named points at which higher rooms join in without being imported: they register in `AppConfig.ready`.

Listeners run in the caller's transaction, in the order of registration; an
exception in one rolls everything back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec

P = ParamSpec("P")


class Hook(Generic[P]):
    """A list of functions with one signature; calling the hook calls them all."""

    def __init__(self, purpose: str) -> None:
        self.purpose = purpose
        self._listeners: list[Callable[P, None]] = []

    def register(self, listener: Callable[P, None]) -> Callable[P, None]:
        """Add a listener once; usable as a decorator."""
        if listener not in self._listeners:
            self._listeners.append(listener)
        return listener

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Call every listener with these arguments."""
        for listener in self._listeners:
            listener(*args, **kwargs)
