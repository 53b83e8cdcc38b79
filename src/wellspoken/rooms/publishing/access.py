"""The door to deliveries: fetching and permission in one call."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from wellspoken.rooms.channels.access import require_on
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import may, require
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing.models import Delivery, Hold, TakedownTask


def get_delivery(user: User | AnonymousUser, pk: int, right: Right = Right.VIEW) -> Delivery:
    """The delivery, for somebody who holds `right` on its channel.

    Raises `NotThere` when it is not for this person to know about, `Denied` when only the right is missing.
    """
    rows = Delivery.objects.select_related("post__team", "channel__team", "revision")
    delivery = rows.defer("channel__secrets", "prepared").filter(pk=pk).first()
    if delivery is None or not may(user, Right.VIEW, delivery.post.team_id):
        raise NotThere(f"delivery {pk}")
    require_on(user, right, delivery.channel)
    return delivery


def get_task(user: User | AnonymousUser, pk: int, right: Right = Right.VIEW) -> TakedownTask:
    """The takedown by hand, for whoever may see its team; raises `NotThere`, `Denied` when only `right` is missing."""
    rows = TakedownTask.objects.select_related("delivery__post__team", "delivery__channel", "done_by", "picture")
    task = rows.defer("delivery__channel__secrets", "delivery__prepared").filter(pk=pk).first()
    if task is None or not may(user, Right.VIEW, task.delivery.post.team_id):
        raise NotThere(f"task {pk}")
    require(user, right, task.delivery.post.team)
    return task


def get_hold(user: User | AnonymousUser, pk: int) -> Hold:
    """The hold, for whoever may see the team it is about; of the organisation, for everybody with a role.

    Raises `NotThere`. Who may lift it is asked by the service.
    """
    rows = Hold.objects.select_related("team", "channel__team", "by", "lifted_by").defer("channel__secrets")
    hold = rows.filter(pk=pk).first()
    if hold is None:
        raise NotThere(f"hold {pk}")
    if not may(user, Right.VIEW, hold.channel.team_id if hold.channel is not None else hold.team_id):
        raise NotThere(f"hold {pk}")
    return hold
