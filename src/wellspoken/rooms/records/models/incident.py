"""An incident: something that names or shows a person came out, or may have."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.kernel.sealed import SealedJSONField
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.records.states import IncidentState


class Incident(models.Model):
    """`sealed`: {"what", "people", "done"} in words, which may name somebody; `evidence` as it was at that moment.

    Clocks run from `known_at` (UTC). `countries`: whose law counts, frozen when it was reported.
    `evidence_sha256` also stands in the audit log. `told_officer`: the key of the officer who had a mail.
    """

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="incidents")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="incidents")
    state = models.CharField(max_length=10, default=IncidentState.OPEN)
    sealed = SealedJSONField()
    evidence = SealedJSONField(null=True)
    evidence_sha256 = models.CharField(max_length=64, blank=True)
    affected = models.PositiveIntegerField(null=True)  # how many people, None: not known
    countries = models.JSONField(default=list)
    known_at = models.DateTimeField()
    reported_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    reported_at = models.DateTimeField(auto_now_add=True)
    officer = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="incidents")
    told_officer = models.PositiveBigIntegerField(null=True)
    closed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-reported_at", "-pk"]
        indexes = [models.Index(fields=["state", "team"], name="incident_by_state")]

    def __str__(self) -> str:
        return _("Incident %(n)s") % {"n": self.pk}


class IncidentNote(models.Model):
    """One line of an incident's timeline; never changed. `duty` names the duty that it answers, else ''."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=10)  # note, duty, officer
    duty = models.CharField(max_length=40, blank=True)
    done = models.BooleanField(default=False)
    sealed = SealedJSONField()  # {"text"}
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.kind
