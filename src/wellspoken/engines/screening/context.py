"""What is screened: a text with everything the verdict depends on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from wellspoken.engines.screening.names.door import NameFinder
from wellspoken.engines.screening.profile import Profile

SURFACES = ("post", "reply", "dm", "ad", "comment", "profile", "alt_text", "story_caption")
TALKING = ("reply", "dm", "comment")


@dataclass(frozen=True, slots=True)
class MediaItem:
    """A picture or film that goes with the text; `ocr_text` is what was read in it, if anybody looked.

    `captions` is None when unknown, "" when a film has none; `contrast` is the lowest ratio measured between text in
    the picture and its ground (WCAG 2.2), None when nobody measured. `codes` are decoded QR and bar codes as (format,
    text); `faces` their number, None when nobody counted; `burnt_in` says that small writing stands in dark corners;
    `unseen` why parts could not be looked at (images.report.REASONS).
    """

    name: str
    alt: str = ""
    kind: str = "image"
    ocr_text: str = ""
    captions: str | None = None
    contrast: float | None = None
    codes: tuple[tuple[str, str], ...] = ()
    faces: int | None = None
    burnt_in: bool = False
    unseen: tuple[str, ...] = ()

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> "MediaItem":
        """Read {"path" or "name", "alt", "kind"?, "ocr_text"?, "captions"?} and what images.report tells."""
        name = str(data.get("path") or data.get("name") or "")
        moving = name.lower().endswith((".mp4", ".mov", ".webm", ".m4v", ".avi"))
        captions = data.get("captions", "" if "captions" not in data and moving else None)
        return cls(
            name=name,
            alt=str(data.get("alt") or ""),
            kind=str(data.get("kind") or ("video" if moving else "image")),
            ocr_text=str(data.get("ocr_text") or ""),
            captions="" if moving and captions is None else (None if captions is None else str(captions)),
            contrast=float(data["contrast"]) if data.get("contrast") else None,
            codes=tuple((str(kind), str(text)) for kind, text in data.get("codes") or ()),
            faces=None if data.get("faces") is None else int(data["faces"]),
            burnt_in=bool(data.get("burnt_in")),
            unseen=tuple(map(str, data.get("unseen") or ())),
        )


@dataclass(frozen=True, slots=True)
class LinkFact:
    """What the product found out about a link; the engine never fetches anything itself.

    `url` as written, `final_url` after redirects, `status` the last HTTP status (None: no answer), `modified` and
    `checked_on` ISO dates (modified: last changed or reviewed, as the page says), `error` a short English key.
    """

    url: str
    final_url: str = ""
    status: int | None = None
    title: str = ""
    description: str = ""
    checked_on: str = ""
    modified: str = ""
    error: str = ""

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> "LinkFact":
        """Read a fact from JSON; unknown fields are ignored."""
        status = data.get("status")
        words = {f.name: str(data.get(f.name) or "") for f in fields(cls) if f.name != "status"}
        return cls(**words, status=int(status) if status else None)


@dataclass(frozen=True, slots=True)
class Context:
    """One text to screen.

    `surface` is one of SURFACES; `direction` is "out" (the organisation writes) or "in" (the public writes);
    `parent` is the text replied to; `sources` are links given as evidence; `consents` are linked authorisations;
    `paid` says that somebody the organisation pays writes; `today` lets consents expire.
    `cards` are link previews: {"title", "description", "url"}; `studies` are linked approvals of research: {"number",
    "version"?, "text"? (the approved wording) or "sha256"?, "channels"?, "until"? (ISO date)}; `network` is where it
    goes; `writer` is "employee", "executive", "partner" or "machine" when it is not the organisation's own account;
    `names` stands in for the built-in name model.
    """

    text: str
    lang: str | None = None
    surface: str = "post"
    direction: str = "out"
    parent: str = ""
    profile: Profile = field(default_factory=Profile)
    media: tuple[MediaItem, ...] = ()
    sources: tuple[str, ...] = ()
    consents: tuple[Mapping[str, Any], ...] = ()
    today: date | None = None
    paid: bool = False
    cards: tuple[Mapping[str, str], ...] = ()
    studies: tuple[Mapping[str, Any], ...] = ()
    network: str = ""
    writer: str = ""
    links: tuple[LinkFact, ...] = ()
    mood: str = ""
    translation: str = ""
    names: NameFinder | None = None
