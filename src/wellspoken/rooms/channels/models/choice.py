"""A sign-in that opened several accounts and waits for a person to say which."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.channels.models.channel import Channel
from wellspoken.rooms.kernel.sealed import SealedJSONField
from wellspoken.rooms.people.models import Team, User


class PendingChoice(models.Model):
    """The accounts with their tokens, sealed; for one person, gone after ten minutes or one use.

    `key` cannot be guessed.
    """

    key = models.CharField(max_length=60, unique=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    team = models.ForeignKey(Team, on_delete=models.CASCADE)
    reconnects = models.ForeignKey(Channel, on_delete=models.CASCADE, null=True)
    network = models.CharField(max_length=30)
    accounts = SealedJSONField()
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.network} {self.pk}"
