"""Everything recognised in a text, whoever it belongs to: the layer below screening."""

from dataclasses import dataclass
from typing import Any

from wellspoken.engines.screening.names.door import NameFinder
from wellspoken.engines.screening.names.joining import with_every_name
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.text import detect


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """An identifier in the text as given; `score` is how sure the recogniser is, 0 to 1."""

    start: int
    end: int
    label: str
    score: float

    def to_json(self) -> dict[str, Any]:
        """The public JSON form."""
        return {"start": self.start, "end": self.end, "label": self.label, "score": self.score}


def identify(text: str, lang: str | None = None, names: NameFinder | None = None) -> list[ScoredSpan]:
    """All identifiers and person names of `text`, in order of place; `names` stands in for the built-in name model.

    Raises names.BrokenModel when the built-in model is missing or damaged.
    """
    view = View(text, (lang or detect(text).lang).split("-")[0])
    return [ScoredSpan(*view.norm.span(e.start, e.end), e.label, e.score) for e in with_every_name(view, names)]
