"""When a post should go out, as a person said it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wellspoken.rooms.kernel.walltime import BadTime, Moment, moment

KINDS = ("none", "now", "at", "slot")


@dataclass(frozen=True, slots=True)
class Plan:
    """`kind`: none (not decided), now (as soon as approved), at (`wall` in `zone`), slot (next free one of each).

    `wall` is naive ISO minutes, `zone` an IANA name, `fold` 1 picks the second of a doubled hour.
    """

    kind: str = "none"
    wall: str = ""
    zone: str = ""
    fold: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise BadTime("shape")

    def moment(self) -> Moment | None:
        """The moment of an `at` plan; None for the others. Raises `BadTime`."""
        return moment(self.wall, self.zone, self.fold) if self.kind == "at" else None

    def checked(self, now: datetime) -> Plan:
        """The same plan in canonical form; raises `BadTime` (`past` when the moment is over)."""
        when = self.moment()
        if when is None:
            return Plan(self.kind)
        if when.utc <= now:
            raise BadTime("past")
        return Plan("at", when.wall, when.zone, when.fold if when.doubled else 0)

    def columns(self) -> dict[str, Any]:
        """The values of the post's plan columns."""
        when = self.moment()
        return {
            "plan_kind": self.kind,
            "plan_wall": when.wall if when else "",
            "plan_zone": when.zone if when else "",
            "plan_fold": when.fold if when else 0,
            "plan_at": when.utc if when else None,
        }
