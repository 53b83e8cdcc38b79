"""Takedowns by hand: opened where a network lets no program delete, with reminders until somebody proves it is done."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.publishing import landing, lines
from wellspoken.rooms.publishing.actor import WORKER
from wellspoken.rooms.publishing.models import Delivery, TakedownTask

#: how long after each mail the next one follows; the last one again and again
REMIND = (timedelta(hours=1), timedelta(hours=4), timedelta(days=1))
UP = landing.MAYBE_UP


def deletes(delivery: Delivery) -> bool:
    """Whether the delivery's network lets a program delete it."""
    return "delete" in lines.connector_for(delivery).capabilities


def open_task(delivery: Delivery, why: str, now: datetime) -> bool:
    """Ask people to delete it; False when they are asked already."""
    with transaction.atomic():
        task, made = TakedownTask.objects.get_or_create(delivery=delivery, defaults={"why": why, "remind_at": now})
        if made:
            rows = Delivery.objects.filter(pk=delivery.pk, state="withdrawing")
            rows.update(reason="by_hand", reason_data={"why": why})
            record(
                action="takedown.by_hand", actor=WORKER, obj=task, data={"channel": delivery.channel.name, "why": why}
            )
    return made


def next_reminder(task: TakedownTask, now: datetime) -> datetime:
    """When people are reminded again after the mail of this moment."""
    return now + REMIND[min(task.reminders, len(REMIND) - 1)]


def finish_post(post: Post, actor: Actor) -> bool:
    """Withdraw the post once nothing of it can be seen any more; False while something can."""
    if Delivery.objects.filter(post=post, state__in=UP).exists():
        return False
    return landing.withdraw_post(post, actor)
