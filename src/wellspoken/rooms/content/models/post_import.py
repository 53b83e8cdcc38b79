"""A table of posts that somebody brought: read, looked at, then made into drafts."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.content.states import ImportState
from wellspoken.rooms.people.models import Team, User


class PostImport(models.Model):
    """`rows` are `sheets.rows.Row` as JSON; `made` maps a row's number to the draft made of it, once each."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    zone = models.CharField(max_length=64)  # IANA zone in which the rows' wall times were read
    state = models.CharField(max_length=20, default=ImportState.WAITING)
    #: rows before this one are done: each step forward is a conditional update in the draft's own transaction
    reached = models.PositiveIntegerField(default=0)
    made = models.JSONField(default=dict)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name
