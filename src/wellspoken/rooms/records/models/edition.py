"""The archive: what was public, as it was."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.records.states import EditionState, LegalHoldState


class Edition(models.Model):
    """One version as one channel showed it; `number` counts the versions of a delivery that was edited in place.

    `content` stands on its own (see `archiving.content_of`); `digest` is the SHA-256 of its
    canonical JSON and also stands in the audit log. `began_at` and `ended_at` say when it was
    public (UTC; no end: it still is). `changes`: what happened to it since, oldest first:
    {"at": ISO, "kind": withdrawn | replaced | corrected, "words"}.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(default=1)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="editions")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="editions")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="editions")
    state = models.CharField(max_length=10, default=EditionState.KEPT)
    title = models.CharField(max_length=300, blank=True)
    words = models.TextField(blank=True)  # everything that search looks through, case-folded
    author_name = models.CharField(max_length=200, blank=True)
    content = models.JSONField(default=dict)
    content_hash = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    changes = models.JSONField(default=list)
    kept_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-began_at", "-pk"]
        indexes = [
            models.Index(fields=["team", "-began_at"], name="edition_of_team"),
            models.Index(fields=["ended_at"], name="edition_over", condition=Q(state="kept")),
        ]
        constraints = [models.UniqueConstraint(fields=["delivery", "number"], name="one_edition_per_version")]

    def __str__(self) -> str:
        return self.title or f"#{self.pk}"


class KeptPicture(models.Model):
    """A picture's bytes, kept by their hash for as long as an edition shows them, whatever the library does."""

    sha256 = models.CharField(max_length=64, unique=True)
    mime = models.CharField(max_length=60)
    size = models.PositiveIntegerField()  # bytes
    kept_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def place(self) -> Path:
        """The file with the bytes; below the uploads, so that every backup has it."""
        return Path(settings.MEDIA_ROOT) / "archive" / self.sha256[:2] / self.sha256


class LegalHold(models.Model):
    """Nothing of the post may be deleted while it stands; at most one standing per post."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="legal_holds")
    state = models.CharField(max_length=10, default=LegalHoldState.STANDING)
    reason = models.TextField()
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    lifted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["post"], condition=Q(state="standing"), name="one_legal_hold_per_post")
        ]

    def __str__(self) -> str:
        return str(self.post)


class Reached(models.Model):
    """One row: the audit entry up to which the archive has followed."""

    seq = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.seq)
