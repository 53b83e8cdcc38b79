"""What a revision holds, as an immutable value with one canonical form and hash. Pure: no database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wellspoken.rooms.consents.uses import Use
from wellspoken.rooms.content.film import FilmUse
from wellspoken.rooms.content.further import MAX_PART, MAX_PARTS, Further

MAX_TEXT = 100_000
MAX_TITLE = 200
MAX_NOTE = 500
#: parts that only some writers know; the others leave them as they are
LATER = ("correction", "consents", "further", "film")
MAX_PICTURES = 20
MAX_EVIDENCE = 50
MAX_CHANNELS = 200
MAX_CONSENTS = 20
_MAX_KEY = 2**63 - 1


class BadBody(ValueError):
    """What came in is not a body: wrong shapes, or more than may be kept.

    `code` says which: `shape`, `long` (text), `many` (pictures, sources), `channel`,
    `picture` or `address`: something of another team, gone, or not a web address.
    """

    def __init__(self, reason: str, code: str = "shape") -> None:
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a post: `media_id` (UUID text), the cleaned file's `sha256`, alt text, focus point 0..1."""

    media_id: str
    sha256: str
    alt: str = ""
    focus: tuple[float, float] = (0.5, 0.5)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source that the post leans on; `checked_on` is an ISO date or ''."""

    url: str
    title: str = ""
    publisher: str = ""
    checked_on: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """The whole content: common `text`, channel ids, own texts per channel, pictures, evidence, last day of use.

    `variants` holds only channels whose text differs; `use_until` is an ISO date
    or '' (an approval never covers publication after it). `correction` is what readers of the Newsroom are told
    of a correction; `consents` say whose permission is used, and for what; `further` is what goes with the post,
    `film` the one film.
    Parts that came later stand in the JSON only when they say something, so that hashes stay.
    """

    title: str = ""
    text: str = ""
    lang: str = "en"
    channels: tuple[int, ...] = ()
    variants: Mapping[int, str] = field(default_factory=dict)
    pictures: tuple[Picture, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    use_until: str = ""
    correction: str = ""
    consents: tuple[Use, ...] = ()
    further: Further = field(default_factory=Further)
    film: FilmUse | None = None

    def text_for(self, channel_id: int) -> str:
        """The text as this channel will carry it."""
        return self.variants.get(channel_id, self.text)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, in canonical order."""
        later: dict[str, Any] = {
            "correction": self.correction,
            "further": self.further.to_json(),
            "film": self.film.to_json() if self.film else None,
            "consents": [
                {"key": u.key, "purpose": u.purpose, "information": list(u.information)} for u in self.consents
            ],
        }
        return {
            "title": self.title,
            "text": self.text,
            "lang": self.lang,
            "channels": sorted(self.channels),
            "variants": {str(k): v for k, v in sorted(self.variants.items()) if k in self.channels},
            "pictures": [
                {"media_id": p.media_id, "sha256": p.sha256, "alt": p.alt, "focus": list(p.focus)}
                for p in self.pictures
            ],
            "evidence": [
                {"url": e.url, "title": e.title, "publisher": e.publisher, "checked_on": e.checked_on}
                for e in self.evidence
            ],
            "use_until": self.use_until,
            **{name: value for name, value in later.items() if value},
        }

    def content_hash(self) -> str:
        """SHA-256 over the canonical JSON: what an approval names."""
        form = json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(form.encode()).hexdigest()

    @classmethod
    def from_json(cls, value: Any) -> Body:
        """Read what `to_json` wrote, or what a form sent; raises `BadBody` with the reason."""
        if not isinstance(value, dict):
            raise BadBody("not an object")
        try:
            body = cls(
                title=_text(value.get("title", ""), MAX_TITLE),
                text=_text(value.get("text", ""), MAX_TEXT),
                lang=_text(value.get("lang") or "en", 5),
                channels=tuple(sorted({_key(c) for c in _some(value.get("channels", []), MAX_CHANNELS)})),
                variants={_key(k): _text(v, MAX_TEXT) for k, v in _pairs(value.get("variants", {}))},
                pictures=tuple(_picture(p) for p in _some(value.get("pictures", []), MAX_PICTURES)),
                evidence=tuple(_evidence(e) for e in _some(value.get("evidence", []), MAX_EVIDENCE)),
                use_until=_day(value.get("use_until", "")),
                correction=_text(value.get("correction", ""), MAX_NOTE),
                consents=_uses(value.get("consents", [])),
                further=_further(value.get("further", {})),
                film=FilmUse.from_json(value.get("film")),
            )
        except BadBody:
            raise
        except (TypeError, ValueError, AttributeError, KeyError, OverflowError) as error:
            raise BadBody(str(error)) from error
        return body


def _text(value: Any, limit: int) -> str:
    if not isinstance(value, str):
        raise BadBody("text expected")
    if len(value) > limit:
        raise BadBody(f"longer than {limit} characters", "long")
    # NUL cannot be stored; lone surrogates cannot be encoded
    return value.replace("\x00", "").replace("\r\n", "\n").encode("utf-8", "replace").decode()


def _some(value: Any, limit: int) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise BadBody("list expected")
    if len(value) > limit:
        raise BadBody(f"more than {limit}", "many")
    return list(value)


def _pairs(value: Any) -> list[tuple[Any, Any]]:
    return [(k, v) for k, v in _some(list(dict(value).items()), MAX_CHANNELS)]


def _key(value: Any) -> int:
    """A row's key: whole, positive, and small enough for a column."""
    key = int(value)
    if not 0 < key <= _MAX_KEY:
        raise BadBody("no such key")
    return key


def _further(value: Mapping[str, Any]) -> Further:
    parts = tuple(_text(part, MAX_PART) for part in _some(value.get("thread", []), MAX_PARTS))
    marks = {name: value.get(name) is True for name in ("paid_partnership", "ai_made")}
    comment = _text(value.get("first_comment", ""), MAX_PART)
    return Further(tuple(part for part in parts if part.strip()), comment, **marks)


def _day(value: Any) -> str:
    """An ISO date, or '' for none."""
    text = _text(value, 10)
    return date.fromisoformat(text).isoformat() if text else ""


def _picture(value: Mapping[str, Any]) -> Picture:
    x, y = value.get("focus") or (0.5, 0.5)
    focus = (min(1.0, max(0.0, float(x))), min(1.0, max(0.0, float(y))))
    return Picture(_text(value["media_id"], 36), _text(value["sha256"], 64), _text(value.get("alt", ""), 4000), focus)


def _evidence(value: Mapping[str, Any]) -> Evidence:
    return Evidence(
        _text(value["url"], 1000),
        _text(value.get("title", ""), 300),
        _text(value.get("publisher", ""), 200),
        _text(value.get("checked_on", ""), 10),
    )


def _uses(value: Any) -> tuple[Use, ...]:
    """Each consent once, in the order of keys."""
    found = {}
    for one in _some(value, MAX_CONSENTS):
        key = _key(one["key"])
        told = {_text(code, 20) for code in _some(one.get("information", []), 20)}
        found[key] = Use(key, _text(one.get("purpose", ""), 20), tuple(sorted(told)))
    return tuple(found[key] for key in sorted(found))
