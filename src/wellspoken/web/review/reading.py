"""What a form on the reviewer's pages says, as values."""

from __future__ import annotations

from django.http import HttpRequest

from wellspoken.rooms.review.services import Given, Passage, Spot


def passage(request: HttpRequest) -> Passage:
    """`channel|start|end` from the form; anything else means the whole of the common text."""
    parts = request.POST.get("passage", "").split("|")
    if len(parts) != 3:
        return Passage()
    channel, start, end = parts
    try:
        return Passage(int(start), int(end), int(channel) if channel else None)
    except ValueError:
        return Passage()


def spot(request: HttpRequest) -> Spot | None:
    """`picture|key` from the same field, with the point in per cent if both numbers are there; else None."""
    kind, bar, key = request.POST.get("passage", "").partition("|")
    if kind != "picture" or not bar:
        return None
    x, y = posted(request, "x"), posted(request, "y")
    return Spot(key) if x is None or y is None else Spot(key, x, y)


def posted(request: HttpRequest, name: str) -> int | None:
    """A whole number from the form, or None."""
    value = request.POST.get(name, "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None


def given(request: HttpRequest) -> list[Given]:
    """Answers to questions: `answer-<id>` with `note-<id>`; questions without an answer are left out."""
    names = [name for name in request.POST if name.startswith("answer-")]
    found = []
    for name in names:
        question = name.removeprefix("answer-")
        found.append(Given(question, request.POST[name], request.POST.get(f"note-{question}", "")))
    return found


def number(request: HttpRequest, name: str) -> int | None:
    """A whole number from the address, or None."""
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None
