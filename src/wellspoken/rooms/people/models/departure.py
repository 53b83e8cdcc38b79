"""What happened when somebody left: what ended, what went to whom, and what is left to change by hand."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.people.models.user import User


class Departure(models.Model):
    """One leaving. `finished_at` empty: access is cut, handing over is not done yet and can be taken up again.

    `ended` and `handed` are lists of {"code", "count"}; `evidence` is the signed text (canonical JSON), `digest` its
    SHA-256, `signature` its Ed25519 signature and `public_key` what checks it, all in hexadecimal.
    """

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="departures")
    by_ref = models.CharField(max_length=60)  # `person:7` or `system:provisioning`
    by_name = models.CharField(max_length=200)
    successor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    cut_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    ended = models.JSONField(default=list)
    handed = models.JSONField(default=list)
    evidence = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    signature = models.CharField(max_length=128, blank=True)
    public_key = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-cut_at", "-pk"]

    def __str__(self) -> str:
        return str(self.person)


class Rotation(models.Model):
    """A shared secret the leaver may know: somebody changes it by hand and ticks it off.

    `kind` says why it is on the list (a key of `people.leaving.KINDS`), `label` names it, `ref` finds it again
    (`channel:7`).
    """

    departure = models.ForeignKey(Departure, on_delete=models.CASCADE, related_name="rotations")
    kind = models.CharField(max_length=30)
    label = models.CharField(max_length=300)
    ref = models.CharField(max_length=60)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["departure", "ref"], name="one_rotation_per_secret")]

    def __str__(self) -> str:
        return self.label
