"""What an ethics board approved: the wording of a call for volunteers, where it may run, and until when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellspoken.rooms.people.models import Team, User


class StudyApproval(models.Model):
    """One approval. A text that names `number` is locked to `wording`; `networks` empty: wherever the team publishes.

    It is never changed: another wording is another approval. `until` is its last day on the team's calendar.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="study_approvals")
    number = models.CharField(max_length=60)
    board = models.CharField(max_length=150)
    title = models.CharField(max_length=200)
    wording = models.TextField()
    networks = models.JSONField(default=list)
    until = models.DateField(null=True)
    added_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "number"], condition=Q(ended_at__isnull=True), name="one_standing_approval_per_number"
            )
        ]

    def __str__(self) -> str:
        return self.number
