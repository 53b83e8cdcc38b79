"""A channel: one connected account or page of a team on one network."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellspoken.rooms.channels.states import ChannelState
from wellspoken.rooms.kernel.sealed import SealedJSONField
from wellspoken.rooms.people.models import Grant, Team, User


class Channel(models.Model):
    """`network` is a connector code (newsroom, bluesky, x, ...). Reconnecting updates this row, so history stays."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="channels")
    network = models.CharField(max_length=30)
    name = models.CharField(max_length=200)  # as the network shows it
    handle = models.CharField(max_length=300, blank=True)
    server = models.CharField(max_length=300, blank=True)  # base URL
    remote_id = models.CharField(max_length=300, blank=True)  # DID, account id
    slug = models.SlugField(unique=True, null=True)  # newsroom: its public address
    state = models.CharField(max_length=20, default=ChannelState.ACTIVE)
    language = models.CharField(max_length=5, default="en")
    secrets = SealedJSONField(null=True)
    settings = models.JSONField(default=dict)  # e.g. how it signs in: {"method": "oauth"|"app_password"}
    limits = models.JSONField(default=dict)  # as read from the server; {} = the network's usual ones
    expires_at = models.DateTimeField(null=True)
    last_ok_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)  # when the network was last asked whether the account works
    tested = models.JSONField(default=dict)  # the last self-test: {"at", "by", "steps": [{"code", "result", "reason"}]}
    last_error_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=60, blank=True)  # stable reason code
    last_raw = models.TextField(blank=True)  # redacted; administrators only
    #: no call before this moment (rate limits), kept in the claim's transaction
    not_before = models.DateTimeField(null=True)
    secrets_version = models.IntegerField(default=0)
    connected_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    connected_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["team__name", "network", "name"]
        indexes = [models.Index(fields=["team", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "server", "remote_id"],
                condition=~Q(remote_id="") & ~Q(state="removed"),
                name="one_channel_per_account",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.network})"


class ChannelGrant(models.Model):
    """Limits a grant whose `all_channels` is off to the channels listed here."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="channels")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="grants")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grant", "channel"], name="one_row_per_grant_and_channel")]


class PendingConnection(models.Model):
    """An OAuth sign-in under way: what must come back, sealed; gone after ten minutes or one use."""

    state_key = models.CharField(max_length=120, unique=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    team = models.ForeignKey(Team, on_delete=models.CASCADE)
    reconnects = models.ForeignKey(Channel, on_delete=models.CASCADE, null=True)
    network = models.CharField(max_length=30)
    pending = SealedJSONField()
    created = models.DateTimeField(auto_now_add=True)
