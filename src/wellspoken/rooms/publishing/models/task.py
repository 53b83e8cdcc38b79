"""A takedown that only a person can carry out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.people.models import User
from wellspoken.rooms.publishing.models.delivery import Delivery
from wellspoken.rooms.publishing.states import TaskState


class TakedownTask(models.Model):
    """Somebody must delete the post on its network and say so. The delivery stays `withdrawing` until then.

    `why` is a stable code (`cannot_delete`, or why the network refused); `remind_at` None: nobody is reminded any more.
    """

    delivery = models.OneToOneField(Delivery, on_delete=models.CASCADE, related_name="task")
    why = models.CharField(max_length=60)
    state = models.CharField(max_length=20, default=TaskState.OPEN)
    opened_at = models.DateTimeField(auto_now_add=True)
    remind_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    note = models.TextField(blank=True)
    picture = models.ForeignKey(MediaFile, on_delete=models.PROTECT, null=True, related_name="+")
    done_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["opened_at"]
        indexes = [models.Index(fields=["remind_at"], name="task_open", condition=Q(state="open"))]

    def __str__(self) -> str:
        return str(self.delivery_id)

    @property
    def post_id(self) -> int:
        """The post it is about; the audit log files it there."""
        return self.delivery.post_id
