"""Background work of other rooms that the worker does beside delivery; higher rooms register theirs in `ready`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

#: asks whether the worker is to stop soon; long work looks now and then
Ended = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Chore:
    """`work(ended)` is called every `seconds` in a thread of its own; a failure costs that round only.

    Several workers may do it at once: it must claim what it works on.
    """

    name: str
    work: Callable[[Ended], object]
    seconds: float


_chores: dict[str, Chore] = {}


def register(chore: Chore) -> None:
    """Add a chore; one of the same name is replaced."""
    _chores[chore.name] = chore


def all_chores() -> list[Chore]:
    """Every registered chore."""
    return list(_chores.values())
