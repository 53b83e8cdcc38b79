"""Stored pictures, and films with their captions."""

from __future__ import annotations

import uuid

from django.db import models

from wellspoken.rooms.media.film_facts import Facts
from wellspoken.rooms.media.states import LookState, VersionState
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


class Film(models.Model):
    """One uploaded film, freed of place and device. The bytes never change; `sha256` is of the stored ones."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="films")
    uploaded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    file = models.FileField(upload_to="films/%Y/%m/")
    name = models.CharField(max_length=200)  # cleaned original name
    form = models.CharField(max_length=8)  # mp4, mov, webm
    seconds = models.FloatField()
    width = models.PositiveIntegerField()  # as shown
    height = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64, db_index=True)
    video = models.CharField(max_length=20)  # codecs: h264, hevc, ...
    audio = models.CharField(max_length=20, blank=True)  # "" = no sound
    ready = models.BooleanField(default=False)  # plays while it still arrives
    removed = models.JSONField(default=list)  # kinds of metadata taken out
    poster = models.ForeignKey(MediaFile, on_delete=models.SET_NULL, null=True, related_name="+")  # proposed
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [models.UniqueConstraint(fields=["team", "sha256"], name="one_film_per_team_and_bytes")]

    def __str__(self) -> str:
        return self.name

    @property
    def facts(self) -> Facts:
        """What was found out when it came."""
        return Facts(
            self.form, self.seconds, self.width, self.height, self.video, self.audio, tuple(self.removed), self.ready
        )


class FilmCaptions(models.Model):
    """The words of a film in one language, as WebVTT. Never changed: newer ones replace them."""

    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="captions")
    lang = models.CharField(max_length=12)  # BCP 47
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    cues = models.PositiveIntegerField()
    added_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["lang", "-pk"]

    def __str__(self) -> str:
        return f"{self.film} ({self.lang})"


class FilmVersion(models.Model):
    """A film made again so that every network and browser plays it: MP4, H.264, AAC. `began_at` is a lease."""

    film = models.OneToOneField(Film, on_delete=models.PROTECT, related_name="version")
    state = models.CharField(max_length=10, default=VersionState.WAITING)
    percent = models.PositiveSmallIntegerField(default=0)
    file = models.FileField(upload_to="films/%Y/%m/", blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="film_version_by_state")]

    def __str__(self) -> str:
        return str(self.film)
