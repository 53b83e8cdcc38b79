"""Days on which the tone has to be another one: a crisis, or grief."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellspoken.rooms.people.models import Team, User


class SombreTime(models.Model):
    """One stretch of time, for one team or (team empty) for the whole organisation; at most one under way for each.

    `mood` is crisis or grief; `until` is the last day, None: until somebody ends it; `ended_at` when somebody did.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="+")
    mood = models.CharField(max_length=10)
    reason = models.TextField()
    until = models.DateField(null=True)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team"], condition=Q(ended_at__isnull=True), name="one_sombre_time_under_way_per_team"
            ),
            models.UniqueConstraint(
                fields=["mood"],
                condition=Q(ended_at__isnull=True, team__isnull=True),
                name="one_sombre_time_of_a_kind_everywhere",
            ),
        ]

    def __str__(self) -> str:
        return self.mood
