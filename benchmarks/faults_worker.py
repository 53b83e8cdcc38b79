"""A delivery worker that kills itself with SIGKILL at a named step. Run by `benchmarks.faults` only.

The steps are woven in from outside, so that the product holds no switch that
could end it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

#: step -> (module, function, whether to die before or after it ran)
STEPS: dict[str, tuple[str, str, str]] = {
    "before_claim": ("sweeping", "sweep", "before"),
    "claimed": ("sweeping", "sweep", "after"),
    "before_gates": ("gates", "checks", "before"),
    "gates_passed": ("gates", "checks", "after"),
    "row_extended": ("delivering", "_extend", "after"),
    "before_upload": ("delivering", "_ready", "before"),
    "uploaded": ("delivering", "_ready", "after"),
    "intent_not_committed": ("delivering", "_store_intent", "after"),
    "intent_committed": ("delivering", "_begin", "after"),
    "answered": ("delivering", "_speak", "after"),
    "outcome_not_committed": ("landing", "land", "after"),
    "outcome_committed": ("delivering", "_finish", "after"),
    "noted": ("delivering", "_note_works", "after"),
    "looked": ("settling", "_look", "after"),
    "withdrawn": ("withdrawing", "_delete", "after"),
}


def die() -> None:
    """End at once, as a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)


def weave(step: str, nth: int) -> None:
    """Make the `nth` pass through `step` the last."""
    import importlib

    name, function, when = STEPS[step]
    module = importlib.import_module(f"wellspoken.rooms.publishing.{name}")
    kept: Callable[..., Any] = getattr(module, function)
    passes = {"left": nth}

    def counted(*args: Any, **options: Any) -> Any:
        if when == "before":
            count(True)
        found = kept(*args, **options)
        if when == "after":
            count(found or function != "sweep")
        return found

    def count(meant: object) -> None:
        passes["left"] -= bool(meant)
        if passes["left"] <= 0:
            die()

    setattr(module, function, counted)


def begin(step: str, nth: int, log: Path) -> BaseProcess:
    """Start a worker that dies in the `nth` pass through `step` ('': never), forked from a loaded process."""
    nursery = get_context("forkserver")
    nursery.set_forkserver_preload(["benchmarks.faults_nursery"])
    child = nursery.Process(target=_live, args=(step, nth, str(log)))
    child.start()
    return child


def _live(step: str, nth: int, log: str) -> None:
    with Path(log).open("ab") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    import django

    django.setup()
    from wellspoken.rooms.publishing import worker

    if step:
        weave(step, nth)
    worker.main()


def main() -> None:
    """`python -m benchmarks.faults_worker [step nth]`."""
    import django

    django.setup()
    from wellspoken.rooms.publishing import worker

    if len(sys.argv) > 2:
        weave(sys.argv[1], int(sys.argv[2]))
    worker.main()


if __name__ == "__main__":
    main()
