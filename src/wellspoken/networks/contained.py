"""What Instagram's and Threads' connectors have in common: a post is a container first (see ``containers``)."""

from __future__ import annotations

from abc import abstractmethod
from datetime import datetime

from wellspoken.networks.base import Account, Outgoing, Prepared
from wellspoken.networks.containers import Containers, Shelf, Wanted
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.outcomes import Sent, Settled
from wellspoken.networks.thin import Lined


class Contained(Lined):
    """A connector that makes a container and then shows it.

    ``VISIBLE_SECONDS`` with what ``containers`` does before and after is no longer
    than the contract's ``PUBLISH_SECONDS``.
    """

    SHELF: Shelf
    VISIBLE_SECONDS = 14.0

    @abstractmethod
    def wanted(self, outgoing: Outgoing) -> Wanted:
        """Return the containers a post needs. Raises Refused."""

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Return what ``upload`` fills: the body names a container that does not exist yet."""
        return Prepared(key, b"")

    def bring(self, line: Line, outgoing: Outgoing, prepared: Prepared) -> Prepared:
        """Make the containers and wait until the network has fetched the pictures."""
        containers, wanted = Containers(line, self.SHELF), self.wanted(outgoing)
        full = containers.used_up()
        if full is not None:
            raise Refused(full)
        return containers.upload(prepared, wanted)

    def publish(self, account: Account, prepared: Prepared) -> Sent:
        """Publish the container, once."""
        line = self.line(account)
        return line.signed(Containers(line, self.SHELF).publish(prepared, self.VISIBLE_SECONDS))

    def look(self, line: Line, prepared: Prepared, since: datetime) -> Settled:
        """Ask whether the container was published."""
        return Containers(line, self.SHELF).look(prepared, since)
