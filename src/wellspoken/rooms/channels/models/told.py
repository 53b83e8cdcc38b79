"""Which warnings about a channel went out, so that each goes out once."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.channels.models.channel import Channel


class Told(models.Model):
    """`kind` is 14, 7 or 1 (days), `queue` or `broken`; `about` the moment it spoke of: the sign-in's end, the break.

    The row is taken again only for a later moment, so a renewed sign-in is warned of anew.
    """

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="told")
    kind = models.CharField(max_length=10)
    about = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "kind"], name="one_row_per_channel_and_warning")]

    def __str__(self) -> str:
        return f"{self.channel_id} {self.kind}"
