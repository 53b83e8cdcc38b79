"""How the state of an entry is said and drawn: always a shape and a word, never colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from wellspoken.rooms.publishing.agenda import LOOKS
from wellspoken.rooms.publishing.words import STATE_NAMES


@dataclass(frozen=True, slots=True)
class Look:
    """`tone` is a class of the design system that brings colour and shape; `word` a lazy translation."""

    code: str
    tone: str
    word: Any


_TONES = {
    "draft": "draft",
    "rejected": "block",
    "changes": "review",
    "in_review": "review",
    "scheduled": "planned",
    "sending": "planned",
    "live": "ok",
    "late": "review",
    "held": "block",
    "refused": "block",
    "unknown": "review",
    "withdrawn": "gone",
}
_WORDS: dict[str, Any] = {
    "draft": _("Draft"),
    "rejected": _("Rejected"),
    "changes": _("Changes asked for"),
    "in_review": _("In review"),
}

LOOK: dict[str, Look] = {code: Look(code, _TONES[code], _WORDS.get(code) or STATE_NAMES[code]) for code in LOOKS}
