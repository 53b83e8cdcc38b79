"""What the Newsroom needs from whoever keeps its pages.

The room that publishes passes in something that does this; the connector knows
no database.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from wellspoken.networks.base import Picture, Video


@dataclass(frozen=True)
class Page:
    """One published page: its stable id, its public address, its exact body."""

    remote_id: str
    url: str
    body: bytes


class StoreError(Exception):
    """The store could not do it. ``proven`` when nothing was written for certain."""

    def __init__(self, message: str, *, proven: bool = False) -> None:
        super().__init__(message)
        self.proven = proven


class Store(Protocol):
    """Keeps pages. Every method may be repeated and raises StoreError only."""

    def keep_picture(self, picture: Picture) -> str:
        """Keep a picture where no page shows it yet; return a lasting reference.

        The same bytes give the same reference.
        """
        ...

    def keep_film(self, video: Video) -> str:
        """Keep a film with its captions likewise; return a lasting reference."""
        ...

    def put_once(self, key: str, body: bytes) -> Page:
        """Publish ``body`` under ``key``; with a known key return the page already there."""
        ...

    def find(self, key: str) -> Page | None:
        """Return the page with this key, also when it was withdrawn."""
        ...

    def read(self, remote_id: str) -> Page | None:
        """Return a page that is up, None when it is gone."""
        ...

    def correct(self, remote_id: str, body: bytes) -> Page | None:
        """Show ``body`` on a page that is up, with a note of the correction; None when it is gone.

        With the body that is there already nothing changes. Pictures keep their references.
        """
        ...

    def withdraw(self, remote_id: str, reason: str) -> bool:
        """Replace a page by a note that it was withdrawn. False if there is no such page."""
        ...


class NoStore:
    """Stands in where nothing is published: for measuring, checking and previews."""

    def keep_picture(self, picture: Picture) -> str:
        """Refuse."""
        raise StoreError("no store was given", proven=True)

    def keep_film(self, video: Video) -> str:
        """Refuse."""
        raise StoreError("no store was given", proven=True)

    def put_once(self, key: str, body: bytes) -> Page:
        """Refuse."""
        raise StoreError("no store was given", proven=True)

    def find(self, key: str) -> Page | None:
        """Refuse."""
        raise StoreError("no store was given", proven=True)

    def read(self, remote_id: str) -> Page | None:
        """Refuse."""
        raise StoreError("no store was given", proven=True)

    def correct(self, remote_id: str, body: bytes) -> Page | None:
        """Refuse."""
        raise StoreError("no store was given", proven=True)

    def withdraw(self, remote_id: str, reason: str) -> bool:
        """Refuse."""
        raise StoreError("no store was given", proven=True)
