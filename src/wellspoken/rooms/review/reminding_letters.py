"""The words of reminders, in the reader's language. No words of the post are in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wellspoken.rooms.people.models import User
from wellspoken.rooms.review import notices
from wellspoken.rooms.review.deputies import Addressee
from wellspoken.rooms.review.models import ReviewRequest

#: kind -> subject and sentence
WORDS: dict[str, tuple[Any, Any]] = {
    "slow": (
        gettext_lazy("A post still waits for your review"),
        gettext_lazy("A post of %(team)s has waited for a decision for longer than the team means to take."),
    ),
    "soon": (
        gettext_lazy("A post that goes out soon waits for your review"),
        gettext_lazy("A post of %(team)s is to go out at %(time)s and is not decided yet."),
    ),
    "now": (
        gettext_lazy("Half an hour left: a post waits for your review"),
        gettext_lazy("A post of %(team)s is to go out at %(time)s and is not decided yet."),
    ),
    "everybody": (
        gettext_lazy("Please step in: a post waits for a review"),
        gettext_lazy("Nobody has decided about a post of %(team)s yet. You may: please look if you can."),
    ),
    "missed": (
        gettext_lazy("A post missed its time: it was not reviewed"),
        gettext_lazy(
            "A post of %(team)s was to go out at %(time)s and nobody had decided about it. It still waits; once it is "
            "approved, it asks for a new time."
        ),
    ),
    "deputy": (
        gettext_lazy("Please step in: a post waits for a review"),
        gettext_lazy("%(who)s asks you to step in as a deputy: a post of %(team)s waits for a decision."),
    ),
}


def reminded(request: ReviewRequest, kind: str, people: Iterable[Addressee], who: str = "") -> None:
    """Write to those who can decide; `who` asks, where somebody does."""
    letters = []
    for one in people:
        with translation.override(one.person.language):
            subject, sentence = WORDS[kind]
            line = str(sentence) % {**_values(request), "who": who}
            said = "\n\n".join([line, *_when(request, kind), *notices.in_place_of(one)])
            letters.append(_letter(one.person, str(subject), said, f"/review/{request.pk}/"))
    notices._hand_over(letters)


def missed(request: ReviewRequest) -> None:
    """Tell the author and who asked that the time passed while the post waited for a decision."""
    line = gettext_lazy(
        "Your post was to go out at %(time)s, and nobody has decided about it yet. It does not go out by itself: "
        "choose a new time, or ask a deputy. The reviewers have been told."
    )
    _to_writers(request, gettext_lazy("Your post missed its time: it was not reviewed"), line)


def returned(request: ReviewRequest) -> None:
    """Tell them that it passed while changes are asked for."""
    line = gettext_lazy(
        "Your post was to go out at %(time)s, and the changes that were asked for are not made yet. It does not go "
        "out: make them, choose a new time, and send it to review again."
    )
    _to_writers(request, gettext_lazy("Your post missed its time: changes are asked for"), line)


def _to_writers(request: ReviewRequest, subject: Any, line: Any) -> None:
    people = {p.pk: p for p in (request.post.author, request.asked_by) if p is not None and p.is_active}
    letters = []
    for person in people.values():
        with translation.override(person.language):
            said = str(line) % _values(request)
            letters.append(_letter(person, str(subject), said, f"/posts/{request.post_id}/"))
    notices._hand_over(letters)


def _values(request: ReviewRequest) -> dict[str, str]:
    """What the sentences name, in the language that is active: the team, and the post's time on its clock."""
    post, time = request.post, ""
    if post.plan_kind == "at" and post.plan_at is not None:
        place = post.team.place or post.team.time_zone
        local = date_format(post.plan_at.astimezone(post.team.zone), "DATETIME_FORMAT")
        time = f"{local} ({place})"
    return {"team": post.team.name, "time": time}


def _when(request: ReviewRequest, kind: str) -> list[str]:
    """When the post goes out, where the sentence of the kind does not say it."""
    values = _values(request)
    return [_("It is to go out at %(time)s.") % values] if kind in {"everybody", "deputy"} and values["time"] else []


def _letter(person: User, subject: str, said: str, path: str) -> EmailMessage:
    return notices._letter(person, subject, said, f"{settings.SITE_URL}{path}")
