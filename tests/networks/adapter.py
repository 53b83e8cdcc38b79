"""One network as the contract tests see it, and a picture to send."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from PIL import Image

from tests.replicas.lost_reply import LostReply
from wellspoken.networks.contract import Account, Connector, Outcome, Outgoing, Picture, Prepared, Presence

Expected = tuple[Outcome, str, int, Presence]


def plain(text: str, pictures: tuple[Picture, ...]) -> Outgoing:
    """Return a post as most networks take it."""
    return Outgoing(text, datetime.now(UTC), ("nb",), pictures)


@dataclass
class Adapter:
    """A connector, its account behind the proxy, and what the proxy calls its requests.

    ``visible``, ``uploads``, ``deletes``, ``asks`` and ``verifies`` are parts of
    ``METHOD /path`` as ``LostReply.script`` takes them; an empty one says that the network
    has no such request. ``settles`` is the class: A (by key), B (own timeline) or C (a person).
    The connector's ``VISIBLE_SECONDS`` are ``seconds`` in the tests. ``expects`` replaces lines of the
    table in ``test_contract.py``: act -> outcome, reason, posts made, what asking finds. ``changes`` is the call that
    changes a post; with ``edited_blindly`` nobody can be asked what it says.
    """

    connector: Connector
    account: Account
    proxy: LostReply
    visible: str
    texts: Callable[[], list[str]]
    uploads: str = ""
    deletes: str = ""
    asks: str = "GET /"
    verifies: str = "GET /"
    settles: str = "B"
    seconds: float = 0.6
    expects: Mapping[str, Expected] = field(default_factory=dict)
    changes: str = ""
    edited_blindly: bool = False
    shape: Callable[[str, tuple[Picture, ...]], Outgoing] = plain

    def prepared(self, text: str, *pictures: Picture) -> Prepared:
        """Prepare and upload a post, past the proxy's scripts."""
        outgoing = self.shape(text, pictures)
        first = self.connector.prepare(self.account, outgoing, self.connector.key_for(datetime.now(UTC)))
        result = self.connector.upload(self.account, outgoing, first)
        assert result.prepared is not None, result.failure
        return result.prepared


def picture(colour: str = "red", alt: str = "rød åker", size: tuple[int, int] = (60, 40)) -> Picture:
    """Return a small PNG."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return Picture.from_bytes(file.getvalue(), "image/png", alt, size)
