"""How an authorization was signed. Never public: sealed in the database, not among the pictures."""

from __future__ import annotations

import base64

from django.db import models

from wellspoken.rooms.consents.models.authorization import Authorization
from wellspoken.rooms.kernel.sealed import SealedJSONField


class Signature(models.Model):
    """`sealed` is {"name", "mime", "data"}: who signed; a drawn signature or a scan as base64, "" for a typed name."""

    authorization = models.OneToOneField(Authorization, on_delete=models.PROTECT, related_name="signature")
    sealed = SealedJSONField(default=dict)
    shown_hash = models.CharField(max_length=64)  # of the text that was signed
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.authorization.code

    @property
    def name(self) -> str:
        """Who signed, as they wrote it."""
        return str(self.sealed.get("name", ""))

    @property
    def mime(self) -> str:
        """The kind of picture, "" when there is none."""
        return str(self.sealed.get("mime", ""))

    @property
    def picture(self) -> bytes:
        """The cleaned picture's bytes, empty when there is none."""
        return base64.b64decode(self.sealed.get("data", ""))
