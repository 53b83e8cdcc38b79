"""A revision: the whole of a post at one moment, as one JSON body with its hash."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.models.post import Post
from wellspoken.rooms.people.models import User


class Revision(models.Model):
    """`body` is `Body.to_json()`; `content_hash` its `Body.content_hash()`. Sealed rows never change.

    An unsealed row is the author's latest autosave: within a minute of work by
    the same person it is overwritten, so that the list of revisions stays readable.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    body = models.JSONField()
    content_hash = models.CharField(max_length=64, db_index=True)
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    sealed = models.BooleanField(default=False)
    restored_from = models.PositiveIntegerField(null=True)
    started_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="one_revision_per_number")]

    def __str__(self) -> str:
        return f"{self.post_id}/{self.number}"

    @property
    def content(self) -> Body:
        """The body as a value."""
        return Body.from_json(self.body)
