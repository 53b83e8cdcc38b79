"""A takedown: one act, all channels, with a reason."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import User


class Takedown(models.Model):
    """Asked once per post; deliveries that are live go to withdrawing, those not out are cancelled."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="takedowns")
    reason = models.TextField()
    public_reason = models.TextField(blank=True)  # what the newsroom's note says
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]
