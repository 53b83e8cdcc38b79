"""The register of action types: each room names its own, with a sentence people read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_actions: dict[str, Action] = {}


class UnknownAction(Exception):
    """An action that no room has registered: the act is refused, not silently unrecorded."""


@dataclass(frozen=True, slots=True)
class Action:
    """`code` such as `post.approved`; `sentence` a lazy translation with %(…)s holes filled from data.

    Holes available to every sentence: `actor`, `object`; others come from the entry's data.
    """

    code: str
    sentence: Any


def register(*actions: Action) -> None:
    """Add actions; called when a room's `audit` module is imported in `AppConfig.ready`."""
    for action in actions:
        _actions[action.code] = action


def find(code: str) -> Action:
    """The action of that code; raises `UnknownAction`."""
    try:
        return _actions[code]
    except KeyError:
        raise UnknownAction(code) from None


def all_actions() -> list[Action]:
    """Every registered action, by code."""
    return [_actions[code] for code in sorted(_actions)]
