"""How much a worker has claimed and nobody has begun: it claims no more than it, or others, can carry in time.

Without this a burst would be claimed at once, its leases would run out while it
waits for hands, and every row would be claimed again and again. Counted per
server, so that one that hangs does not keep the others' rows from being claimed.
"""

from __future__ import annotations

from django.db.models import Count

from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.sweeping import House

#: rows of one server claimed and not begun, at most; a slow worker carries them within the lease of a claim
MOST = 64
#: seconds until it is worth looking again
BREATH = 0.1


def crowded(worker: str) -> list[House]:
    """Servers of which this seat should not claim more now; uses the partial index `delivery_leased`."""
    claimed = Delivery.objects.filter(lease_until__isnull=False, state="queued", worker=worker).order_by()
    counted = claimed.values_list("channel__network", "channel__server").annotate(count=Count("pk"))
    return [(network, server) for network, server, count in counted if count >= MOST]
