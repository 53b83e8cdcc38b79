"""Which rules a team's waiting posts were last looked at with."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.people.models import Team


class Standing(models.Model):
    """One row per team; `stamp` as of the beginning of the last pass that ended. `held` and `freed` count posts."""

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="+")
    stamp = models.CharField(max_length=32)
    looked_at = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    freed = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.team_id}: {self.stamp[:8]}"
