"""Reading what a network counts, one post at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from wellspoken.networks.line import Line, Refused
from wellspoken.networks.outcomes import Outcome
from wellspoken.networks.reading import Figures, MetricsRead


def one_by_one(line: Line, remote_ids: tuple[str, ...], read: Callable[[str], Mapping[str, int]]) -> MetricsRead:
    """Return the figures of each post; one that is not there any more is left out. Never raises."""
    posts: list[Figures] = []
    try:
        line.ready()
        for number in remote_ids:
            try:
                posts.append(Figures(number, read(number)))
            except Refused as refused:
                if refused.sent.outcome is not Outcome.REFUSED:
                    raise
    except Refused as refused:
        return MetricsRead(tuple(posts), refused.sent, line.renewed)
    return MetricsRead(tuple(posts), new_secrets=line.renewed)


def counts(found: Mapping[str, Any], places: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return the whole numbers at ``places`` (name -> path), without those that are not there."""
    numbers: dict[str, int] = {}
    for name, path in places.items():
        value: Any = found
        for step in path:
            value = value.get(step) if isinstance(value, Mapping) else None
        if isinstance(value, int) and not isinstance(value, bool):
            numbers[name] = value
    return numbers
