"""Signs of life of each worker."""

from __future__ import annotations

from django.db import models


class Heartbeat(models.Model):
    """One row per worker process, written every few seconds; `at` is UTC.

    `broker` is "" where none is needed (the embedded engine), else "ok" or "down".
    """

    worker = models.CharField(max_length=100, unique=True)
    started_at = models.DateTimeField()
    at = models.DateTimeField(db_index=True)
    version = models.CharField(max_length=20)
    engine = models.CharField(max_length=20, default="embedded")
    broker = models.CharField(max_length=10, blank=True, default="")
