"""What happens in reviews when somebody leaves: what they asked is asked by the successor, half-done answers end."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from wellspoken.rooms.people.leaving import Leaving, Phase, Step, at_leaving
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review.models import Answer, ReviewRequest
from wellspoken.rooms.review.states import RequestState


def _asked(person: User) -> QuerySet[ReviewRequest]:
    return ReviewRequest.objects.filter(asked_by=person, state=RequestState.OPEN)


def _answers(person: User) -> QuerySet[Answer]:
    return Answer.objects.filter(by=person, request__state=RequestState.OPEN, replaced_at=None)


def _hand(leaving: Leaving) -> int:
    if leaving.successor is None:
        return 0
    teams, rows = leaving.teams(Right.WRITE), _asked(leaving.person)
    return (rows if teams is None else rows.filter(post__team__in=teams)).update(asked_by=leaving.successor)


at_leaving(
    Step(
        "reviews",
        Phase.HANDS,
        lambda n: ngettext("%(n)d review they asked for", "%(n)d reviews they asked for", n) % {"n": n},
        lambda person: _asked(person).count(),
        _hand,
    ),
    Step(
        "answers",
        Phase.ENDS,
        lambda n: (
            ngettext(
                "%(n)d answer in a review that is not decided yet",
                "%(n)d answers in reviews that are not decided yet",
                n,
            )
            % {"n": n}
        ),
        lambda person: _answers(person).count(),
        lambda leaving: _answers(leaving.person).update(replaced_at=timezone.now()),
    ),
)
