"""Somebody looked at who may do what, and put their name to it."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.people.models.user import User


class AccessReview(models.Model):
    """What was signed off: `table` is the reviewed table as JSON, `digest` its SHA-256 in hexadecimal."""

    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(blank=True)
    people = models.PositiveIntegerField()
    grants = models.PositiveIntegerField()
    unused = models.PositiveIntegerField()
    table = models.JSONField(default=list)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
