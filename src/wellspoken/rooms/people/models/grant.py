"""A grant: one role of one person, in one team or in the whole organisation."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellspoken.rooms.people.models.organisation import Team
from wellspoken.rooms.people.models.user import User
from wellspoken.rooms.people.roles import Role


class Grant(models.Model):
    """`team` empty means the whole organisation. `all_channels` off: only those listed by the channels room."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="grants")
    role = models.CharField(max_length=30, choices=Role.choices)
    all_channels = models.BooleanField(default=True)
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "team", "role"], name="one_grant_per_team_and_role"),
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(team__isnull=True), name="one_organisation_wide_grant_per_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.team or '*'}"
