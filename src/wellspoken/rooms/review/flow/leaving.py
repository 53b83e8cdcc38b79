"""What happens in workflows when somebody leaves: steps that name them go to the successor, links they made end."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from wellspoken.rooms.people.leaving import Leaving, Phase, Step, at_leaving
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.review.models import OutsideReviewer, RequestStep
from wellspoken.rooms.review.states import RequestState, StepState


def _named(person: User) -> QuerySet[RequestStep]:
    rows = RequestStep.objects.filter(people=person, request__state=RequestState.OPEN)
    return rows.exclude(state=StepState.DONE)


def _hand(leaving: Leaving) -> int:
    """The successor is named beside the leaver, who can do nothing any more, where they may see the posts."""
    if leaving.successor is None:
        return 0
    teams, rows = leaving.teams(Right.VIEW), _named(leaving.person)
    steps = list(rows if teams is None else rows.filter(request__post__team__in=teams))
    through = RequestStep.people.through
    through.objects.bulk_create(
        [through(requeststep=step, user=leaving.successor) for step in steps], ignore_conflicts=True
    )
    through.objects.filter(requeststep__in=steps, user=leaving.person).delete()
    return len(steps)


def _links(person: User) -> QuerySet[OutsideReviewer]:
    rows = OutsideReviewer.objects.filter(invited_by=person, request__state=RequestState.OPEN)
    return rows.filter(ended_at__isnull=True, decided_at__isnull=True, expires_at__gt=timezone.now())


at_leaving(
    Step(
        "review_steps",
        Phase.HANDS,
        lambda n: (
            ngettext("%(n)d step of a review that names them", "%(n)d steps of reviews that name them", n) % {"n": n}
        ),
        lambda person: [_named(person)],
        _hand,
    ),
    Step(
        "outside_links",
        Phase.ENDS,
        lambda n: (
            ngettext(
                "%(n)d link for somebody from outside to a review",
                "%(n)d links for people from outside to reviews",
                n,
            )
            % {"n": n}
        ),
        lambda person: [_links(person)],
        lambda leaving: _links(leaving.person).update(ended_at=timezone.now()),
    ),
)
