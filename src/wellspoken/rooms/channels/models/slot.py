"""Weekly posting slots of a channel, in the team's zone."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.channels.models.channel import Channel


class Slot(models.Model):
    """`weekday` 0 = Monday; `at` is wall time in the team's zone."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="slots")
    weekday = models.PositiveSmallIntegerField()
    at = models.TimeField()

    class Meta:
        ordering = ["weekday", "at"]
        constraints = [models.UniqueConstraint(fields=["channel", "weekday", "at"], name="one_slot_per_moment")]
