"""Who does something: a person or a named part of the system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Actor(Protocol):
    """Anything that can be named in the audit log; `User` is one."""

    @property
    def actor_id(self) -> str:
        """Stable id: `person:<pk>` or `system:<part>`."""

    @property
    def actor_name(self) -> str:
        """The name as it was at that moment."""


@dataclass(frozen=True, slots=True)
class SystemActor:
    """A part of the product acting by itself, e.g. the delivery worker."""

    part: str

    @property
    def actor_id(self) -> str:
        """`system:<part>`."""
        return f"system:{self.part}"

    @property
    def actor_name(self) -> str:
        """The part's name."""
        return f"Wellspoken ({self.part})"
