"""Keys with which programs act for a person or for a service account."""

from __future__ import annotations

import hashlib

from django.db import models
from django.utils import timezone

from wellspoken.rooms.people.models.user import User


class ApiKey(models.Model):
    """A key is shown once; only its digest is kept. `prefix` (its first characters) tells keys apart.

    It can do what its person can, as far as `scopes` reach (`people.scopes`), until `expires_at` or `ended_at`.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=16)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the key, hexadecimal
    scopes = models.JSONField(default=list)
    made = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    last_address = models.GenericIPAddressField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made", "-pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def open(self) -> bool:
        """Whether it still opens anything."""
        return self.ended_at is None and self.expires_at > timezone.now()

    @staticmethod
    def digest_of(key: str) -> str:
        """What is kept of a key; keys are random and long, so one round is enough."""
        return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
