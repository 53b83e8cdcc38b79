"""A hold: while it stands, nothing of what it covers goes out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.publishing.states import HoldState


class Hold(models.Model):
    """One hold on the whole organisation, a team or a channel; `target` is the same as text (`team:3`).

    What becomes due under it is `held` with reason `hold` and this row's key in
    `reason_data`. Lifting it sends nothing: a person decides about each.
    """

    target = models.CharField(max_length=40)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", null=True)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+", null=True)
    reason = models.TextField()
    state = models.CharField(max_length=20, default=HoldState.STANDING)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    lifted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    told = models.CharField(max_length=20, blank=True)  # of which of its states people have had a mail

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["target"], name="hold_standing", condition=Q(state="standing"))]
        constraints = [
            models.UniqueConstraint(fields=["target"], condition=Q(state="standing"), name="one_hold_per_target")
        ]

    def __str__(self) -> str:
        return self.target

    @property
    def scope(self) -> str:
        """`organisation`, `team` or `channel`."""
        return self.target.partition(":")[0]

    @property
    def standing(self) -> bool:
        """Whether it still stops what it covers."""
        return self.state == HoldState.STANDING


class Triage(models.Model):
    """What a person decided about caught posts in one go, so that it can be undone.

    `rows`: [{"delivery", "fence" (after), "was": columns before, "did": send|at|slot|cancel}]. Times are ISO, UTC.
    """

    hold = models.ForeignKey(Hold, on_delete=models.CASCADE, related_name="triages")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    rows = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.hold_id}: {len(self.rows)}"
