"""A private address under which a person's calendar can be read by a calendar program."""

from __future__ import annotations

import hashlib

from django.db import models

from wellspoken.rooms.people.models.user import User


class FeedKey(models.Model):
    """At most one per person. Only a digest of the key is kept: who reads the table cannot read the calendar."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="feed_key")
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the key, hexadecimal
    made = models.DateTimeField(auto_now_add=True)

    @staticmethod
    def digest_of(key: str) -> str:
        """What is kept of a key; keys are random and long, so one round is enough."""
        return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
