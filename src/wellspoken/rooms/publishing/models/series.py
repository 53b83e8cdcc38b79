"""A post that comes again, and its days."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.people.models import User
from wellspoken.rooms.publishing.rhythm import Rhythm
from wellspoken.rooms.publishing.series_states import DayState, SeriesState


class Series(models.Model):
    """`post` is the first one, `revision` and `content_hash` exactly what may come again; the rest is its rhythm.

    `evidence_due`: after this day its sources must be looked at before it goes on. `why` is a stable code for why it
    rests or ended: person, evidence, taken_down, over.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="series")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=20, default=SeriesState.ASKED)
    every = models.CharField(max_length=10)
    step = models.PositiveSmallIntegerField(default=1)
    weekdays = models.JSONField(default=list)
    day = models.PositiveSmallIntegerField(default=0)
    first = models.DateField()
    last = models.DateField()
    at = models.CharField(max_length=5)
    zone = models.CharField(max_length=64)
    evidence_due = models.DateField(null=True)
    why = models.CharField(max_length=20, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["state"], name="series_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(state__in=["asked", "running", "paused"]), name="one_series_per_post"
            )
        ]

    def __str__(self) -> str:
        return str(self.post)

    @property
    def rhythm(self) -> Rhythm:
        """Its rhythm as a value."""
        columns = {name: getattr(self, name) for name in ("every", "step", "first", "last", "at", "zone", "day")}
        return Rhythm(**columns, weekdays=tuple(self.weekdays))


class SeriesDay(models.Model):
    """A day that has its post, or that a person left out."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    state = models.CharField(max_length=20, default=DayState.MADE)
    post = models.OneToOneField(Post, on_delete=models.SET_NULL, null=True, related_name="series_day")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["series", "day"], name="one_post_per_day_of_a_series")]

    def __str__(self) -> str:
        return f"{self.series_id} {self.day}"
