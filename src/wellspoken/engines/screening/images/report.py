"""What was found in one picture, and what could not be looked at. Plain values; JSON both ways."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: the name of this way of looking; a report of another version is out of date
VERSION = "1"

#: what is looked for
PARTS = ("text", "codes", "faces", "contrast")

#: why something was not seen -> whether a reviewer who looks at the picture may settle it; else it is a stop
REASONS: Mapping[str, bool] = {
    "program_missing": False,
    "waiting": True,
    "not_found": True,
    "not_picture": True,
    "dicom": False,
    "too_big": True,
    "broken": True,
    "time_out": True,
    "unclear": True,
    "language_missing": True,
    "failed": True,
}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the upright picture, from its top left corner."""

    left: int
    top: int
    width: int
    height: int

    def to_json(self) -> list[int]:
        """[left, top, width, height]."""
        return [self.left, self.top, self.width, self.height]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of writing. `confidence` is 0 to 100; `contrast` the ratio of WCAG (1 to 21), if it was measured."""

    text: str
    box: Box
    confidence: float
    contrast: float | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A QR or bar code that was decoded; `kind` is its format ("QRCode", "Code128", ...)."""

    kind: str
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Unseen:
    """A part ("text", ... or "picture" for all of it) that could not be looked at; `why` is a key of REASONS."""

    what: str
    why: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PictureReport:
    """Everything known of a picture. `seen` are the PARTS that were looked at, `unseen` what was not, and why.

    `burnt_in` says that small writing stands in the corners as imaging machines put it there.
    """

    width: int = 0
    height: int = 0
    lines: tuple[Line, ...] = ()
    codes: tuple[Code, ...] = ()
    faces: tuple[Box, ...] = ()
    burnt_in: bool = False
    seen: tuple[str, ...] = ()
    unseen: tuple[Unseen, ...] = ()

    @property
    def text(self) -> str:
        """The lines, one below the other."""
        return "\n".join(line.text for line in self.lines)

    @property
    def contrast(self) -> float | None:
        """The lowest measured contrast of a line; None when none was measured."""
        measured = [line.contrast for line in self.lines if line.contrast is not None]
        return min(measured) if measured else None

    def to_json(self) -> dict[str, Any]:
        """JSON values that `from_json` reads back."""
        return {
            "version": VERSION,
            "size": [self.width, self.height],
            "lines": [
                {"text": n.text, "box": n.box.to_json(), "confidence": n.confidence, "contrast": n.contrast}
                for n in self.lines
            ],
            "codes": [{"kind": c.kind, "text": c.text, "box": c.box.to_json()} for c in self.codes],
            "faces": [box.to_json() for box in self.faces],
            "burnt_in": self.burnt_in,
            "seen": list(self.seen),
            "unseen": [{"what": u.what, "why": u.why, "detail": u.detail} for u in self.unseen],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "PictureReport":
        """Read what `to_json` wrote; {} is a report that saw nothing."""
        width, height = data.get("size", (0, 0))
        return cls(
            width=width,
            height=height,
            lines=tuple(Line(n["text"], Box(*n["box"]), n["confidence"], n["contrast"]) for n in data.get("lines", ())),
            codes=tuple(Code(c["kind"], c["text"], Box(*c["box"])) for c in data.get("codes", ())),
            faces=tuple(Box(*box) for box in data.get("faces", ())),
            burnt_in=bool(data.get("burnt_in")),
            seen=tuple(data.get("seen", ())),
            unseen=tuple(Unseen(u["what"], u["why"], u["detail"]) for u in data.get("unseen", ())),
        )


def nothing(why: str, detail: str = "") -> PictureReport:
    """The report of a picture that could not be looked at, for one reason."""
    return PictureReport(unseen=(Unseen("picture", why, detail),))
