"""Whether a takedown stops a delivery."""

from __future__ import annotations

from wellspoken.rooms.publishing.models import Delivery, Takedown


def taken_down(delivery: Delivery) -> bool:
    """A takedown was asked after this delivery was made (a later approval starts afresh)."""
    return Takedown.objects.filter(post_id=delivery.post_id, at__gte=delivery.created_at).exists()
