"""How much a worker has claimed and nobody has begun: it claims no more than it, or others, can carry in time.

Without this a burst would be claimed at once, its leases would run out while it
waits for hands, and every row would be claimed again and again.
"""

from __future__ import annotations

from wellspoken.rooms.publishing.models import Delivery

#: rows claimed and not begun, at most; a slow worker carries them within the lease of a claim
MOST = 30
#: seconds until it is worth looking again
BREATH = 0.05


def is_full(worker: str) -> bool:
    """Whether this seat should not claim more now; uses the partial index `delivery_leased`."""
    claimed = Delivery.objects.filter(lease_until__isnull=False, state="queued", worker=worker)
    return claimed.count() >= MOST
