"""Whether a takedown stops a delivery."""

from __future__ import annotations

from collections.abc import Sequence

from wellspoken.rooms.publishing.models import Delivery, Takedown


def taken_down(delivery: Delivery) -> bool:
    """A takedown was asked after this delivery was made (a later approval starts afresh)."""
    return bool(taken_down_of([delivery]))


def taken_down_of(deliveries: Sequence[Delivery]) -> frozenset[int]:
    """The keys of those for which that is so; one query."""
    asked = Takedown.objects.filter(post__in={row.post_id for row in deliveries}).order_by("at")
    last = dict(asked.values_list("post_id", "at"))
    return frozenset(row.pk for row in deliveries if row.post_id in last and last[row.post_id] >= row.created_at)
