"""An export of everything, asked for on a page and made in the background."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models

from wellspoken.rooms.people.models import User
from wellspoken.rooms.records.states import ExportState


class Export(models.Model):
    """The row is the order, the progress (rows) and the result. `opened`: consents and incidents are in clear.

    `sha256` and `size` (bytes) are of the finished zip, which is taken away when `ends_at` has come.
    """

    opened = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=ExportState.WAITING)
    total = models.PositiveBigIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    lease_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def open(self) -> bool:
        """Whether it still runs or waits."""
        return self.state in (ExportState.WAITING, ExportState.RUNNING)

    @property
    def name(self) -> str:
        """The file's name for people."""
        return f"wellspoken-export-{self.asked_at:%Y-%m-%d}-{self.pk}.zip"

    @property
    def folder(self) -> Path:
        """Where it is written; below the uploads, where only this room reads."""
        return Path(settings.MEDIA_ROOT) / "exports" / str(self.pk)

    @property
    def place(self) -> Path:
        """The finished file."""
        return self.folder.with_suffix(".zip")
