"""The film of a post: which one, how it is described, its poster and captions, or why it needs none. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: why a film may go without captions
WAIVERS = ("no_speech", "other")
MAX_ALT, MAX_REASON, MAX_CAPTIONS = 4000, 500, 20
#: an excuse in a person's own words says at least this much
MIN_REASON = 10


@dataclass(frozen=True, slots=True)
class CaptionUse:
    """Captions in one language, as they are: `key` of the stored text, its SHA-256."""

    key: int
    lang: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class FilmUse:
    """A film in a post: its key (UUID text) and SHA-256, what it shows in words, the poster, captions, or a waiver.

    `waiver` is a code of `WAIVERS` or ''; `reason` a person's words for it.
    """

    film_id: str
    sha256: str = ""
    alt: str = ""
    poster_id: str = ""
    poster_sha256: str = ""
    captions: tuple[CaptionUse, ...] = ()
    waiver: str = ""
    reason: str = ""

    @property
    def waived(self) -> bool:
        """Whether a person said why it needs no captions."""
        return self.waiver == "no_speech" or (self.waiver == "other" and len(self.reason.strip()) >= MIN_REASON)

    @property
    def understood(self) -> bool:
        """Whether people who cannot hear it miss nothing, as far as that is known."""
        return bool(self.captions) or self.waived

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        return {
            "film_id": self.film_id,
            "sha256": self.sha256,
            "alt": self.alt,
            "poster": {"media_id": self.poster_id, "sha256": self.poster_sha256} if self.poster_id else None,
            "captions": [{"key": one.key, "lang": one.lang, "sha256": one.sha256} for one in self.captions],
            "waiver": self.waiver,
            "reason": self.reason,
        }

    @classmethod
    def from_json(cls, value: Any) -> FilmUse | None:
        """Read what `to_json` wrote; None for no film. Raises TypeError, ValueError, KeyError, AttributeError."""
        if not value:
            return None
        poster = value.get("poster") or {}
        waiver = str(value.get("waiver", ""))
        if waiver not in ("", *WAIVERS):
            raise ValueError("no such waiver")
        return cls(
            film_id=_text(value["film_id"], 36),
            sha256=_text(value.get("sha256", ""), 64),
            alt=_text(value.get("alt", ""), MAX_ALT),
            poster_id=_text(poster.get("media_id", ""), 36),
            poster_sha256=_text(poster.get("sha256", ""), 64),
            captions=tuple(_caption(one) for one in list(value.get("captions", []))[:MAX_CAPTIONS]),
            waiver=waiver,
            reason=_text(value.get("reason", ""), MAX_REASON),
        )


def _caption(value: Any) -> CaptionUse:
    key = int(value["key"])
    if not 0 < key < 2**63:
        raise ValueError("no such key")
    return CaptionUse(key, _text(value["lang"], 12), _text(value.get("sha256", ""), 64))


def _text(value: Any, limit: int) -> str:
    if not isinstance(value, str) or len(value) > limit:
        raise ValueError("text expected")
    return value.replace("\x00", "").encode("utf-8", "replace").decode()
