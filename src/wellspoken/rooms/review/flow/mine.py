"""The steps that are somebody's now, as a condition for the database: every page asks how many wait."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from wellspoken.rooms.people.models import Grant, User
from wellspoken.rooms.people.roles import Right, roles_with
from wellspoken.rooms.review.deputies import is_away
from wellspoken.rooms.review.flow.knowing import standing
from wellspoken.rooms.review.models import Decision, Deputy, RequestStep
from wellspoken.rooms.review.states import StepState


def open_to(user: User) -> QuerySet[RequestStep]:
    """Open steps that ask this person and that they have not approved; who wrote what is left to the caller.

    The same question as `Passing.able`, asked of all requests at once. No query of its own.
    """
    named = RequestStep.people.through.objects.filter(requeststep=OuterRef("pk"), user=user.pk)
    here = Q(team__isnull=True) | Q(team=OuterRef("request__post__team"))
    holds = Grant.objects.filter(here, user=user.pk, role=OuterRef("role"))
    belongs = Grant.objects.filter(here, user=user.pk)
    knows = standing(timezone.localdate()).filter(user=user.pk, field=OuterRef("field"))
    away = Deputy.objects.filter(is_away(timezone.now()), person=user.pk).values("user")
    instead = RequestStep.people.through.objects.filter(requeststep=OuterRef("pk"), user__in=away)
    reviews = Grant.objects.filter(here, user=user.pk, role__in=roles_with(Right.REVIEW))
    deputy = Q(Exists(instead), Exists(reviews), who="people", need__gt=0)
    asked = deputy | Q(Exists(named), who="people") | Q(Exists(holds), who="role") | Q(Exists(knows), who="competence")
    gave = Decision.objects.filter(by=user.pk, verdict="approve", taken_back_at__isnull=True)
    once = Exists(gave.filter(step=OuterRef("pk")))
    elsewhere = Exists(gave.filter(request=OuterRef("request")))
    free = Q(~once, again=True) | Q(~elsewhere, again=False)
    return RequestStep.objects.filter(asked, free, Exists(belongs), state=StepState.OPEN)
