"""What the organisation's own public page shows."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.models import Post


class NewsItem(models.Model):
    """One published item. `key` makes publishing idempotent.

    A withdrawn item says why, keeps none of its words, and moves to an address
    without any; `moved_from` (SHA-256 of the old slug, hex) leads readers there.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="news")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="news", null=True)
    key = models.CharField(max_length=80, unique=True)
    body = models.TextField(default="")  # exactly what the connector put up, to compare with when it asks again
    slug = models.SlugField(max_length=120)
    moved_from = models.CharField(max_length=64, blank=True, default="", db_index=True)
    title = models.CharField(max_length=200)
    text = models.TextField()
    lang = models.CharField(max_length=5, default="en")
    pictures = models.JSONField(default=list)  # [{"media_id", "alt", "width", "height", "focus"}]
    film = models.JSONField(default=dict)  # {"film_id", "alt", "mime", "width", "height", "poster", "captions"}
    sources = models.JSONField(default=list)  # [{"url", "title"}]
    published_at = models.DateTimeField(db_index=True)
    changed_at = models.DateTimeField()
    #: corrections, oldest first: [{"at", "note"}]; the text is the corrected one
    corrections = models.JSONField(default=list)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["channel", "slug"], name="one_item_per_address")]

    def __str__(self) -> str:
        return self.title
