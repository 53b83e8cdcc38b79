"""The content room by itself: the rooms above do not listen in."""

from __future__ import annotations

import pytest

from wellspoken.rooms.content import hooks


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What review and publishing do after a save is tested in their own folders."""
    monkeypatch.setattr(hooks.revised, "_listeners", [])
