"""Kill delivery workers, lose bells and replies on purpose, then count what the public could see.

Every delivery has its own words; the servers are asked afterwards how often
each text is there. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from math import ceil
from multiprocessing.process import BaseProcess
from typing import Any

from benchmarks import faults_holds, rig
from benchmarks.faults_stage import STILL, Stage
from benchmarks.faults_worker import STEPS, Fault, begin

CALM_SECONDS = 180.0
LIFE_SECONDS = 20.0
#: a worker with nothing left to do for so long is killed: its step will not come any more
IDLE_SECONDS = 0.5
#: every so many lives the organisation is held in the middle of it
HOLDS = 8
#: steps through which a whole group passes at once, so that a life has few of them
GROUPED = frozenset(name for name, (module, _f, _w) in STEPS.items() if module != "carrying.speaking")
#: every so many lives the worker beside the victim is replaced: told to end, or killed
RELAY = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of everything."""

    engine: str = "embedded"
    kills: int = 30
    posts: int = 300
    lost_replies: float = 0.05
    spoiled_bells: float = 0.05
    mastodons: int = 1
    pds: bool = True
    seed: int = 11
    minutes: float = 120.0


class Campaign:
    """One run: posts, kills, counting. With Celery a second worker is at work beside the one that is killed."""

    def __init__(self, plan: Plan, stage: Stage) -> None:
        self.plan, self.stage, self.random = plan, stage, stage.random
        self.log = stage.data / "worker.log"
        self.recoveries: list[float] = []
        self.steps: Counter[str] = Counter()
        self.beside: BaseProcess | None = None
        self.relays: Counter[str] = Counter()
        self.holder = faults_holds.Holder(stage, self.log)

    def run(self) -> dict[str, Any]:
        """Kill `kills` workers while `posts` posts go out; returns the figures."""
        self.stage.write(self.plan.posts)
        print(f"{self.plan.posts} posts are approved; killing ...", flush=True)
        started = time.monotonic()
        self._kill_all()
        self._calm_down()
        figures = self.stage.count()
        return {
            "kills": sum(self.steps.values()) + self.relays["killed"],
            **figures,
            "recovery_p50": rig.percentile(self.recoveries, 0.5),
            "recovery_max": rig.percentile(self.recoveries, 1.0),
            "replaced_in_order": self.relays["ended"],
            "seconds": round(time.monotonic() - started),
            "steps": dict(self.steps),
            **self.holder.figures,
        }

    def _fault(self, step: str = "", nth: int = 1) -> Fault:
        share = self.plan.spoiled_bells
        return Fault(step, nth, doubled=share, dropped=share, queue_lease=8.0 if share else 0.0)

    def _kill_all(self) -> None:
        names = [name for name in STEPS if name != "withdrawn"]
        end = time.monotonic() + 60 * self.plan.minutes
        for number in range(self.plan.kills):
            if time.monotonic() > end:
                print(f"time is over after {number} kills", flush=True)
                return
            if self.plan.engine == "celery" and number % RELAY == 0:
                self._relay("ended" if number % (2 * RELAY) else "killed")
            self.stage.bring_forward(ceil(self.plan.posts / self.plan.kills))
            step = names[number % len(names)] if number % 5 else "clock"
            nth = self.random.randint(1, 2 if step in GROUPED else self._passes())
            held = faults_holds.STEPS[number // HOLDS % len(faults_holds.STEPS)] if number % HOLDS == 3 else None
            self.steps[self._one_life(step, nth, held)] += 1
            if sys.stdout.isatty() or number % 50 == 49:
                print(f"{number + 1} of {self.plan.kills} killed, {self._live()} live", flush=True)

    def _passes(self) -> int:
        """How many deliveries a life has work for: it dies anywhere among them."""
        return max(4, len(self.stage.channels) * self.plan.posts // max(1, self.plan.kills))

    def _relay(self, how: str) -> None:
        """Replace the worker beside: a rolling restart lets it finish what it began."""
        if self.beside is not None:
            self.beside.terminate() if how == "ended" else self.beside.kill()
            self.beside.join(60)
            self.relays[how] += 1
        self.beside = begin(self._fault(), self.log)

    def _one_life(self, step: str, nth: int, held: str | None = None) -> str:
        """Start a worker and wait for its death; returns the step it died at.

        One that has done all its work, or reaches the end of its life, is killed by the clock. `held`: soon after its
        first post the organisation is held by a process that dies at this step.
        """
        before, started = self._live(), time.monotonic()
        child = begin(self._fault("" if step == "clock" else step, nth), self.log)
        end = started + LIFE_SECONDS
        idle_since: float | None = None
        recovered = False
        while child.exitcode is None and time.monotonic() < end:
            child.join(0.1)
            now = time.monotonic()
            if not recovered and self._live() > before:
                recovered = True
                self.recoveries.append(now - started)
                if step == "clock":  # somewhere in the middle of its work
                    end = min(end, now + self.random.uniform(0.0, 1.5))
                if held is not None:
                    self.holder.act(held)
            idle_since = None if self._busy() else idle_since or now
            if idle_since and now - idle_since > IDLE_SECONDS:
                break
        by_itself = child.exitcode is not None
        child.kill()
        child.join()
        if held is not None:
            self.holder.settle()
        return step if by_itself else "clock"

    def _busy(self) -> bool:
        """Whether a worker has something to do now or in a moment."""
        from datetime import timedelta

        from django.db.models import Q
        from django.utils import timezone

        from wellspoken.rooms.publishing.models import Delivery

        soon = timezone.now() + timedelta(seconds=2)
        due = Q(state="scheduled", not_before__lte=soon) | Q(state="unknown", settle_at__lte=soon)
        return Delivery.objects.filter(due | Q(state__in=("queued", "sending"))).exists()

    def _calm_down(self) -> None:
        """Let workers without faults finish what can be finished."""
        self.stage.bring_forward(self.plan.posts)
        if self.beside is not None:
            self.beside.terminate()
            self.beside.join(60)
        child = begin(Fault(), self.log)
        before, started = self._live(), time.monotonic()
        known, moved = before, started  # how many are live, and when the last of them became so
        while time.monotonic() - moved < CALM_SECONDS:
            child.join(0.5)
            if (live := self._live()) > known:
                if known == before:
                    self.recoveries.append(time.monotonic() - started)
                known, moved = live, time.monotonic()
            if not self._unfinished():
                break
            skip_pauses()
        child.terminate()
        child.join(40)
        child.kill()

    def _live(self) -> int:
        from wellspoken.rooms.publishing.models import Delivery

        return Delivery.objects.filter(state="live").count()

    def _unfinished(self) -> bool:
        from wellspoken.rooms.publishing.models import Delivery

        asking = Delivery.objects.filter(state="unknown", looks__lt=4)
        still = Delivery.objects.filter(state__in=STILL).exclude(state="scheduled", reason="budget")
        return still.exists() or asking.exists()


def skip_pauses() -> None:
    """Looks at the network come at once instead of minutes apart: nothing on these servers appears late."""
    from django.utils import timezone

    from wellspoken.rooms.publishing.models import Delivery

    Delivery.objects.filter(state="unknown", settle_at__isnull=False).update(settle_at=timezone.now())


def wrong(figures: dict[str, Any]) -> bool:
    """Whether anything was lost, doubled or falsely called sent."""
    return any(figures.get(name) for name in ("twice", "lost", "false_sent", "sent_under_hold"))


def options() -> argparse.Namespace:
    """What was asked for on the command line."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--engine", choices=["huey", "embedded", "celery"], default="embedded", help="huey = embedded")
    asked.add_argument("--kills", type=int, default=30)
    asked.add_argument("--posts", type=int, default=300)
    asked.add_argument("--lost-replies", type=float, default=0.05, help="share of visible calls whose reply is lost")
    asked.add_argument("--spoiled-bells", type=float, default=0.05, help="share of bells doubled, and share dropped")
    asked.add_argument("--mastodons", type=int, default=1, help="Mastodon servers, a channel on each")
    asked.add_argument("--no-pds", action="store_true", help="leave the real Bluesky server out")
    asked.add_argument("--scenes", default="none", help="all, none, or names of scenes with commas between them")
    asked.add_argument("--minutes", type=float, default=120.0, help="end killing after that long, whatever was asked")
    asked.add_argument("--seed", type=int, default=11)
    return asked.parse_args()


def main() -> int:
    """Run the campaign and the scenes; the exit status is 1 when anything was lost, doubled or falsely called sent."""
    chosen = options()
    engine = "celery" if chosen.engine == "celery" else "embedded"
    print(f"{chosen.kills} kills, {chosen.posts} posts, engine {engine} ...", flush=True)
    plan = Plan(engine, chosen.kills, chosen.posts, chosen.lost_replies, chosen.spoiled_bells, chosen.mastodons,
                pds=not chosen.no_pds, seed=chosen.seed, minutes=chosen.minutes)  # fmt: skip
    with ExitStack() as stack:
        servers = stack.enter_context(rig.engine(engine))
        data = rig.prepare(**servers.environment)
        stage = stack.enter_context(
            Stage(data, plan.lost_replies, mastodons=plan.mastodons, pds=plan.pds, seed=plan.seed)
        )
        figures = Campaign(plan, stage).run() if plan.kills else {}
        from benchmarks import faults_scenes

        scenes = faults_scenes.play(chosen.scenes, servers, stage)
    print(json.dumps({"engine": engine, **figures, "scenes": scenes, **rig.machine()}))
    return int(any(wrong(found) for found in (figures, *scenes.values()) if found))


if __name__ == "__main__":
    raise SystemExit(main())
