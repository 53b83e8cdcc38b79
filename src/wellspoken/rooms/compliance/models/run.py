"""What was screened, with what, and what was found."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.people.models import Team


class ScreeningRun(models.Model):
    """One answer of the engine. `subject` is a hash of all that was looked at, so equal input shares a run."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=64, db_index=True)
    verdict = models.CharField(max_length=10)  # block, review, ok
    findings = models.JSONField(default=list)  # Finding.to_json; texts are rendered in the reader's language
    spans = models.JSONField(default=list)
    checked = models.JSONField(default=list)
    not_checked = models.JSONField(default=list)
    #: what only a person can say, the most important first (`questions.stored`)
    questions = models.JSONField(default=list)
    lang = models.CharField(max_length=5, blank=True)
    pack_version = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "subject", "pack_version"], name="one_run_per_subject_and_pack")
        ]
