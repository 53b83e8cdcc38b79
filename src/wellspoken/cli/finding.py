"""What `wellspoken doctor` says of one thing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `state` good, weak or bad; `mend` is the next step when it is not good."""

    what: str
    state: str
    says: str
    mend: str = ""
