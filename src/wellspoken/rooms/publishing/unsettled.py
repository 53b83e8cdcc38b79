"""Consents that were taken back and whose uses nobody has confirmed as over, for every page and the home page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.notices import shaped

#: where something can still be seen, or may come to be
NOT_OVER = ("live", "withdrawing", "sending", "unknown")


def notices(_now: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    """`name` is the consent's code, `detail` the team's country, `amount` how many places are not over yet."""
    using = Delivery.objects.filter(revision__consent_uses__consent=OuterRef("pk"), state__in=NOT_OVER)
    places = using.order_by().values("revision__consent_uses__consent").annotate(n=Count("pk")).values("n")
    rows = Authorization.objects.filter(state="withdrawn", settled_at__isnull=True, withdrawn_at__isnull=False)
    columns = {
        "moment": F("withdrawn_at"),
        "team": F("team_id"),
        "name": F("code"),
        "detail": F("team__country"),
        "amount": Coalesce(Subquery(places, output_field=BigIntegerField()), 0),
    }
    return shaped(rows, "consent", **columns)
