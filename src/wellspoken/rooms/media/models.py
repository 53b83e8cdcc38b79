"""Stored pictures and their sizes."""

from __future__ import annotations

import uuid

from django.db import models

from wellspoken.rooms.media.states import LookState
from wellspoken.rooms.people.models import Team, User


class MediaFile(models.Model):
    """One uploaded picture, already cleaned. The bytes never change; `sha256` is of the cleaned bytes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="media")
    uploaded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    file = models.FileField(upload_to="pictures/%Y/%m/")
    name = models.CharField(max_length=200)  # cleaned original name
    alt = models.TextField(blank=True)  # proposed alt text; a post may say it otherwise
    mime = models.CharField(max_length=60)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64, db_index=True)
    removed = models.JSONField(default=list)  # kinds of metadata taken out: gps, camera, time, ...
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [models.UniqueConstraint(fields=["team", "sha256"], name="one_picture_per_team_and_bytes")]

    def __str__(self) -> str:
        return self.name


class Look(models.Model):
    """Whether and how a picture was looked into. `report` is engines' PictureReport as JSON; `version` how it was made.

    `began_at` is a lease: who has not ended by then has died, and the picture is looked into again.
    """

    media = models.OneToOneField(MediaFile, on_delete=models.CASCADE, related_name="look")
    state = models.CharField(max_length=10, default=LookState.WAITING)
    report = models.JSONField(default=dict)
    version = models.CharField(max_length=40, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="look_by_state")]

    def __str__(self) -> str:
        return self.media.name
