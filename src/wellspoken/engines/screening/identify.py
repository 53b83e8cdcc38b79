"""Everything recognised in a text, whoever it belongs to: the layer below screening."""

from dataclasses import dataclass
from typing import Any

from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers import recognise_all
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


def identify(text: str, lang: str | None = None) -> list[ScoredSpan]:
    """All identifiers and person names of `text`, in order of place."""
    view = View(text, (lang or detect(text).lang).split("-")[0])
    return [ScoredSpan(*view.norm.span(e.start, e.end), e.label, e.score) for e in recognise_all(view)]
