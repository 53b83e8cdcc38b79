"""What a channel's page tells about deliveries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Case, Count, DateTimeField, IntegerField, Min, OuterRef, Q, Subquery, When

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.channels.selectors import WARNING_DAYS, rows_for
from wellspoken.rooms.channels.warning import Waiting
from wellspoken.rooms.people.models import User
from wellspoken.rooms.publishing.models import Delivery

#: states in which a delivery still means to go out
_WAITING = ("scheduled", "held")


def recent(channel: Channel, most: int = 8) -> list[Delivery]:
    """The channel's latest deliveries with their posts, newest first; cancelled ones left out."""
    rows = Delivery.objects.filter(channel=channel).exclude(state="cancelled").select_related("post")
    return list(rows.order_by("-due_at", "-pk")[:most])


def waiting_count(channel: Channel) -> int:
    """How many deliveries still wait to go out here."""
    return Delivery.objects.filter(channel=channel, state__in=["scheduled", "queued", "held", "late"]).count()


def channels_and_waiting(user: User, now: datetime) -> tuple[list[Channel], dict[int, Waiting]]:
    """The channels a person may see and, for sign-ins that end soon, what is due after that; one query.

    What waits on broken channels is held and stands on the home page by itself.
    """
    ending = Q(expires_at__lte=now + timedelta(days=max(WARNING_DAYS)), state__in=["active", "paused"])
    after = Delivery.objects.filter(
        channel=OuterRef("pk"), state__in=_WAITING, due_at__gte=OuterRef("expires_at")
    ).order_by()
    counted = after.values("channel").annotate(n=Count("pk")).values("n")
    first = after.values("channel").annotate(at=Min("due_at")).values("at")
    rows = list(
        rows_for(user).annotate(
            waiting=Case(When(ending, then=Subquery(counted)), output_field=IntegerField()),
            first_waiting=Case(When(ending, then=Subquery(first)), output_field=DateTimeField()),
        )
    )
    return list(rows), {row.pk: Waiting(row.waiting, row.first_waiting) for row in rows if row.waiting}


def waiting_after(ends: Mapping[int, datetime | None]) -> dict[int, Waiting]:
    """For channels by key: what waits there from a moment on (None: at all); one query, channels without are absent."""
    wanted = Q()
    for key, end in ends.items():
        wanted |= Q(channel_id=key) & (Q(due_at__gte=end) if end else Q())
    if not ends:
        return {}
    rows = Delivery.objects.filter(wanted, state__in=_WAITING).order_by().values("channel_id")
    counted = rows.annotate(count=Count("pk"), first=Min("due_at"))
    return {row["channel_id"]: Waiting(row["count"], row["first"]) for row in counted}
