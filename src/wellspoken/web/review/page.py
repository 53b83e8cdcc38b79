"""The context of a review page: one packet, numbered findings, and what each form last said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from wellspoken.rooms.people.models import User
from wellspoken.rooms.review.errors import MIN_REASON
from wellspoken.rooms.review.models import Decision, ReviewRequest
from wellspoken.rooms.review.selectors import Packet, open_request_of, packet, place_in
from wellspoken.web.posts.words import worded
from wellspoken.web.review import words
from wellspoken.web.review.reading import number


@dataclass(frozen=True, slots=True)
class Kept:
    """What a form that was not taken had said: `form` names it, `text` its words, `error` why."""

    form: str = ""
    text: str = ""
    error: str = ""


def context(request: HttpRequest, user: User, asked: ReviewRequest, kept: Kept | None = None) -> dict[str, Any]:
    """Everything the template draws."""
    found = packet(user, asked)
    numbered(found)
    return {
        "packet": found,
        "asked": asked,
        "post": found.post,
        "body": found.body,
        "place": place_in(user, asked),
        "due": words.due(found.post),
        "explanation": words.standing(found.standing.why, asked),
        "questions": questions(found),
        "changes": worded(found.changes),
        "findings": findings(found),
        "decisions": [(d, words.VERDICTS[d.verdict], words.TONES[d.verdict]) for d in found.decisions],
        "kept": kept or Kept(),
        "least": MIN_REASON,
        "undo": undo_offer(request, user),
        "newest": open_request_of(found.post) if asked.state != "open" else None,
    }


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
        part = card["part"]
        card["where"] = _("in the title") if part == "title" else _("in the description of a picture")
    order = list(words.SEVERITIES)
    return sorted(all_cards(found), key=lambda c: (c["release"] is not None, order.index(c["severity"]), c["number"]))


def questions(found: Packet) -> list[str]:
    """What only a person can judge, asked when it fits this post."""
    families = {card["family"] for card in all_cards(found)}
    asked = []
    if families & {"privacy", "consent"} or found.pictures:
        asked.append(_("Could a neighbour tell who this is about?"))
    if found.pictures:
        asked.append(_("Does everybody in the picture know, and agree?"))
    if not found.body.evidence:
        asked.append(_("What is this based on? No source is attached."))
    else:
        asked.append(_("Does the source say what the post says?"))
    return asked


def undo_offer(request: HttpRequest, user: User) -> dict[str, Any] | None:
    """The reader's own decision named by `?undo=`, when it stands: with the sentence that says what was done."""
    pk = number(request, "undo")
    if pk is None:
        return None
    mine = Decision.objects.filter(request=pk, by=user, taken_back_at__isnull=True).select_related("post").first()
    if mine is None:
        return None
    return {"pk": pk, "said": words.DONE[mine.verdict] % {"post": mine.post}}
