"""A delivery worker that kills (or stops) itself at a named step and whose bells get lost. For the kill campaign only.

The steps are woven in from outside, so that the product holds no switch that
could end it.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
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
    "rows_extended": ("carrying.taking", "extend", "after"),
    "before_upload": ("carrying.speaking", "ready", "before"),
    "uploaded": ("carrying.speaking", "ready", "after"),
    "intents_not_committed": ("carrying.beginning", "store_intents", "after"),
    "intents_committed": ("carrying.beginning", "begin", "after"),
    "turn_has_come": ("carrying.speaking", "speak", "before"),
    "answered": ("carrying.speaking", "call", "after"),
    "outcomes_not_committed": ("landing", "live_together", "after"),
    "outcome_not_committed": ("landing", "land", "after"),
    "outcomes_committed": ("carrying.finishing", "finish", "after"),
    "noted": ("carrying.finishing", "note_works", "after"),
    "looked": ("settling", "_look", "after"),
    "withdrawn": ("withdrawing", "_delete", "after"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one worker.

    It ends (`how` "kill") or stands still ("stop") in the `nth` pass through
    `step`; `doubled` and `dropped` are shares of its bells; its clock is `skew`
    seconds ahead; it may write files up to `file_bytes` only (a full disk).
    """

    step: str = ""
    nth: int = 1
    how: str = "kill"
    doubled: float = 0.0
    dropped: float = 0.0
    skew: float = 0.0
    file_bytes: int = 0
    queue_lease: float = 0.0
    send_lease: float = 0.0


def end_of(how: str) -> None:
    """End at once, as a power cut does; or stand still, as a paused machine does."""
    os.kill(os.getpid(), signal.SIGKILL if how == "kill" else signal.SIGSTOP)


def weave(fault: Fault) -> None:
    """Make the `nth` pass through the step the last."""
    import importlib

    name, function, when = STEPS[fault.step]
    module = importlib.import_module(f"wellspoken.rooms.publishing.{name}")
    kept: Callable[..., Any] = getattr(module, function)
    passes = {"left": fault.nth}

    def counted(*args: Any, **options: Any) -> Any:
        if when == "before":
            count(True)
        found = kept(*args, **options)
        if when == "after":
            count(found or function != "sweep")
        return found

    def count(meant: object) -> None:
        passes["left"] -= bool(meant)
        if passes["left"] == 0 or (passes["left"] < 0 and fault.how == "kill"):
            end_of(fault.how)

    setattr(module, function, counted)


def spoil_bells(fault: Fault) -> None:
    """Ring some bells twice and some not at all, whichever engine carries them."""
    from wellspoken.rooms.publishing import bell

    kinds: list[Any] = [bell.Embedded]
    if os.environ.get("WELLSPOKEN_ENGINE") == "celery":
        from wellspoken.rooms.publishing.celery_bell import OverBroker

        kinds = [OverBroker]
    chance = random.Random(os.getpid())
    for kind in kinds:
        kept = kind.ring

        def ring(self: Any, rung: Any, kept: Any = kept) -> None:
            spoilt: list[Any] = []
            for one in rung:
                times = chance.random()
                spoilt += [one] * (0 if times < fault.dropped else 2 if times > 1 - fault.doubled else 1)
            kept(self, spoilt)

        kind.ring = ring


def apply(fault: Fault) -> None:
    """Make this process faulty."""
    from django.conf import settings
    from django.utils import timezone

    from wellspoken.rooms.publishing import sweeping

    if fault.step:
        weave(fault)
    if fault.doubled or fault.dropped:
        spoil_bells(fault)
    if fault.queue_lease:
        sweeping.QUEUE_LEASE = timedelta(seconds=fault.queue_lease)
    if fault.send_lease:
        settings.DELIVERY_LEASE_SECONDS = fault.send_lease
    if fault.skew:
        kept, ahead = timezone.now, timedelta(seconds=fault.skew)
        timezone.now = lambda: kept() + ahead
    if fault.file_bytes:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (fault.file_bytes, resource.RLIM_INFINITY))


def begin(fault: Fault, log: Path) -> BaseProcess:
    """Start a worker with that fault, forked from a loaded process."""
    nursery = get_context("forkserver")
    nursery.set_forkserver_preload(["benchmarks.faults_nursery"])
    child = nursery.Process(target=_live, args=(fault, str(log)), daemon=True)
    child.start()
    return child


def _live(fault: Fault, log: str) -> None:
    with Path(log).open("ab") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    import django

    django.setup()
    from wellspoken.rooms.publishing import worker

    apply(fault)
    worker.main()


def main() -> None:
    """`python -m benchmarks.faults_worker [step nth]`."""
    import django

    django.setup()
    from wellspoken.rooms.publishing import worker

    if len(sys.argv) > 2:
        weave(Fault(sys.argv[1], int(sys.argv[2])))
    worker.main()


if __name__ == "__main__":
    main()
