"""Answering the questions that only a person can answer, for exactly the content under review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.people.models import User
from wellspoken.rooms.review import access
from wellspoken.rooms.review.checks import restored
from wellspoken.rooms.review.competence import named_for, require_competent
from wellspoken.rooms.review.errors import MAX_TEXT, MIN_REASON, NoSuchQuestion, NoteNeeded
from wellspoken.rooms.review.models import Answer, ReviewRequest
from wellspoken.rooms.review.questions import ANSWERS, asked_about, standing_answers
from wellspoken.rooms.review.services.standing import outdated
from wellspoken.rooms.review.services.stepping import require_able
from wellspoken.rooms.review.states import RequestState


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody answers: the question's id; yes, no or na (does not apply); a note, needed with na."""

    question: str
    answer: str
    note: str = ""


def answer(*, actor: User, request: ReviewRequest, given: Sequence[Given]) -> list[Answer]:
    """Record answers about the request's content; all of them or none. The same answer again changes nothing.

    Raises `Denied`, `OwnWork`, `NoSuchQuestion` (not asked about this content, or no such answer), `NoteNeeded`,
    `NotCompetent` (others are named for its field), and `Outdated` when the words changed or somebody decided
    meanwhile.
    """
    require_able(actor, request)
    access.require_other(actor, request.post, request.asked_by_id)
    checked = [_checked(one) for one in {one.question: one for one in given}.values()]
    screenings = restored(request, request.revision.content)
    known = {question["id"]: question for question in asked_about(screenings)}
    for one in checked:
        if one.question not in known:
            raise NoSuchQuestion(one.question)
    asked = [known[one.question] for one in checked]
    named = named_for(request.post, request.asked_by_id, (question["competence"] for question in asked))
    for question in asked:
        require_competent(actor, question, named)
    version = next((s.run.pack_version for s in screenings), "")
    with transaction.atomic():
        locked = ReviewRequest.objects.select_for_update().filter(
            pk=request.pk, state=RequestState.OPEN, content_hash=request.content_hash
        )
        if locked.first() is None:
            raise outdated(request)
        return _stored(actor, request, checked, version)


def _checked(one: Given) -> Given:
    note = one.note.replace("\x00", "").strip()
    if one.answer not in ANSWERS:
        raise NoSuchQuestion(one.question)
    if one.answer == "na" and len(note) < MIN_REASON:
        raise NoteNeeded(one.question, "short")
    if len(note) > MAX_TEXT:
        raise NoteNeeded(one.question, "long")
    return Given(one.question, one.answer, note)


def _stored(actor: User, request: ReviewRequest, given: Iterable[Given], version: str) -> list[Answer]:
    """New rows for what is not answered so already; the caller holds the request's row."""
    before, made = standing_answers(request), []
    for one in given:
        earlier = before.get(one.question)
        if earlier is not None and (earlier.answer, earlier.note) == (one.answer, one.note):
            continue
        if earlier is not None:
            Answer.objects.filter(pk=earlier.pk, replaced_at__isnull=True).update(replaced_at=timezone.now())
        row = Answer.objects.create(
            post=request.post,
            request=request,
            content_hash=request.content_hash,
            question=one.question,
            answer=one.answer,
            note=one.note,
            pack_version=version,
            by=actor,
        )
        _told(actor, row, request.revision.number)
        made.append(row)
    return made


def _told(actor: User, row: Answer, revision: int) -> None:
    record(
        action="review.answered",
        actor=actor,
        obj=row,
        data={
            "question": row.question,
            "answer": row.answer,
            "revision": revision,
            "content_hash": row.content_hash,
            "pack_version": row.pack_version,
        },
        personal={"note": row.note} if row.note else None,
    )
