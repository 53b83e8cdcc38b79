"""Where a person is signed in: one row per session, with the device and the address it was last seen at."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.people.models.user import User


class SignedIn(models.Model):
    """Beside the session itself (`session_key`), which ends when its row of Django's session table goes.

    `agent` is what the browser says of itself, cut to 300 characters; `seen` is kept to the five minutes.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="signed_in")
    session_key = models.CharField(max_length=40, unique=True)
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=300, blank=True)
    begun = models.DateTimeField(auto_now_add=True)
    seen = models.DateTimeField()

    class Meta:
        ordering = ["-seen"]

    def __str__(self) -> str:
        return str(self.user)
