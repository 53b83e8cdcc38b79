"""What happens in reviews when somebody leaves: what they asked is asked by the successor, half-done answers end."""

from __future__ import annotations

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from wellspoken.rooms.content.states import EDITABLE
from wellspoken.rooms.kernel.states import Entry, record_many
from wellspoken.rooms.people.leaving import Leaving, Phase, Step, at_leaving
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review.models import Answer, Competence, ReleaseRequest, ReviewRequest
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


def _wishes(person: User) -> QuerySet[ReleaseRequest]:
    rows = ReleaseRequest.objects.filter(asked_by=person, post__current__content_hash=F("content_hash"))
    return rows.filter(post__state__in=EDITABLE)


def _hand_wishes(leaving: Leaving) -> int:
    if leaving.successor is None:
        return 0
    teams, rows = leaving.teams(Right.WRITE), _wishes(leaving.person)
    keys = list((rows if teams is None else rows.filter(post__team__in=teams)).values_list("pk", flat=True))
    return ReleaseRequest.objects.filter(pk__in=keys).update(asked_by=leaving.successor)


def _unname(leaving: Leaving) -> int:
    """Nobody who comes back answers questions again before somebody says so."""
    rows = Competence.objects.filter(user=leaving.person)
    data = [{"field": field} for field in rows.values_list("field", flat=True)]
    record_many([Entry("competence.unnamed", leaving.actor, leaving.person, one) for one in data])
    return rows.delete()[0]


at_leaving(
    Step(
        "reviews",
        Phase.HANDS,
        lambda n: ngettext("%(n)d review they asked for", "%(n)d reviews they asked for", n) % {"n": n},
        lambda person: [_asked(person)],
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
        lambda person: [_answers(person)],
        lambda leaving: _answers(leaving.person).update(replaced_at=timezone.now()),
    ),
    Step(
        "wishes",
        Phase.HANDS,
        lambda n: ngettext("%(n)d release they asked for", "%(n)d releases they asked for", n) % {"n": n},
        lambda person: [_wishes(person)],
        _hand_wishes,
    ),
    Step(
        "competences",
        Phase.ENDS,
        lambda n: (
            ngettext("%(n)d field whose questions they answer", "%(n)d fields whose questions they answer", n)
            % {"n": n}
        ),
        lambda person: [Competence.objects.filter(user=person)],
        _unname,
    ),
)
