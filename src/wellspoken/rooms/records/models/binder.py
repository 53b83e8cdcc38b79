"""A binder: one file with everything about a post, or about all posts of a period, made in the background."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.records.states import BinderState


class Binder(models.Model):
    """The row is the order, the progress and the result. Of `post`, or of what `team` showed from `start` to `end`.

    Days are the team's own, `end` included. `raw`: networks' raw answers are in it (whoever asked may see them).
    `sha256` and `size` (bytes) are of the finished zip.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    lang = models.CharField(max_length=5, default="en")
    raw = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=BinderState.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    lease_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state"], name="binder_by_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def open(self) -> bool:
        """Whether it still runs or waits."""
        return self.state in (BinderState.WAITING, BinderState.RUNNING)

    @property
    def name(self) -> str:
        """The file's name for people."""
        about = f"post-{self.post_id}" if self.post_id else f"{self.team.slug}-{self.start}-{self.end}"
        return f"binder-{about}-{self.pk}.zip"

    @property
    def place(self) -> Path:
        """The file; below the uploads, where only this room reads."""
        return Path(settings.MEDIA_ROOT) / "binders" / f"{self.pk}.zip"
