"""Questions to the reviewer: as they are kept with an answer of the checks, and as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language

from wellspoken.engines.screening import Result
from wellspoken.engines.screening.register import QUESTIONS
from wellspoken.engines.screening.texts import question_words
from wellspoken.rooms.compliance.models import ScreeningRun

_KEPT = ("id", "competence", "good", "required", "citation")
_ORDER = {question.id: place for place, question in enumerate(QUESTIONS)}
#: how many are put to a reviewer of one version
MOST = 6


@dataclass(frozen=True, slots=True)
class Question:
    """A question in the reader's language. `good` is the answer (yes, no) with which the content may go on."""

    id: str
    ask: str
    why: str
    todo: str
    competence: str
    good: str
    required: bool
    citation: str


def stored(result: Result) -> list[dict[str, Any]]:
    """The questions of a result without their words, which are looked up when somebody reads them."""
    return [{name: getattr(asked, name) for name in _KEPT} for asked in result.questions]


def asked_in(runs: Iterable[ScreeningRun]) -> list[dict[str, Any]]:
    """Each question of these answers once, required ones first, then by importance.

    At most `MOST`, but required ones are all kept: each of them holds an approval back.
    """
    found: dict[str, dict[str, Any]] = {}
    for run in runs:
        for question in run.questions:
            found.setdefault(question["id"], question)
    ranked = sorted(found.values(), key=lambda q: (not q["required"], _ORDER.get(q["id"], len(_ORDER))))
    needed = sum(1 for question in ranked if question["required"])
    return ranked[: max(MOST, needed)]


def in_words(question: Mapping[str, Any], lang: str) -> Question:
    """A kept question in `lang` (en, id, nb; others get English)."""
    words = question_words(question["id"], lang)
    return Question(
        id=question["id"],
        ask=words.ask,
        why=words.why,
        todo=words.todo,
        competence=question["competence"],
        good=question["good"],
        required=question["required"],
        citation=question["citation"],
    )


def spoken(question_id: str) -> str:
    """The question itself in the language of whoever reads now."""
    return question_words(question_id, get_language() or "en").ask


def all_spoken() -> dict[str, Any]:
    """Every question that can be asked, by id, as lazy text."""
    later = lazy(spoken, str)
    return {question.id: later(question.id) for question in QUESTIONS}
