"""A team's workflows, and the steps of one request as they were when it was asked."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.review.models.request import ReviewRequest
from wellspoken.rooms.review.states import StepState


class Workflow(models.Model):
    """How posts of a team are reviewed. `number` is its place: of those that apply, the smallest wins.

    `applies` and `steps` are JSON (`flow.plans.Applies`, `flow.plans.StepPlan`); `version` counts changes.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="workflows")
    name = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    applies = models.JSONField(default=dict)
    steps = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number", "pk"]

    def __str__(self) -> str:
        return self.name


class RequestStep(models.Model):
    """One step of one request. Steps of the same `stage` run beside each other; `need` 0 means all.

    `who` is people, role or competence, which says whether `people`, `role` or `field` counts. `outside`: people
    without an account may be asked too; `again`: it counts even from somebody who approved another step.
    """

    request = models.ForeignKey(ReviewRequest, on_delete=models.CASCADE, related_name="steps")
    stage = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    who = models.CharField(max_length=20)
    people = models.ManyToManyField(User, related_name="+")
    role = models.CharField(max_length=30, blank=True)
    field = models.CharField(max_length=20, blank=True)
    need = models.PositiveSmallIntegerField(default=1)
    outside = models.BooleanField(default=False)
    again = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=StepState.WAITING)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["request", "place"], name="one_step_per_place")]
        indexes = [models.Index(fields=["request"], name="open_steps", condition=Q(state="open"))]

    def __str__(self) -> str:
        return self.name

    @property
    def people_keys(self) -> frozenset[int]:
        """The keys of those who are named; no query after a prefetch."""
        return frozenset(person.pk for person in self.people.all())

    @property
    def post_id(self) -> int:
        """The post it is about, for the audit log."""
        return self.request.post_id
