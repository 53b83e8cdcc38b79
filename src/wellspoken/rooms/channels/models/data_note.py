"""What a channel tells people about their data: a privacy notice, and why and how long words of others are kept."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.channels.models.channel import Channel
from wellspoken.rooms.people.models import User


class DataNote(models.Model):
    """Who runs a page answers for its data together with the network (CJEU C-210/16, C-40/17; GDPR art. 26).

    `notice` is the address of the privacy notice; `linked` says that a person saw the link on the page itself;
    `purpose` is the ground for keeping comments and mentions, `keep_months` for how long.
    """

    channel = models.OneToOneField(Channel, on_delete=models.CASCADE, related_name="data_note")
    notice = models.URLField(max_length=500)
    linked = models.BooleanField(default=False)
    purpose = models.TextField()
    keep_months = models.PositiveSmallIntegerField()
    noted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.channel_id}"
