"""The webhook channel for the contract suite: a receiver that can be asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from tests.networks.adapter import Adapter
from tests.replicas.lost_reply import LostReply
from tests.replicas.receiver import Receiver
from wellspoken.networks.webhook.connector import WebhookConnector
from wellspoken.networks.webhook.signing import new_secret


@contextmanager
def adapter() -> Iterator[Adapter]:
    """Yield the adapter behind its proxy."""
    with Receiver(new_secret()) as server, LostReply(server.url) as proxy:
        fields = {"address": server.address, "secret": server.secret}
        connector = WebhookConnector()
        account = connector.connect_token(fields, allow_private=True)
        yield Adapter(
            connector,
            replace(account, server=proxy.url),
            proxy,
            "post.publish",
            lambda: [post["text"] for post in server.posts.values()],
            uploads="picture.upload",
            deletes="post.delete",
            verifies="ping",
            settles="A",
            changes="post.edit",
            edited_blindly=True,
        )
