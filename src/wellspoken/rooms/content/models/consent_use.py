"""Which revisions use which consents: where a consent was used is always known."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.content.models.revision import Revision


class ConsentUse(models.Model):
    """One consent named in the body of one revision. What it is used for stands in the body."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="consent_uses")
    consent = models.ForeignKey(Authorization, on_delete=models.PROTECT, related_name="uses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revision", "consent"], name="one_use_per_revision")]

    def __str__(self) -> str:
        return f"{self.revision_id} {self.consent_id}"
