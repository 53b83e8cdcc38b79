"""Comments on passages, and what each reviewer last looked at."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.people.models import User


class Comment(models.Model):
    """`start` and `end` are code points in the text of that revision and channel (None: common text); 0,0 = whole."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="comments")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="comments")
    channel_id = models.PositiveBigIntegerField(null=True)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    quote = models.TextField(blank=True)
    text = models.TextField()
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    resolved_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return str(self.post)


class Look(models.Model):
    """The revision a person last looked at, and the one `before` it: what changed stays visible on a second look."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="looks")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="looks")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    before = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "user"], name="one_look_per_person_and_post")]
