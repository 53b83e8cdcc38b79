"""Whatever a server answers, nothing secret of an account reaches another server."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.networks.adapter import Adapter, picture
from tests.replicas.lost_reply import LostReply


@pytest.mark.faults
def test_a_server_that_sends_everything_elsewhere_gets_nothing_there(adapter: Adapter) -> None:
    connector, account, now = adapter.connector, adapter.account, datetime.now(UTC)
    prepared = adapter.prepared("Før avsporingen")
    outgoing = adapter.shape("Etter avsporingen", (picture(),))
    with LostReply(adapter.proxy.target) as elsewhere:
        adapter.proxy.redirect_to = f"{elsewhere.url}/elsewhere"
        adapter.proxy.default = {"/": "redirect_before"}
        answers = [
            connector.upload(account, outgoing, connector.prepare(account, outgoing, connector.key_for(now))),
            connector.publish(account, prepared),
            connector.settle(account, prepared, now),
            connector.delete(account, "1"),
            connector.verify(account),
        ]
        assert elsewhere.seen == []
    assert adapter.texts() == []
    for value in account.secrets.values():
        assert value not in repr(answers)
