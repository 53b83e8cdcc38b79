"""Digit runs shared by the number recognisers, found once per text."""

from dataclasses import dataclass

from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.reading_view import View

_RUN = Pattern(r"[0-9](?:[ .\-]?[0-9])+")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of digits with single separators; `digits` holds them without."""

    start: int
    end: int
    digits: str
    text: str


def runs(view: View) -> list[Run]:
    """All digit runs that do not touch a letter before them."""
    if not view.has_digits:
        return []
    cached: list[Run] | None = getattr(view, "_runs", None)
    if cached is None:
        cached = [_run(view.text, *m.span()) for m in _RUN.finditer(view.text)]
        view._runs = cached  # type: ignore[attr-defined]
    return cached


def _run(text: str, start: int, end: int) -> Run:
    piece = text[start:end]
    return Run(start, end, "".join(c for c in piece if c.isdigit()), piece)


def free(text: str, start: int, end: int) -> bool:
    """Whether [start, end) stands alone: no letter or digit touches it."""
    return not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())


def windows(run: Run, size: int) -> list[Run]:
    """The run itself when it has `size` digits, else the pieces of it between spaces that do."""
    if len(run.digits) == size:
        return [run]
    if len(run.digits) < size or " " not in run.text:
        return []
    pieces = run.text.split(" ")
    starts, at = [], run.start
    for piece in pieces:
        starts.append(at)
        at += len(piece) + 1
    return [w for first in range(len(pieces)) if (w := _window(pieces, starts, first, size))]


def _window(pieces: list[str], starts: list[int], first: int, size: int) -> Run | None:
    """The pieces from `first` on that together have exactly `size` digits, at most six of them."""
    joined = 0
    for last in range(first, min(first + 6, len(pieces))):
        joined += sum(c.isdigit() for c in pieces[last])
        if joined == size:
            text = " ".join(pieces[first : last + 1])
            return Run(starts[first], starts[first] + len(text), "".join(c for c in text if c.isdigit()), text)
        if joined > size:
            return None
    return None
