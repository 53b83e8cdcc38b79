"""One delivery on its way through a worker."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from wellspoken.networks.contract import Account, Connector, Prepared, Sent
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.publishing.models import Delivery


@dataclass(slots=True, eq=False)
class Line:
    """A channel whose line this process holds: its row as read then, and the account to speak with.

    `renewed` are tokens that calls have just renewed and that are to be stored. `closed`: the network has just
    asked to be left alone, so nothing more is said on this line.
    """

    channel: Channel
    account: Account
    renewed: deque[Mapping[str, str]] = field(default_factory=deque, repr=False)
    closed: bool = False

    def renew(self, secrets: Mapping[str, str] | None) -> None:
        """Go on with these tokens, if any came."""
        if secrets is not None:
            self.account = self.account.with_secrets(dict(secrets))
            self.renewed.append(secrets)


@dataclass(slots=True, eq=False)
class Work:
    """A claimed delivery, what was prepared for it, and what became of it.

    `halt` writes down why it cannot be sent (found while preparing). `begun` is
    the monotonic time of the commit from which on it may be out. `withheld`:
    begun, and then not one byte was sent.
    """

    delivery: Delivery
    connector: Connector
    prepared: Prepared | None = None
    halt: Callable[[], object] | None = None
    begun: float = 0.0
    sent: Sent | None = None
    withheld: bool = False
    line: Line | None = field(default=None, repr=False)
