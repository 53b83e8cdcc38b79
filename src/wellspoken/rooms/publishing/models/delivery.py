"""A delivery and its attempts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.publishing.states import DeliveryState


class Delivery(models.Model):
    """One variant going to one channel. Times are UTC; `wall` + `zone` + `fold` is how a person chose `due_at`.

    `fence` grows by one with each claim, so a worker that slept through its
    lease cannot write. `key`, `prepared` are stored before any byte leaves.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="deliveries")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="deliveries")
    #: the live delivery whose words this one replaces: it is not published, the other's remote post is changed
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    state = models.CharField(max_length=20, default=DeliveryState.SCHEDULED)
    due_at = models.DateTimeField()
    wall = models.CharField(max_length=19, blank=True)
    zone = models.CharField(max_length=64, blank=True)
    fold = models.PositiveSmallIntegerField(default=0)
    usable_until = models.DateTimeField(null=True)  # the approval covers nothing after this
    #: no try before this moment (backoff, Retry-After); never earlier than due_at
    not_before = models.DateTimeField()
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=100, blank=True)  # the slot that claimed it last; see publishing.seats
    tries = models.PositiveSmallIntegerField(default=0)
    key = models.CharField(max_length=80, blank=True)
    prepared = models.JSONField(null=True)  # Prepared.to_json()
    reason = models.CharField(max_length=60, blank=True)  # stable code, said in plain words by publishing.words
    reason_data = models.JSONField(default=dict)
    remote_id = models.CharField(max_length=400, blank=True)
    url = models.CharField(max_length=600, blank=True)
    sent_at = models.DateTimeField(null=True)
    live_at = models.DateTimeField(null=True)
    settle_at = models.DateTimeField(null=True)  # unknown: when to ask the network next; None: a person decides
    looks = models.PositiveSmallIntegerField(default=0)  # how often the network was asked since the outcome was lost
    told = models.JSONField(default=list)  # reasons about which the author has had a mail
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [
            # only rows that can still become due: the claim stays quick beside millions of finished rows
            models.Index(fields=["not_before"], name="delivery_due", condition=Q(state="scheduled")),
            models.Index(fields=["lease_until"], name="delivery_leased", condition=Q(lease_until__isnull=False)),
            models.Index(fields=["settle_at"], name="delivery_settle", condition=Q(state="unknown")),
            models.Index(fields=["not_before"], name="delivery_withdraw", condition=Q(state="withdrawing")),
            models.Index(fields=["channel", "due_at"]),
            # a month of the agenda is read from the index alone
            models.Index(fields=["due_at", "post", "state"], name="delivery_agenda"),
            models.Index(fields=["live_at"], name="delivery_out", condition=Q(state="live")),
            # what a channel's budget has been spent on
            models.Index(fields=["channel", "sent_at"], name="delivery_spent", condition=Q(sent_at__isnull=False)),
            # what waits for a person, by its cause: every page asks whether a hold left something to decide
            models.Index(fields=["reason"], name="delivery_held", condition=Q(state="held")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "channel"],
                condition=~Q(state="cancelled"),
                name="one_delivery_per_revision_and_channel",
            )
        ]

    def __str__(self) -> str:
        return f"{self.post_id} → {self.channel_id}"


class Attempt(models.Model):
    """One try of the visible call, written before it starts and completed after. `raw` is redacted."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    fence = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, default="send")  # send, settle, withdraw
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    status = models.PositiveSmallIntegerField(null=True)
    raw = models.TextField(blank=True)

    class Meta:
        ordering = ["started_at"]
