"""A visible call, with what is asked before and after it, ends within the time the contract gives."""

from __future__ import annotations

import pytest

from wellspoken.networks import containers
from wellspoken.networks.contract import PUBLISH_SECONDS
from wellspoken.networks.registry import CONNECTORS, connector

PARTS = ("BEFORE_SECONDS", "VISIBLE_SECONDS", "AFTER_SECONDS")
IN_CONTAINERS = ("instagram", "threads")


@pytest.mark.parametrize("code", [code for code in CONNECTORS if code != "newsroom"])
def test_before_and_after_fit_in(code: str) -> None:
    places = [connector(code), containers] if code in IN_CONTAINERS else [connector(code)]
    seconds = sum(getattr(place, part, 0.0) for place in places for part in PARTS)
    assert 5.0 < seconds <= PUBLISH_SECONDS
