"""Tables of the kernel room."""

from __future__ import annotations

from django.db import models


class IdempotencyRecord(models.Model):
    """The stored answer to one write that a client may send again after a lost reply.

    `owner` is an actor id, `key` the client's own choice, `purpose` what was
    asked (`POST /posts`), `fingerprint` the SHA-256 of the request's body.
    """

    owner = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    purpose = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="one_answer_per_owner_and_key")]

    def __str__(self) -> str:
        return f"{self.owner} {self.key}"


class QuietTime(models.Model):
    """While a row's `until` lies ahead the whole installation is quiet; see `quiet.py`."""

    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"quiet until {self.until:%Y-%m-%d %H:%M:%S}"


class Lease(models.Model):
    """Who holds a thing that only one may hold, on whichever machine; see `leases.py`. Times are the database's."""

    name = models.CharField(max_length=80, unique=True)
    holder = models.CharField(max_length=40, blank=True)
    until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
