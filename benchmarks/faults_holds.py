"""Holds in the kill campaign: placed and lifted while posts go out, by a process that dies at a named step.

While a hold stands nothing may become visible (after the second that calls
under way are given). Afterwards it is lifted and everything caught is let go.
"""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from benchmarks.faults_stage import Stage

#: functions of `publishing.services.holds` (the first: of `holding`) after which the holder dies; "": it lives
STEPS = ("", "lock_channels", "_catch", "place_hold", "_let_go", "lift_hold")
#: seconds for calls that had begun when the hold was placed, and for which nothing may appear then
UNDER_WAY, WATCHED = 1.0, 1.0
REASON = "A fire in building C."


class Holder:
    """Somebody who holds the organisation in the middle of a burst."""

    def __init__(self, stage: Stage, log: Path) -> None:
        from tests.factories import make_person
        from wellspoken.rooms.people.roles import Role

        self.stage, self.log = stage, log
        self.person, self.publisher = make_person(Role.ADMINISTRATOR), make_person(Role.PUBLISHER, stage.team)
        self.figures: Counter[str] = Counter(dict.fromkeys(("holds", "holders_killed", "held", "sent_under_hold"), 0))

    def act(self, step: str) -> None:
        """Place and lift a hold in a process that dies at the step; watch what a hold that was left standing does."""
        nursery = get_context("forkserver")
        one: BaseProcess = nursery.Process(target=_live, args=(self.person.pk, step, str(self.log)), daemon=True)
        one.start()
        one.join(30)
        self.figures["holders_killed"] += one.exitcode == -signal.SIGKILL
        self.figures["holds"] += 1
        if self._standing().exists():
            time.sleep(UNDER_WAY)
            before = self._visible()
            time.sleep(WATCHED)
            self.figures["sent_under_hold"] += self._visible() - before

    def settle(self) -> None:
        """Lift what stands and let everything go that was caught."""
        from django.utils import timezone

        from wellspoken.rooms.publishing import holding, services
        from wellspoken.rooms.publishing.models import Delivery, Hold

        for hold in self._standing():
            services.lift_hold(actor=self.person, hold=hold)
        for hold in Hold.objects.filter(state="lifted"):
            rows = list(holding.caught(hold).values_list("pk", flat=True))
            for first in range(0, len(rows), 200):
                choices = {key: services.Choice("send") for key in rows[first : first + 200]}
                services.decide(actor=self.publisher, hold=hold, choices=choices, gap=timedelta(0))
                now = timezone.now()
                Delivery.objects.filter(pk__in=choices, state="scheduled").update(due_at=now, not_before=now)
            self.figures["held"] += len(rows)

    def _standing(self) -> Any:
        from wellspoken.rooms.publishing.models import Hold

        return Hold.objects.filter(state="standing")

    def _visible(self) -> int:
        return sum(self.stage.seen().values())


def _live(person: int, step: str, log: str) -> None:
    with Path(log).open("ab") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    import django

    django.setup()
    from wellspoken.rooms.people.models import User
    from wellspoken.rooms.publishing import holding
    from wellspoken.rooms.publishing.services import holds

    if step:
        _die_after(holding if step == "lock_channels" else holds, step)
    actor = User.objects.get(pk=person)
    hold = holds.place_hold(actor=actor, over=holds.Over(), reason=REASON)
    time.sleep(0.3)
    holds.lift_hold(actor=actor, hold=hold)


def _die_after(module: Any, name: str) -> None:
    kept = getattr(module, name)

    def last(*args: Any, **options: Any) -> Any:
        kept(*args, **options)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(module, name, last)
