"""Telegram for the contract suite: a network that cannot be asked afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from tests.networks.adapter import Adapter
from tests.replicas.lost_reply import LostReply
from tests.replicas.telegram import TOKEN, Telegram
from wellspoken.networks.telegram.connector import TelegramConnector


@contextmanager
def adapter() -> Iterator[Adapter]:
    """Yield the adapter behind its proxy."""
    with Telegram() as server, LostReply(server.url) as proxy:
        connector = TelegramConnector()
        fields = {"token": TOKEN, "channel": "@harbourhealth", "server": server.url}
        account = connector.connect_token(fields, allow_private=True)
        for status, words in ((400, "Bad Request: something new"), (401, "Unauthorized"), (422, "something new")):
            proxy.errors[status] = {"ok": False, "error_code": status, "description": words}
        yield Adapter(
            connector,
            replace(account, server=proxy.url),
            proxy,
            "/sendMessage",
            lambda: [one.get("text", "") for one in server.messages],
            deletes="/deleteMessages",
            verifies="/getMe",
            settles="C",
            changes="/editMessage",
            edited_blindly=True,
        )
        assert server.odd == []
