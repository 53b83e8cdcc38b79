"""How fast a channel may post, and when a network could not be reached."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.people.models import User


class Pace(models.Model):
    """A channel's own limits, chosen by a person; null: only the network's. `gap_minutes` lies between two posts."""

    channel = models.OneToOneField(Channel, on_delete=models.CASCADE, related_name="pace")
    per_hour = models.PositiveSmallIntegerField(null=True)
    per_day = models.PositiveSmallIntegerField(null=True)
    gap_minutes = models.PositiveSmallIntegerField(default=0)
    set_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.channel_id}"


class Outage(models.Model):
    """A network's server that does not take posts, from the first failure (`began_at`) to the next success.

    `failures` in a row make the pauses grow. `told`: the owners have had their one mail.
    """

    network = models.CharField(max_length=30)
    server = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=60)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=1)
    told = models.BooleanField(default=False)

    class Meta:
        ordering = ["-began_at"]
        indexes = [models.Index(fields=["ended_at"], name="outage_ended")]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "server"], condition=Q(ended_at__isnull=True), name="one_outage_per_server"
            )
        ]

    def __str__(self) -> str:
        return f"{self.network} {self.server}"
