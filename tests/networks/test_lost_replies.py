"""Posts sent through a line that loses and spoils answers are as many posts, on every network."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.networks.adapter import Adapter
from wellspoken.networks.contract import Outcome, Prepared, Presence

ENDINGS = ("cut", "500_after", "garble", "cut_before", "html_after", "pass", "truncate", "500_before")


def is_out(adapter: Adapter, prepared: Prepared, since: datetime, before: int) -> bool:
    """Ask the network; where it does not know, a person looks."""
    found = adapter.connector.settle(adapter.account, prepared, since).outcome
    if found is Presence.UNSURE:
        assert adapter.settles == "C"
        return len(adapter.texts()) > before
    return found is Presence.LIVE


@pytest.mark.faults
def test_as_many_posts_as_were_meant(adapter: Adapter) -> None:
    for number, ending in enumerate(ENDINGS):
        before, since = len(adapter.texts()), datetime.now(UTC)
        prepared = adapter.prepared(f"Post nummer {number}: vask hendene")
        adapter.proxy.script(adapter.visible, ending)
        sent = adapter.connector.publish(adapter.account, prepared)
        while not sent.done:
            assert sent.outcome is Outcome.UNKNOWN
            if is_out(adapter, prepared, since, before):
                break
            sent = adapter.connector.publish(adapter.account, prepared)
    assert len(adapter.texts()) == len(ENDINGS)
    assert len(set(adapter.texts())) == len(ENDINGS)
