"""Audit entries and the head of their hash chain."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.kernel.sealed import SealedJSONField


class AuditHead(models.Model):
    """One row: the last sequence number and hash. Locked by every writer, so the chain never forks."""

    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return ""


class AuditEntry(models.Model):
    """One act. Rows are inserted once; only `personal` may later be emptied (its hash stays)."""

    seq = models.BigIntegerField(unique=True)
    at = models.DateTimeField(db_index=True)
    actor_id = models.CharField(max_length=60, db_index=True)
    actor_name = models.CharField(max_length=200)
    action = models.CharField(max_length=60, db_index=True)
    object_kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60)
    object_label = models.CharField(max_length=300, blank=True)
    #: the post whose life this belongs to, as text, or ''. Lets a post's page show its whole life.
    post_ref = models.CharField(max_length=60, blank=True, db_index=True)
    data = models.JSONField(default=dict)
    personal = models.JSONField(null=True)
    personal_hash = models.CharField(max_length=64, blank=True)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["seq"]
        indexes = [models.Index(fields=["object_kind", "object_id", "seq"])]


class SigningKey(models.Model):
    """A key that anchors are signed with, both halves in hex; the one not retired is in use, earlier ones stay."""

    public = models.CharField(max_length=64, unique=True)
    private = SealedJSONField()
    made_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.public[:16]


class Anchor(models.Model):
    """A signed statement of where the log ended; one a day (UTC), more when somebody asks.

    `document` is the whole file; see `proof`.
    """

    number = models.PositiveIntegerField(unique=True)
    day = models.DateField(db_index=True)
    seq = models.BigIntegerField()
    document = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The file's name."""
        return f"anchor-{self.number:05d}.json"
