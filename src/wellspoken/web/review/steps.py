"""The steps of a workflow as the pages show them: who is asked, who did what, what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from wellspoken.rooms.people.models import User
from wellspoken.rooms.review.flow.passing import Flow, Passing
from wellspoken.rooms.review.models import Decision, RequestStep
from wellspoken.rooms.review.selectors import Asked, Packet
from wellspoken.web.workflows.words import who

STATES: dict[str, tuple[Any, str]] = {
    "waiting": (pgettext_lazy("step of a workflow", "not yet"), ""),
    "open": (pgettext_lazy("step of a workflow", "open"), "review"),
    "done": (pgettext_lazy("step of a workflow", "done"), "ok"),
}
STUCK = (gettext_lazy("nobody left"), "block")


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step: `who` in words, `word` and `tone` of its state, what was approved, who else can."""

    step: RequestStep
    who: str
    word: str
    tone: str
    approvals: Sequence[Decision]
    able: Sequence[User]
    needed: int
    stuck: bool
    mine: bool


def rows(flow: Flow, user: User | None = None) -> list[StepRow]:
    """Every step in order; `user` is the reader. No query."""
    mine = {one.step.pk for one in flow.mine(user)} if user else set()
    return [_row(one, one.step.pk in mine) for one in flow.steps]


def _row(one: Passing, mine: bool) -> StepRow:
    word, tone = STUCK if one.stuck else STATES[one.step.state]
    people = {person.pk: person for person in one.step.people.all()}
    said = who(one.step, people)
    return StepRow(one.step, said, str(word), tone, one.approvals, one.able, one.needed, one.stuck, mine)


def asked_now(found: Packet) -> list[Asked]:
    """The questions that hold back what the reader can approve now: those of their step, all of them at its end."""
    steps = found.standing.steps
    if not steps or any(found.flow.ends_with(step) for step in steps):
        return found.questions
    fields = {step.field for step in steps}
    return [one for one in found.questions if one.question.competence in fields]
