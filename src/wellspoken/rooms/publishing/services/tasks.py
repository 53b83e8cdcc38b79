"""Proving that a post was deleted by hand."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.kernel.states import Step, move
from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing import by_hand
from wellspoken.rooms.publishing.models import TakedownTask
from wellspoken.rooms.publishing.states import DELIVERY, TASK

#: shortest note, in characters
MIN_NOTE = 10


class ProofMissing(ValueError):
    """A note must say what was done and seen."""


def prove_deleted(*, actor: User, task: TakedownTask, note: str, picture: MediaFile | None = None) -> None:
    """The post is gone from its network: this person looked. Only now it counts as withdrawn there.

    Raises `ProofMissing`, `Denied`, `StateConflict` when somebody was first.
    """
    delivery = task.delivery
    require(actor, Right.TAKE_DOWN, delivery.post.team)
    note = note.replace("\x00", "").strip()
    if len(note) < MIN_NOTE:
        raise ProofMissing
    data = {"channel": delivery.channel.name, "by": "person", "picture": picture.sha256 if picture else ""}
    done = {"note": note, "picture": picture, "done_by": actor, "done_at": timezone.now(), "remind_at": None}
    with transaction.atomic():
        step = Step(
            to="done", actor=actor, action="takedown.proved", changes=done, data=data, personal={"reason": note}
        )
        move(task, TASK, step)
        gone = {"reason": "by_person", "lease_until": None}
        move(
            delivery, DELIVERY, Step(to="withdrawn", actor=actor, action="delivery.withdrawn", changes=gone, data=data)
        )
        by_hand.finish_post(delivery.post, actor)
