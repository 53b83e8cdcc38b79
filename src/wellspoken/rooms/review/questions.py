"""The questions about a version, joined with what was answered about exactly its content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wellspoken.rooms.compliance.questions import asked_in
from wellspoken.rooms.compliance.services import ChannelScreening
from wellspoken.rooms.review.errors import Unanswered
from wellspoken.rooms.review.models import Answer, ReviewRequest

ANSWERS = ("yes", "no", "na")


@dataclass(frozen=True, slots=True)
class Open:
    """What keeps the questions of a version from being settled: ids without an answer, ids whose answer stops it."""

    unanswered: tuple[str, ...]
    against: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.unanswered or self.against)


def asked_about(screenings: Sequence[ChannelScreening]) -> list[dict[str, Any]]:
    """The questions of these answers of the checks, as kept."""
    return asked_in(screening.run for screening in screenings)


def standing_answers(request: ReviewRequest) -> dict[str, Answer]:
    """The answers that stand for the request's content, by question. One query."""
    rows = Answer.objects.filter(post=request.post_id, content_hash=request.content_hash, replaced_at__isnull=True)
    return {row.question: row for row in rows.select_related("by")}


def settles(question: Mapping[str, Any], answer: Answer) -> bool:
    """Whether the content may go on with this answer."""
    return answer.answer in {question["good"], "na"}


def unsettled(asked: Iterable[Mapping[str, Any]], answers: Mapping[str, Answer]) -> Open:
    """Which of these questions hold an approval back: a required one without an answer, or any with a bad one."""
    unanswered, against = [], []
    for question in asked:
        answer = answers.get(question["id"])
        if answer is None:
            unanswered += [question["id"]] if question["required"] else []
        elif not settles(question, answer):
            against.append(question["id"])
    return Open(tuple(unanswered), tuple(against))


def require_settled(request: ReviewRequest, asked: Sequence[Mapping[str, Any]]) -> None:
    """Raise `Unanswered` while a question holds the request's content back."""
    if not asked:
        return
    left = unsettled(asked, standing_answers(request))
    if left:
        raise Unanswered(left.unanswered, left.against)
