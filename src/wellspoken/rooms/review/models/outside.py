"""Somebody without an account who is asked about one version, by a private link."""

from __future__ import annotations

import hashlib

from django.db import models
from django.utils import timezone

from wellspoken.rooms.people.models import User
from wellspoken.rooms.review.models.request import ReviewRequest
from wellspoken.rooms.review.models.workflow import RequestStep


class OutsideReviewer(models.Model):
    """One request, at most one step, until `expires_at`. Only a digest of the key is kept.

    Without a `step` they read and comment. `decided_at`: the link is used up; `ended_at`: somebody took it back.
    """

    request = models.ForeignKey(ReviewRequest, on_delete=models.CASCADE, related_name="outsiders")
    step = models.ForeignKey(RequestStep, on_delete=models.CASCADE, null=True, related_name="outsiders")
    name = models.CharField(max_length=150)
    email = models.EmailField()
    why = models.CharField(max_length=500)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the key, hexadecimal
    language = models.CharField(max_length=5, default="en")
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["invited_at", "pk"]

    def __str__(self) -> str:
        return str(self.request)

    @property
    def open(self) -> bool:
        """Whether the link still leads to the page, as far as this row knows."""
        return self.decided_at is None and self.ended_at is None and self.expires_at > timezone.now()

    @property
    def post_id(self) -> int:
        """The post it is about, for the audit log."""
        return self.request.post_id

    @staticmethod
    def digest_of(key: str) -> str:
        """What is kept of a key; keys are random and long, so one round is enough."""
        return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
