"""Which rights are used, read from the audit log: the acts that show a right at work, and when it last did."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max

from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.people.roles import Right

#: right -> acts that take it. Rights that leave no trace (seeing, reading raw answers) cannot be called unused.
ACTS: dict[Right, tuple[str, ...]] = {
    Right.SUGGEST: ("post.created", "post.copied", "import.making"),
    Right.WRITE: ("post.saved", "post.planned", "review.asked", "post.reopened"),
    Right.REVIEW: ("review.approved", "review.changes", "review.rejected", "review.commented"),
    Right.RELEASE: ("review.released",),
    Right.PUBLISH: ("delivery.moved", "delivery.retried", "delivery.settled", "delivery.cancelled", "series.paused"),
    Right.TAKE_DOWN: ("takedown.asked", "takedown.proved", "takedown.answered"),
    Right.HOLD: ("hold.placed", "hold.lifted", "sombre.begun", "sombre.ended"),
    Right.CONSENTS: ("consent.begun", "consent.changed", "consent.offered", "consent.read", "consent.settled"),
    Right.CHANNELS: (
        "channel.connected",
        "channel.reconnected",
        "channel.paused",
        "channel.changed",
        "channel.removed",
    ),
    Right.PEOPLE: ("person.added", "person.granted", "person.revoked", "person.left"),
    Right.SETTINGS: ("organisation.changed", "team.created", "team.changed", "network.registered"),
    Right.RULES: ("rules.drafted", "rules.choice", "rules.on", "product.added", "product.changed"),
    Right.AUDIT: ("audit.exported",),
}
_RIGHT_OF = {act: right for right, acts in ACTS.items() for act in acts}


def last_used(people: Iterable[str]) -> dict[str, dict[Right, datetime]]:
    """Actor id -> right -> when it was last used (UTC); one query, `people` are actor ids such as `person:7`."""
    rows = (
        AuditEntry.objects.filter(actor_id__in=list(people), action__in=list(_RIGHT_OF))
        .values_list("actor_id", "action")
        .annotate(at=Max("at"))
        .order_by()
    )
    found: dict[str, dict[Right, datetime]] = {}
    for actor, action, at in rows:
        mine, right = found.setdefault(actor, {}), _RIGHT_OF[action]
        mine[right] = max(at, mine.get(right, at))
    return found
