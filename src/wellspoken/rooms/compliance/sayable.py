"""What compliance needs to know of a post, so that it can sit below the room that owns posts."""

from __future__ import annotations

from typing import Any, Protocol


class Sayable(Protocol):
    """A post's whole content; the content room's `Body` is one."""

    @property
    def title(self) -> str:
        """The title, published only on some networks."""

    @property
    def text(self) -> str:
        """The common text."""

    @property
    def lang(self) -> str:
        """Its language."""

    @property
    def channels(self) -> tuple[int, ...]:
        """Keys of the channels that shall carry it."""

    @property
    def pictures(self) -> tuple[Any, ...]:
        """Pictures with `media_id` and `alt`."""

    @property
    def evidence(self) -> tuple[Any, ...]:
        """Sources with `url`."""

    @property
    def consents(self) -> tuple[Any, ...]:
        """Consents of people it tells of or shows, with `key`."""

    @property
    def correction(self) -> str:
        """What readers of the Newsroom are told of a correction."""

    @property
    def further(self) -> Any:
        """What goes with the post; its `texts()` yields (part, text)."""

    @property
    def film(self) -> Any:
        """The film that goes with it, None for none; the content room's `FilmUse`."""

    def text_for(self, channel_id: int) -> str:
        """The text as this channel carries it."""
