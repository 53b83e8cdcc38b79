"""The fake network in place of the real connectors, and screening that finds nothing unless told."""

from __future__ import annotations

from typing import Any

import pytest

from tests.publishing_kit import FakeConnector, Net
from wellspoken.rooms.publishing import gates, lines


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> Net:
    made = Net()
    monkeypatch.setattr(lines, "connector_for", lambda delivery: FakeConnector(made))
    monkeypatch.setattr(gates, "unreleased_blocks_of", lambda contents: [[] for _ in contents])
    return made


@pytest.fixture
def blocks(monkeypatch: pytest.MonkeyPatch, net: Net) -> list[Any]:
    """What today's screening stops; append to it."""
    found: list[Any] = []
    monkeypatch.setattr(gates, "unreleased_blocks_of", lambda contents: [found for _ in contents])
    return found
