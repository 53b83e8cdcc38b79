"""Deliveries of the sample's past: the Newsroom's are real, the invented networks' are moved along the same table."""

from __future__ import annotations

from datetime import datetime

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.kernel.states import Step, move
from wellspoken.rooms.publishing.actor import WORKER
from wellspoken.rooms.publishing.delivering import deliver
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.states import DELIVERY
from wellspoken.rooms.publishing.sweeping import sweep


def send_due(post: Post, now: datetime) -> None:
    """Send what is due: invented networks by hand while their channel works, then a true sweep for the rest."""
    waiting = Delivery.objects.filter(post=post, state="scheduled", channel__network="bluesky", channel__state="active")
    for delivery in waiting.select_related("channel"):
        _pretend_sent(delivery, now)
    for bell in sweep(now):
        deliver(bell.delivery_id, bell.fence)


def _pretend_sent(delivery: Delivery, now: datetime) -> None:
    key = f"sample{delivery.pk:07d}"
    url = f"{delivery.channel.server}/profile/{delivery.channel.handle}/post/{key}"
    _step(delivery, "queued", "delivery.claimed")
    _step(delivery, "sending", "delivery.sending", key=key, sent_at=now)
    _step(delivery, "live", "delivery.live", remote_id=f"at://{delivery.channel.remote_id}/{key}", url=url, live_at=now)


def withdraw_due(post: Post) -> None:
    """Finish the takedown of the invented networks' deliveries; the Newsroom's is taken down by the product itself."""
    from wellspoken.rooms.publishing.withdrawing import withdraw

    for delivery in Delivery.objects.filter(post=post, state="withdrawing").select_related("channel"):
        if delivery.channel.network == "bluesky":
            _step(delivery, "withdrawn", "delivery.withdrawn")
        else:
            withdraw(delivery.pk)


def _step(delivery: Delivery, to: str, action: str, **changes: object) -> None:
    move(delivery, DELIVERY, Step(to=to, actor=WORKER, action=action, changes=changes))
