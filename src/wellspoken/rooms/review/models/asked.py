"""A writer asks that the stops in exactly these words be let through."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.people.models import User


class ReleaseRequest(models.Model):
    """Asked once per content; `stops` is how many stops nobody had released then. Other words end it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="release_requests")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    stops = models.PositiveIntegerField()
    asked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [models.UniqueConstraint(fields=["post", "content_hash"], name="one_release_request_per_content")]

    def __str__(self) -> str:
        return str(self.post)
