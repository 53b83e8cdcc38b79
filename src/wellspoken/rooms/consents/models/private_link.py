"""The private address under which the person reads, signs, keeps a copy and withdraws."""

from __future__ import annotations

import hashlib

from django.db import models

from wellspoken.rooms.consents.models.authorization import Authorization
from wellspoken.rooms.people.models import User


class PrivateLink(models.Model):
    """Only a digest of the key is kept. At most one is open: a new one ends the one before."""

    authorization = models.ForeignKey(Authorization, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the key, hexadecimal
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)  # first time somebody read it
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.authorization.code

    @staticmethod
    def digest_of(key: str) -> str:
        """What is kept of a key; keys are random and long, so one round is enough."""
        return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
