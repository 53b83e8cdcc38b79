"""Trainings that end and posts whose time passed undecided, on the home page of those who can do something."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wellspoken.rooms.people.access import may, rights_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.notices import Notice
from wellspoken.rooms.review.competence import FIELDS
from wellspoken.web.frame import clock

#: as `needs.Need` takes it: tone, word, title, text, action, address
Row = tuple[str, str, str, str, str, str]


def overlooked(user: User, notices: Sequence[Notice]) -> list[Row]:
    """The rows of one person."""
    return [*_missed(user, notices), *_own_trainings(user, notices), *_trainings_of_others(user, notices)]


def _missed(user: User, notices: Sequence[Notice]) -> list[Row]:
    """For the author and for those who may decide."""
    mine = [n for n in notices if n.kind == "missed" and (n.detail == str(user.pk) or may(user, Right.REVIEW, n.team))]
    return [
        (
            "block",
            _("Missed"),
            _("“{title}” was not reviewed in time").format(title=one.name or _("No title yet")),
            _("It was to go out {time} and still waits for a decision. It does not go out by itself.").format(
                time=clock.ago(one.at)
            ),
            _("Open"),
            reverse("post", args=[one.pk]),
        )
        for one in mine
    ]


def _own_trainings(user: User, notices: Sequence[Notice]) -> list[Row]:
    mine = [n for n in notices if n.kind == "training" and n.detail == str(user.pk)]
    return [_training(one.name, one.at.date()) for one in mine]


def _training(field: str, last: date) -> Row:
    left = (last - timezone.localdate()).days
    what = FIELDS.get(field, field)
    if left < 0:
        title = _("Your training for questions of {field} has run out").format(field=what)
        text = _(
            "You cannot answer such questions nor approve posts that ask one. Ask an administrator to note a new one."
        )
    else:
        title = _("Your training for questions of {field} runs out").format(field=what)
        text = _("It counts until {day}. After that you cannot approve posts that ask such a question.").format(
            day=clock.day(last)
        )
    tone = "block" if left < 0 else "review" if left <= 7 else "advise"
    return tone, _("Training"), title, text, "", ""


def _trainings_of_others(user: User, notices: Sequence[Notice]) -> list[Row]:
    """One row for all, for those who can note trainings."""
    if Right.PEOPLE not in rights_of(user).everywhere:
        return []
    others = [n for n in notices if n.kind == "training" and n.detail != str(user.pk)]
    if not others:
        return []
    over = sum(1 for one in others if one.at.date() < timezone.localdate())
    count = len(others)
    title = ngettext("{n} training runs out or has run out", "{n} trainings run out or have run out", count)
    text = ngettext(
        "{n} has run out: posts that ask such a question may wait.",
        "{n} have run out: posts that ask such questions may wait.",
        over,
    )
    said = text.format(n=localize(over)) if over else _("None has run out yet.")
    tone = "review" if over else "advise"
    return [(tone, _("Training"), title.format(n=localize(count)), said, _("See them"), reverse("trainings"))]
