"""Around consents when somebody leaves: what they asked for goes on with the successor, links to sign end.

A private link to a consent that was signed is how the person it belongs to takes it back, so it is not cut under
them: it is listed, and ends when somebody makes a new one and gives it to that person.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from wellspoken.rooms.consents.models import Authorization, PrivateLink
from wellspoken.rooms.consents.states import ConsentState
from wellspoken.rooms.people.leaving import Leaving, Phase, Secret, Step, at_leaving, knows_secrets
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right

#: consents that somebody still has to look after; one that was taken back as long as uses of it may be left
CARED_FOR = Q(state__in=(ConsentState.DRAFT, ConsentState.OFFERED, ConsentState.SIGNED)) | Q(
    state=ConsentState.WITHDRAWN, settled_at__isnull=True
)


def _kept(person: User) -> QuerySet[Authorization]:
    return Authorization.objects.filter(CARED_FOR, made_by=person)


def _hand(leaving: Leaving) -> int:
    if leaving.successor is None:
        return 0
    teams, rows = leaving.teams(Right.CONSENTS), _kept(leaving.person)
    return (rows if teams is None else rows.filter(team__in=teams)).update(made_by=leaving.successor)


def _links(person: User) -> QuerySet[PrivateLink]:
    """Links that the person made and therefore saw, and that still open something."""
    return PrivateLink.objects.filter(made_by=person, ended_at__isnull=True, expires_at__gt=timezone.now())


def _to_sign(person: User) -> QuerySet[PrivateLink]:
    return _links(person).filter(authorization__state=ConsentState.OFFERED)


def links_known(person: User) -> list[Secret]:
    """Links to signed consents that the person made; no name, only the code."""
    rows = _links(person).exclude(authorization__state=ConsentState.OFFERED)
    return [
        Secret("private_link", code, f"consent:{pk}")
        for pk, code in rows.order_by("authorization__code").values_list("authorization_id", "authorization__code")
    ]


knows_secrets(links_known)
at_leaving(
    Step(
        "consents",
        Phase.HANDS,
        lambda n: ngettext("%(n)d consent they look after", "%(n)d consents they look after", n) % {"n": n},
        lambda person: [_kept(person)],
        _hand,
    ),
    Step(
        "consent_links",
        Phase.ENDS,
        lambda n: (
            ngettext(
                "%(n)d private link to sign a consent: make a new one",
                "%(n)d private links to sign consents: make new ones",
                n,
            )
            % {"n": n}
        ),
        lambda person: [_to_sign(person)],
        lambda leaving: _to_sign(leaving.person).update(ended_at=timezone.now()),
    ),
)
