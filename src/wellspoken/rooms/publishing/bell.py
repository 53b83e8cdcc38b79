"""The doorbell: how a worker that claimed rows has them carried. A bell carries ids, and may be lost or doubled.

Nothing durable lives here: the table is the calendar, and the sweep rings again
for rows whose bell was lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from wellspoken.rooms.publishing.sweeping import Bell


class Carries(Protocol):
    """What carries deliveries in this process; see `carrying.carrier`."""

    def start(self) -> None:
        """Begin to carry."""

    def add(self, bells: Sequence[Bell]) -> None:
        """Carry these rows soon; never waits."""

    def wait_for_room(self, seconds: float) -> bool:
        """Wait until it is worth adding more; False when that did not happen in time."""

    def stop_taking(self) -> None:
        """From now on nothing new is begun."""

    def stop(self) -> None:
        """Let the calls under way end."""


class Doorbell(Protocol):
    """What an engine is to the worker. `ring` never raises and never waits for a delivery."""

    name: str

    def start(self) -> None:
        """Be ready for bells."""

    def ring(self, bells: Sequence[Bell]) -> None:
        """Ask for rows to be delivered, here or by another worker."""

    def stop(self) -> None:
        """Let each attempt under way end; bells still waiting are lost on purpose."""

    def broker(self) -> str:
        """State of what stands between the workers: "" nothing, "ok" or "down"."""


class Embedded:
    """Bells ring in this process."""

    name = "embedded"

    def __init__(self, carrier: Carries) -> None:
        self._carrier = carrier

    def start(self) -> None:
        """Begin to carry."""
        self._carrier.start()

    def ring(self, bells: Sequence[Bell]) -> None:
        """Have the rows carried here."""
        self._carrier.add(bells)

    def stop(self) -> None:
        """Let each attempt under way end."""
        self._carrier.stop()

    def broker(self) -> str:
        """Nothing stands between us and the carrier."""
        return ""
