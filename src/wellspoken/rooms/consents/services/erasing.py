"""Taking away what names a person in a consent, once its papers need no longer be kept. By a person, never by itself.

45 CFR 164.508(b)(6) and 164.530(j): a signed authorization is kept for six years; GDPR art. 17(3)(b) lets it. What was
never signed names somebody for no reason once they ask, or once nobody needs it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.services import redact_personal
from wellspoken.rooms.consents.clocks import deletable_from
from wellspoken.rooms.consents.errors import BadConsent
from wellspoken.rooms.consents.models import Authorization, PrivateLink, Signature
from wellspoken.rooms.consents.states import ConsentState
from wellspoken.rooms.kernel.states import StateConflict, record
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right

MIN_REASON = 10
REASON = "What named the person in a consent was erased"
#: nothing was signed, so no law asks for the papers
_UNSIGNED = (ConsentState.DRAFT, ConsentState.REFUSED)


def erasable_from(consent: Authorization) -> date | None:
    """The first day on which it may be done; None while something stands in the way (see `hinders`)."""
    if hinders(consent) not in {"", "keep"}:
        return None
    return consent.today() if consent.state in _UNSIGNED else deletable_from(consent)


def hinders(consent: Authorization) -> str:
    """What stands in the way: `erased`, `hold`, `alive` (counts or waits), `settle` (uses not over), `keep` (law)."""
    if consent.erased_at is not None:
        return "erased"
    if consent.hold:
        return "hold"
    if consent.state in {ConsentState.OFFERED, ConsentState.SIGNED}:
        return "alive"
    if consent.state == ConsentState.WITHDRAWN and consent.settled_at is None:
        return "settle"
    day = None if consent.state in _UNSIGNED else deletable_from(consent)
    return "keep" if day is not None and day > consent.today() else ""


def erase(*, actor: User, consent: Authorization, reason: str) -> None:
    """Take away who it is about, what was told, the text, the signature, the links, and words in the log.

    Its code, days, purposes and channels stay: they name nobody and prove what was asked. There is no way back.
    Raises `Denied`, `BadConsent("reason")`, `StateConflict` when something stands in the way.
    """
    authorise(actor, Right.CONSENTS, consent.team)
    why = reason.replace("\x00", "").strip()[:2000]
    if len(why) < MIN_REASON:
        raise BadConsent("reason")
    with transaction.atomic():
        row = Authorization.objects.select_for_update(of=("self",)).select_related("team").get(pk=consent.pk)
        if problem := hinders(row):
            raise StateConflict(f"{consent}: {problem}")
        empty: Any = {}
        gone = {"sealed": empty, "shown": None, "hold_reason": "", "erased_at": timezone.now()}
        Authorization.objects.filter(pk=row.pk).update(**gone)
        Signature.objects.filter(authorization=row).update(sealed=empty)
        PrivateLink.objects.filter(authorization=row).delete()
        told = AuditEntry.objects.filter(object_kind=row._meta.label_lower, object_id=str(row.pk))
        redact_personal(actor=actor, entry_ids=told.values_list("pk", flat=True), reason=REASON)
        record(action="consent.erased", actor=actor, obj=row, personal={"reason": why})
    consent.refresh_from_db()
