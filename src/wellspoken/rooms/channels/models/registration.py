"""What the organisation registered with networks that know every application by name."""

from __future__ import annotations

from django.db import models

from wellspoken.rooms.channels.guides import network_name
from wellspoken.rooms.kernel.sealed import SealedJSONField
from wellspoken.rooms.people.models import User


class Registration(models.Model):
    """One application at one closed network. `client_id` is public (it stands in every sign-in address).

    `secrets` holds `client_secret` and whatever else a network asks for; it is
    sealed and never shown again.
    """

    network = models.CharField(max_length=30, unique=True)
    client_id = models.CharField(max_length=300)
    secrets = SealedJSONField()
    changed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["network"]

    def __str__(self) -> str:
        return network_name(self.network)
