"""What goes out beside the words: pictures, a film and its captions, and what must be said about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Picture:
    """One picture as it shall go out: already resized and stripped of metadata.

    ``load`` returns the bytes of a ``mime`` file; ``width`` and ``height`` are
    pixels; ``alt`` is the description read aloud to people who cannot see it.
    ``url`` is a public https address of the same bytes (signed, for an hour) for
    networks that fetch pictures themselves; empty when the installation has none.
    """

    load: Callable[[], bytes] = field(repr=False)
    mime: str
    alt: str
    width: int
    height: int
    name: str = "picture"
    size: int | None = None
    url: str = field(default="", repr=False)

    @classmethod
    def from_path(cls, path: Path, mime: str, alt: str, pixels: tuple[int, int]) -> Picture:
        """Make a picture that is read from ``path`` when it is needed."""
        return cls(path.read_bytes, mime, alt, *pixels, name=path.name, size=path.stat().st_size)

    @classmethod
    def from_bytes(cls, data: bytes, mime: str, alt: str, pixels: tuple[int, int]) -> Picture:
        """Make a picture whose bytes are at hand."""
        return cls(lambda: data, mime, alt, *pixels, size=len(data))


@dataclass(frozen=True)
class Captions:
    """The words spoken in a film, as a WebVTT file; ``lang`` is a BCP 47 tag."""

    lang: str
    load: Callable[[], bytes] = field(repr=False)


@dataclass(frozen=True)
class Video:
    """One film as it shall go out. ``seconds`` is its length, ``size`` its bytes.

    ``path`` is the file: films are read in parts and never whole. ``url`` is as
    in ``Picture``. ``alt`` describes what is seen, where a network takes that.
    """

    path: Path = field(repr=False)
    mime: str
    size: int
    seconds: float
    width: int
    height: int
    name: str = "video"
    url: str = field(default="", repr=False)
    captions: tuple[Captions, ...] = ()
    alt: str = ""

    def part(self, start: int, length: int) -> bytes:
        """Return at most ``length`` bytes from ``start``. Raises OSError."""
        with self.path.open("rb") as file:
            file.seek(start)
            return file.read(length)


@dataclass(frozen=True)
class Disclosure:
    """What people must be told about a post: somebody paid for it, a machine made what it shows."""

    paid_partnership: bool = False
    ai_made: bool = False
