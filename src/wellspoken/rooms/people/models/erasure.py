"""That somebody's personal data was taken away: by whom, why, how much, and what proves it. It names nobody."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.kernel.sealed import SealedJSONField
from wellspoken.rooms.people.models.user import User


class Erasure(models.Model):
    """`person` has no name any more. `erased` and `kept` are lists of {"code", "count"}; `reason` is sealed: {"text"}.

    `evidence` is the signed text (canonical JSON), with digest, signature and public key as in `Departure`.
    """

    person = models.OneToOneField(User, on_delete=models.PROTECT, related_name="erasure")
    by_ref = models.CharField(max_length=60)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    reason = SealedJSONField()
    erased = models.JSONField(default=list)
    kept = models.JSONField(default=list)
    evidence = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    signature = models.CharField(max_length=128, blank=True)
    public_key = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return str(self.person)
