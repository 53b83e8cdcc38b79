"""The context of a review page: one packet, numbered findings, and what each form last said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from wellspoken.rooms.library.saying import say_links
from wellspoken.rooms.people.models import User
from wellspoken.rooms.review.competence import FIELDS
from wellspoken.rooms.review.errors import MIN_REASON
from wellspoken.rooms.review.models import Decision, ReviewRequest
from wellspoken.rooms.review.selectors import Asked, Packet, open_request_of, packet, place_in
from wellspoken.rooms.review.services import Given, may_invite
from wellspoken.web.consents.people import in_post
from wellspoken.web.films.contexts import shown as film_shown
from wellspoken.web.posts.words import worded
from wellspoken.web.review import steps, threads, words
from wellspoken.web.review.reading import number


@dataclass(frozen=True, slots=True)
class Kept:
    """What a form that was not taken had said: `form` names it, `text` its words, `error` why."""

    form: str = ""
    text: str = ""
    error: str = ""
    #: answers to questions that were typed, by question
    given: dict[str, Given] = field(default_factory=dict)


def context(request: HttpRequest, user: User, asked: ReviewRequest, kept: Kept | None = None) -> dict[str, Any]:
    """Everything the template draws."""
    found = packet(user, asked)
    numbered(found)
    return {
        "packet": found,
        "asked": asked,
        "post": found.post,
        "body": found.body,
        "film": film_shown(found.body.film),
        "place": place_in(user, asked),
        "due": words.due(found.post),
        "explanation": words.standing(found.standing.why, asked, [one.step.name for one in found.flow.now]),
        "people": in_post(found.post, found.body),
        "steps": steps.rows(found.flow, user),
        "workflow": asked.workflow,
        "questions": questions(user, found, (kept or Kept()).given),
        "unanswered": _count(found.questions, "open"),
        "against": _count(found.questions, "against"),
        "unanswered_now": _count(steps.asked_now(found), "open"),
        "against_now": _count(steps.asked_now(found), "against"),
        "changes": worded(found.changes),
        "findings": findings(found),
        "links": say_links([*(text.text for text in found.texts), *(one.url for one in found.body.evidence)]),
        "decisions": [(d, words.VERDICTS[d.verdict], words.TONES[d.verdict]) for d in found.decisions],
        "kept": kept or Kept(),
        "least": MIN_REASON,
        "undo": undo_offer(request, user),
        "may_invite": may_invite(user, asked),
        **threads.context(found.comments, found.body),
        "newest": open_request_of(found.post) if asked.state != "open" else None,
    }


def _count(asked: Sequence[Asked], standing: str) -> int:
    return sum(1 for question in asked if question.standing == standing)


def numbered(found: Packet) -> None:
    """Give each different finding a number, so that the text and the list can point at each other."""
    for number_, card in enumerate(all_cards(found), 1):
        card["number"] = number_
        card["word"] = words.SEVERITIES[card["severity"]]


def all_cards(found: Packet) -> list[dict[str, Any]]:
    """The findings of every text, then those of title and alternative texts."""
    return [card for text in found.texts for card in text.cards] + found.checks.elsewhere


def findings(found: Packet) -> list[dict[str, Any]]:
    """Findings by weight; each names the channels of its text when there are several texts."""
    several = len(found.texts) > 1
    for text in found.texts:
        for card in text.cards:
            card["where"] = ", ".join(look.channel.name for look in text.channels) if several else ""
    for card in found.checks.elsewhere:
        card["where"] = words.where(card["part"])
    order = list(words.SEVERITIES)
    return sorted(all_cards(found), key=lambda c: (c["release"] is not None, order.index(c["severity"]), c["number"]))


def questions(user: User, found: Packet, typed: dict[str, Given]) -> list[dict[str, Any]]:
    """What only a person can judge, with the answer that stands, or the one that was typed and not taken."""
    rows = []
    for asked in found.questions:
        now = typed.get(asked.question.id)
        standing = asked.answer
        rows.append(
            {
                "question": asked.question,
                "answer": standing,
                "standing": asked.standing,
                "mine": asked.for_(user),
                "named": ", ".join(person.name for person in asked.people.valid),
                "nobody": words.nobody(asked),
                "competence": FIELDS[asked.question.competence],
                "said": words.ANSWERS[standing.answer] if standing else "",
                "chosen": now.answer if now else standing.answer if standing else "",
                "note": now.note if now else standing.note if standing else "",
            }
        )
    return rows


def undo_offer(request: HttpRequest, user: User) -> dict[str, Any] | None:
    """The reader's own decision named by `?undo=`, when it stands: with the sentence that says what was done."""
    pk = number(request, "undo")
    if pk is None:
        return None
    own = Decision.objects.filter(request=pk, by=user, taken_back_at__isnull=True)
    mine = own.select_related("post", "step").first()
    if mine is None:
        return None
    return {"pk": pk, "said": words.done(mine)}
