"""The doorbell across machines: Celery tasks on a RabbitMQ quorum queue. A task carries numbers of a few rows.

No schedule, no retries, no results: the table has all three. What the broker
cannot carry (it is away, or a bell of the row was lost before) the sweeping
worker delivers itself, so that posts keep their time while the broker is down.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Sequence
from typing import Any

from celery import Celery
from celery.worker import WorkController, state
from celery.worker.consumer import Consumer
from django.conf import settings
from kombu.entity import Queue

from wellspoken.rooms.publishing.bell import Carries
from wellspoken.rooms.publishing.sweeping import Bell

log = logging.getLogger(__name__)
QUEUE = "wellspoken.deliveries"
TASK = "wellspoken.deliver"
#: bells older than this are stale: their rows were claimed anew
BELL_LASTS_MS = 60_000
#: a bell that keeps killing workers is dropped; its row goes its way through the leases
DELIVERY_LIMIT = 5
#: after the broker failed it is left alone for so long
AWAY_SECONDS = 15.0
#: rows of one task: few enough that several workers share a burst
TOGETHER = 16
#: tasks that a worker hands on at once; they wait here while its carrier has plenty
LISTENERS = 2
#: longest such wait, in seconds; the claims of its rows are over soon after
ROOM_SECONDS = 15.0


def make_app(broker: str) -> Celery:
    """The Celery application: one durable quorum queue, late acknowledgement, nothing kept."""
    app = Celery("wellspoken", broker=broker, set_as_current=False, fixups=[])
    arguments = {"x-queue-type": "quorum", "x-message-ttl": BELL_LASTS_MS, "x-delivery-limit": DELIVERY_LIMIT}
    app.conf.update(
        task_queues=[Queue(QUEUE, durable=True, queue_arguments=arguments)],  # type: ignore[no-untyped-call]
        task_default_queue=QUEUE,
        task_create_missing_queues=False,
        task_acks_late=True,
        task_ignore_result=True,
        task_publish_retry=False,
        worker_prefetch_multiplier=1,
        worker_enable_remote_control=False,
        worker_hijack_root_logger=False,
        worker_cancel_long_running_tasks_on_connection_loss=False,
        broker_heartbeat=10,
        broker_connection_timeout=2,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_transport_options={"max_retries": 1, "interval_start": 0, "read_timeout": 30, "write_timeout": 2},
    )
    return app


#: we use no delays, so their 28 exchanges and queues need not be made
_STEPS = [step for step in Consumer.Blueprint.default_steps if "delayed_delivery" not in step]


class _Listener(Consumer):  # type: ignore[misc]
    """Celery's consumer without delays."""

    class Blueprint(Consumer.Blueprint):  # type: ignore[misc]
        default_steps = _STEPS


class _Worker(WorkController):  # type: ignore[misc]
    """Celery's worker as a thread of a process that handles its own signals."""

    def is_connected(self) -> bool:
        """Whether the broker can hear us at this moment."""
        connection = getattr(getattr(self, "consumer", None), "connection", None)
        return bool(connection and connection.connected)


class OverBroker:
    """Bells ring at any worker of the installation; see `Doorbell`."""

    name = "celery"

    def __init__(self, carrier: Carries, broker: str = "") -> None:
        self._carrier = carrier
        self._app = make_app(broker or settings.DELIVERY_BROKER)
        self._task = self._make_task()
        self._consumer = _Worker(
            app=self._app,
            consumer_cls=_Listener,
            hostname=f"wellspoken-{os.getpid()}@{socket.gethostname()}",
            pool="threads",
            concurrency=LISTENERS,
            loglevel=logging.ERROR,
            without_mingle=True,
            without_gossip=True,
            without_heartbeat=True,
        )
        self._thread = threading.Thread(target=self._consumer.start, name="celery", daemon=True)
        self._away_until = 0.0

    def _make_task(self) -> Any:
        carrier = self._carrier

        def deliver(rows: list[tuple[int, int, int, int]]) -> None:
            """Have these rows carried by this worker, once it has room; else by whoever claims them anew."""
            if carrier.wait_for_room(ROOM_SECONDS):
                carrier.add([Bell(*row) for row in rows])

        return self._app.task(name=TASK, acks_late=True, ignore_result=True, shared=False)(deliver)

    def start(self) -> None:
        """Start listening; a broker that is away is waited for."""
        self._carrier.start()
        self._thread.start()

    def ring(self, bells: Sequence[Bell]) -> None:
        """Hand the bells to the broker, or to our own carrier those that are lost on it."""
        own = [bell for bell in bells if bell.again]
        others = [bell for bell in bells if not bell.again]
        for first in range(0, len(others), TOGETHER):
            some = others[first : first + TOGETHER]
            if time.monotonic() < self._away_until or not self._send(some):
                own += some
        if own:
            self._carrier.add(own)

    def _send(self, bells: Sequence[Bell]) -> bool:
        rows = [[bell.delivery_id, bell.fence, bell.channel_id, bell.house] for bell in bells]
        try:
            self._task.apply_async((rows,), retry=False)
        except Exception as error:  # whatever the broker's client raises: the post must not wait for it
            log.warning("the broker is away (%s); posts are delivered from here meanwhile", type(error).__name__)
            log.debug("because", exc_info=True)
            self._away_until = time.monotonic() + AWAY_SECONDS
            return False
        return True

    def stop(self) -> None:
        """End the attempts under way; bells not yet begun stay with the broker for the other workers."""
        self._carrier.stop_taking()
        state.should_stop = os.EX_OK
        self._thread.join(timeout=settings.DELIVERY_LEASE_SECONDS)
        self._carrier.stop()
        state.should_stop = None
        self._app.close()

    def broker(self) -> str:
        """Whether the broker hears us."""
        away = time.monotonic() < self._away_until
        return "ok" if self._consumer.is_connected() and not away else "down"
