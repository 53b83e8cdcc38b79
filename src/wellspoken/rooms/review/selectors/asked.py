"""The questions of a version in the reader's language, each with the answer that stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from wellspoken.rooms.compliance.questions import Question, in_words
from wellspoken.rooms.compliance.services import ChannelScreening
from wellspoken.rooms.people.models import User
from wellspoken.rooms.review.checks import restored
from wellspoken.rooms.review.competence import FREE, Named, named_for
from wellspoken.rooms.review.models import Answer, ReviewRequest
from wellspoken.rooms.review.questions import asked_about, settles, standing_answers


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the answer that stands for these words, and whether an approval can go on with it.

    `standing`: `open` (required and unanswered), `free` (unanswered, may stay so), `good` or `against`. `people` are
    those who are named for its field.
    """

    question: Question
    answer: Answer | None
    standing: str
    people: Named = FREE

    def for_(self, user: User) -> bool:
        """Whether this person may answer it, as far as its field goes."""
        return self.people.allows(user)


def asked_of(request: ReviewRequest) -> list[Asked]:
    """The questions as they were when the request was made or last refused."""
    return questions_of(request, restored(request, request.revision.content))


def questions_of(request: ReviewRequest, screenings: Sequence[ChannelScreening]) -> list[Asked]:
    """What is asked about the request's content, the most important first. Two queries, none without questions."""
    asked = asked_about(screenings)
    answers = standing_answers(request) if asked else {}
    lang = get_language() or "en"
    named = named_for(request.post, request.asked_by_id, (kept["competence"] for kept in asked))
    found = []
    for kept in asked:
        answer = answers.get(kept["id"])
        standing = ("open" if kept["required"] else "free") if answer is None else ""
        if answer is not None:
            standing = "good" if settles(kept, answer) else "against"
        people = named.get(kept["competence"], FREE)
        found.append(Asked(in_words(kept, lang), answer, standing, people))
    return found
