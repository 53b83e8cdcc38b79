"""The delivery worker: sweeps, delivers, settles, takes down, shows signs of life. Survives any single failure."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from types import FrameType

from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone

import wellspoken
from wellspoken.rooms.audit import anchoring
from wellspoken.rooms.channels import jobs as channel_jobs
from wellspoken.rooms.channels import warning
from wellspoken.rooms.compliance import trials
from wellspoken.rooms.kernel import leases
from wellspoken.rooms.kernel.quiet import is_quiet
from wellspoken.rooms.library import jobs as library_jobs
from wellspoken.rooms.media import jobs as media_jobs
from wellspoken.rooms.publishing import (
    backlog,
    channel_selectors,
    chores,
    clockwork,
    engine_choice,
    rescreening,
    seats,
    selectors,
    settling,
    sweeping,
    telling,
    withdrawing,
)
from wellspoken.rooms.publishing.carrying.carrier import Carrier
from wellspoken.rooms.publishing.carrying.journal import Journal
from wellspoken.rooms.publishing.mailing import tell_author
from wellspoken.rooms.publishing.models import Heartbeat
from wellspoken.rooms.publishing.recurring import unrolling
from wellspoken.rooms.publishing.resting import rest

log = logging.getLogger(__name__)
HEARTBEAT_SECONDS = 5.0
WATCHDOG_SECONDS = 60.0
HEALTH_SECONDS = 60.0
LOOK_SECONDS = 2.0
#: how soon lost answers are asked about and takedowns begin
ASK_SECONDS = 2.0
LINK_SECONDS = 3.0
#: how soon waiting posts are looked at again after rules, products or names changed
RESCREEN_SECONDS = 15.0
#: how long work that is in no hurry waits, each time it asks, while many deliveries are under way
GIVES_WAY_SECONDS = 60.0
#: how soon people hear of holds and outages
TELL_SECONDS = 5.0
#: how soon a trial of changed rules begins
TRIAL_SECONDS = 2.0
#: how soon the coming days of a series get their posts
REPEAT_SECONDS = 20.0
#: how soon after midnight (UTC) the audit log is anchored
ANCHOR_SECONDS = 300.0
#: how long a post may be overdue before its author hears of it
ALARM = timedelta(minutes=5)
OLD_BEATS = timedelta(days=1)


class Worker:
    """One process' worker; `stop` is set from outside and ends it after the attempts under way."""

    def __init__(self, stop: threading.Event) -> None:
        self.stop = stop
        self.seat = seats.take()
        self.started_at = timezone.now()
        self.has_claimed = False
        self.journal = Journal(self.seat.journal)
        self.carrier = Carrier(self.seat.name, settings.DELIVERY_WORKERS, self.journal)
        self.doorbell = engine_choice.make(self.carrier)
        self.threads = [
            threading.Thread(target=self._loop, args=(work, wait), name=work.__name__, daemon=True)
            for work, wait in (
                (self.sweep, None),
                (self.beat, HEARTBEAT_SECONDS),
                (self.settle, ASK_SECONDS),
                (self.take_down, ASK_SECONDS),
                (watch, WATCHDOG_SECONDS),
                (check_channels, HEALTH_SECONDS),
                (look_at_pictures, LOOK_SECONDS),
                (check_links, LINK_SECONDS),
                (self.rescreen, RESCREEN_SECONDS),
                (tell, TELL_SECONDS),
                (self.try_rules, TRIAL_SECONDS),
                (repeat, REPEAT_SECONDS),
                (anchor, ANCHOR_SECONDS),
            )
        ]
        self.threads += [
            threading.Thread(
                target=self._loop, args=(self._round_of(chore), chore.seconds), name=chore.name, daemon=True
            )
            for chore in chores.all_chores()
        ]

    def run(self) -> None:
        """Work until told to stop."""
        self._attempt(self.clear_up)
        self._attempt(self.journal.begin)
        self.doorbell.start()
        for thread in self.threads:
            thread.start()
        self.stop.wait()
        self.doorbell.stop()
        for thread in self.threads:
            thread.join(timeout=settings.DELIVERY_LEASE_SECONDS)
        self._attempt(self.clear_up)
        self.journal.close()
        self.seat.leave()
        connections.close_all()

    def _loop(self, work: Callable[[], float | None], every: float | None) -> None:
        while not self.stop.is_set():
            pause = self._attempt(work, waits_for_quiet=work != self.beat)
            self.stop.wait(pause if pause is not None else every or settings.DELIVERY_SWEEP_SECONDS)
        connections.close_all()

    def _attempt(self, work: Callable[[], float | None], *, waits_for_quiet: bool = False) -> float | None:
        """Do one round; a locked database or any other failure costs this round only."""
        close_old_connections()
        try:
            return None if waits_for_quiet and is_quiet() else work()
        except Exception:
            log.exception("%s failed; trying again", getattr(work, "__name__", "work"))
            return None
        finally:
            rest()

    def clear_up(self) -> None:
        """Give back what this seat holds or held: nobody else works in it."""
        clockwork.set_clock()
        leases.take_place_of(self.seat.name)
        sweeping.release_seat(self.seat.name, clockwork.now(), self.journal.unspoken())

    def sweep(self) -> float:
        """Claim what is due and ring; returns how long to sleep: until the next moment, a second at most."""
        crowded = backlog.crowded(self.seat.name) if self.has_claimed else []
        bells = sweeping.sweep(clockwork.now(), self.seat.name, crowded)
        self.has_claimed = bool(bells or crowded)
        if bells:
            self.doorbell.ring(bells)
        if len(bells) >= sweeping.BATCH:
            return 0.0
        if crowded:
            return backlog.BREATH
        return _until(sweeping.next_due(clockwork.now()))

    def beat(self) -> None:
        """Show that the worker is alive."""
        clockwork.set_clock()
        now = clockwork.now()
        values = {"started_at": self.started_at, "at": now, "version": wellspoken.__version__}
        values |= {"engine": self.doorbell.name, "broker": self.doorbell.broker()}
        Heartbeat.objects.update_or_create(worker=self.seat.name, defaults=values)
        Heartbeat.objects.filter(at__lt=now - OLD_BEATS).delete()

    def settle(self) -> None:
        """Ask the networks about lost answers."""
        self._each(settling.due_looks(clockwork.now()), settling.settle)

    def take_down(self) -> None:
        """Delete what is to be taken down."""
        self._each(withdrawing.due_withdrawals(clockwork.now()), withdrawing.withdraw)

    def rescreen(self) -> None:
        """Hold waiting posts that today's rules stop."""
        rescreening.rescreen(self._ended)

    def _ended(self) -> bool:
        """Whether to end soon; asked by work that can wait, it lets a burst of deliveries go first."""
        self.carrier.wait_for_calm(GIVES_WAY_SECONDS)
        return self.stop.is_set()

    def try_rules(self) -> None:
        """Try drafts of the rules on earlier posts."""
        trials.work(self._ended)

    def _round_of(self, chore: chores.Chore) -> Callable[[], None]:
        def work() -> None:
            chore.work(self._ended)

        work.__name__ = chore.name
        return work

    def _each(self, keys: list[int], act: Callable[[int], object]) -> None:
        for key in keys:
            if not self.stop.is_set():
                self._attempt(partial(_ignore, act, key))


def _ignore(act: Callable[[int], object], key: int) -> None:
    act(key)


def _until(moment: datetime | None) -> float:
    longest = float(settings.DELIVERY_SWEEP_SECONDS)
    if moment is None:
        return longest
    return max(0.0, min(longest, (moment - clockwork.now()).total_seconds()))


def watch() -> None:
    """Compare what is due with what is out; the author of a post that hangs hears of it."""
    overdue = selectors.overdue_rows(timezone.now(), ALARM).select_related("channel")[:100]
    for delivery in overdue:
        log.warning("delivery %s is overdue since %s", delivery.pk, delivery.due_at)
        tell_author(delivery, "overdue")


def check_channels() -> None:
    """Ask after channels nobody has heard of for a while, and warn of sign-ins that end."""
    channel_jobs.check_channels(timezone.now())
    warning.warn(timezone.now(), channel_selectors.waiting_after)


def tell() -> None:
    """Write to people about holds, networks that cannot be reached, and takedowns by hand."""
    telling.tell_of_holds()
    telling.tell_of_outages()
    telling.remind_of_tasks()


def repeat() -> None:
    """Make the posts of the coming days of every series."""
    unrolling.unroll(timezone.now())


def look_at_pictures() -> None:
    """Look into pictures that wait, one at a time."""
    media_jobs.look_at_pictures()


def anchor() -> None:
    """Sign where the audit log ends, once a day."""
    anchoring.anchor_today()


def check_links() -> None:
    """Look up links in drafts that nobody has looked up lately."""
    library_jobs.check_links()


def run(stop_event: threading.Event) -> None:
    """Run a worker in this thread until `stop_event` is set and the attempts under way have ended."""
    Worker(stop_event).run()


def main() -> None:
    """Run a worker as a process of its own; SIGTERM and Ctrl-C end it after the attempts under way."""
    stop = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
    run(stop)
