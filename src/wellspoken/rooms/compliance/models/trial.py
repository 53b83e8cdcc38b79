"""A draft of the rules tried on what was said before: the row is the queue, the progress and the result."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.compliance.models.rules import RuleSet
from wellspoken.rooms.compliance.states import TrialState
from wellspoken.rooms.people.models import User


class Trial(models.Model):
    """`digest` names the draft's content that was tried; `found` lists posts whose verdict would change.

    An entry of `found`: {"post", "title", "team", "before", "after", "rules": [ids that make the difference]};
    `counts` has the whole numbers by kind of change (blocked, reviewed, eased, freed).
    """

    rule_set = models.ForeignKey(RuleSet, on_delete=models.CASCADE, related_name="trials")
    digest = models.CharField(max_length=32)
    state = models.CharField(max_length=10, default=TrialState.WAITING)
    since = models.DateTimeField()
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    found = models.JSONField(default=list)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    lease_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def open(self) -> bool:
        """Whether it still runs or waits."""
        return self.state in (TrialState.WAITING, TrialState.RUNNING)
