"""Reads about holds for pages."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from wellspoken.rooms.people.access import rights_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing import holding
from wellspoken.rooms.publishing.models import Delivery, Hold, Triage

#: lifted holds are listed this long
BACK = timedelta(days=30)
MOST = 50


def visible_holds(user: User) -> list[Hold]:
    """Holds that stand, then those lifted in the last 30 days, of what this person may see; newest first."""
    teams = rights_of(user).teams(Right.VIEW)
    rows = Hold.objects.filter(Q(state="standing") | Q(lifted_at__gte=timezone.now() - BACK))
    if teams is not None:
        rows = rows.filter(Q(target=holding.ORGANISATION) | Q(team__in=teams) | Q(channel__team__in=teams))
    rows = rows.select_related("team", "channel", "by", "lifted_by").defer("channel__secrets")
    return sorted(rows.order_by("-at", "-pk")[:MOST], key=lambda hold: not hold.standing)


def caught_counts(holds: list[Hold]) -> Counter[int]:
    """How many deliveries each hold has caught about which nobody has decided; one query."""
    rows = Delivery.objects.filter(state="held", reason__in=[holding.CAUGHT, holding.LIFTED])
    found = Counter(int(key) for key in rows.values_list("reason_data__hold", flat=True) if key)
    return Counter({hold.pk: found[hold.pk] for hold in holds})


def caught_for(user: User, hold: Hold) -> list[Delivery]:
    """What a hold caught of the teams this person may see, soonest first, with posts, channels and teams."""
    teams = rights_of(user).teams(Right.VIEW)
    rows = holding.caught(hold).select_related("post__team", "channel__team").defer("channel__secrets", "prepared")
    return list(rows if teams is None else rows.filter(post__team__in=teams))


def last_triage(hold: Hold) -> Triage | None:
    """The newest decisions about a hold that can still be undone."""
    return hold.triages.filter(undone_at=None).select_related("by").first()
