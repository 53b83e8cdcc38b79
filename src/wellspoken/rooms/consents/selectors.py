"""Reads of the consents room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.consents.access import visible_consents
from wellspoken.rooms.consents.elements import missing, of_age_from
from wellspoken.rooms.consents.models import Authorization, PrivateLink
from wellspoken.rooms.people.models import Team, User

#: a consent that ends within these days is shown as ending soon
SOON = timedelta(days=30)
STANDINGS = ("valid", "ending", "waiting", "withdrawn", "over")


def consents_for(user: User, standing: str = "", code: str = "") -> QuerySet[Authorization]:
    """The register as a person may see it, newest first; `standing` is one of STANDINGS, `code` a part or a name."""
    rows = visible_consents(user)
    if standing in STANDINGS:
        rows = rows.filter(_standing(standing, timezone.localdate()))
    return rows.filter(Q(code__icontains=code) | Q(pk__in=named(rows, code))) if code else rows


def _standing(standing: str, today: date) -> Q:
    """The last day is the earlier of the chosen day and that of the event."""
    over = Q(expires_on__lt=today) | Q(event_on__lt=today)
    ending = Q(expires_on__lte=today + SOON) | Q(event_on__isnull=False)
    return {
        "valid": Q(state="signed") & ~over,
        "ending": Q(state="signed") & ~over & ending,
        "waiting": Q(state__in=["draft", "offered"]),
        "withdrawn": Q(state="withdrawn"),
        "over": Q(state__in=["expired", "refused"]) | (Q(state="signed") & over),
    }[standing]


def standing_of(consent: Authorization) -> str:
    """`valid`, `ending`, `over`, or the state."""
    if consent.state != "signed":
        return consent.state
    today, last = consent.today(), consent.last_day()
    if not consent.holds_on(today):
        return "over"
    return "ending" if last is not None and last <= today + SOON else "valid"


def linkable(team: Team, wanted: str = "", most: int = 20) -> list[Authorization]:
    """Consents of a team that are in force today, to be linked to a post: by a part of the code, or by the name."""
    rows = Authorization.objects.filter(_standing("valid", timezone.localdate()), team=team)
    if wanted:
        rows = rows.filter(Q(code__icontains=wanted) | Q(pk__in=named(rows, wanted)))
    return list(rows.select_related("team").defer("sealed", "shown")[:most])


def named(rows: QuerySet[Authorization], wanted: str, most: int = 2000) -> list[int]:
    """Keys of the newest of these whose person has this name, or this last name. Names are compared, never shown."""
    name = " ".join(wanted.casefold().split())
    if len(name) < 3:
        return []
    found = []
    named_rows = Authorization.objects.filter(pk__in=rows.order_by().values("pk")).only("pk", "sealed")
    for row in named_rows.order_by("-pk")[:most]:
        whole = " ".join(row.facts.name.casefold().split())
        if whole and name in {whole, whole.split()[-1]}:
            found.append(row.pk)
    return found


def by_keys(keys: Iterable[int], *, sealed: bool = False) -> dict[int, Authorization]:
    """Consents by key with their teams, one query (none without keys); `sealed` loads what names the person too."""
    wanted = set(keys)
    if not wanted:
        return {}
    rows = Authorization.objects.select_related("team").filter(pk__in=wanted)
    return {row.pk: row for row in (rows if sealed else rows.defer("sealed", "shown"))}


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is still to do about a consent, as codes: `missing` keeps it from being valid, `wanting` should be done."""

    missing: list[str]
    wanting: list[str]


def outlook(consent: Authorization) -> Outlook:
    """What is missing for it to be valid, and what else should be done."""
    today = consent.today()
    if consent.state in {"draft", "offered"}:
        gone = missing(consent.content, today)
        return Outlook([*gone, "signature"], [])
    if consent.state != "signed":
        return Outlook([consent.state], [])
    wanting = ["copy"] if consent.copy_given_at is None else []
    born = consent.facts.born
    if consent.authority == "guardian" and born and today.year >= of_age_from(born):
        wanting.append("of_age")
    return Outlook([] if consent.holds_on(today) else ["expired"], wanting)


def open_link_of(consent: Authorization) -> PrivateLink | None:
    """The private link that works now."""
    return PrivateLink.objects.filter(
        authorization=consent, ended_at__isnull=True, expires_at__gt=timezone.now()
    ).first()


def life_of(consent: Authorization, limit: int = 200) -> list[AuditEntry]:
    """What the log tells of a consent, newest first."""
    mine = AuditEntry.objects.filter(object_kind=Authorization._meta.label_lower, object_id=str(consent.pk))
    return list(mine.order_by("-seq")[:limit])
