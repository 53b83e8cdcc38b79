"""What must be done after a post was taken down for a patient's sake, in the reader's words, with its clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language

from wellspoken.engines.screening.register import duties
from wellspoken.rooms.compliance.profile import profile_of
from wellspoken.rooms.people.models import Team

CAUSES = duties.CAUSES


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty in words. `by` is the end of its time (UTC), None when it is due without delay."""

    id: str
    ask: str
    why: str
    todo: str
    citation: str
    by: datetime | None


def countries_of(team: Team) -> list[str]:
    """Whose law counts: the countries of the team's audience, lower-case ISO 3166."""
    return sorted({country.lower() for country in profile_of(team).countries})


def duties_after(cause: str, countries: list[str], known_at: datetime, lang: str) -> list[Duty]:
    """What is due after a take-down because of `cause` that somebody knew of at `known_at`; in `lang` or English."""
    found = []
    for due in duties.due(cause, countries, known_at):
        words = due.duty.words.get(lang.split("-", maxsplit=1)[0], due.duty.words["en"])
        found.append(Duty(due.duty.id, words.ask, words.why, words.todo, due.duty.citation, due.by))
    return found


def all_spoken() -> dict[str, Any]:
    """The question of every duty by its name, as lazy text in the language of whoever reads."""
    later = lazy(_spoken, str)
    return {duty: later(duty) for duty in duties.by_id()}


def _spoken(duty: str) -> str:
    words = duties.by_id()[duty].words
    return words.get((get_language() or "en").split("-", maxsplit=1)[0], words["en"]).ask


def known(duty: str) -> bool:
    """Whether there is a duty of that name."""
    return duty in duties.by_id()


def keep_until(known_at: datetime) -> datetime:
    """Until when the papers about it are kept."""
    return duties.keep_until(known_at)
