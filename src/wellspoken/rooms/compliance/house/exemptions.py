"""Names, numbers and words that never count as patient data, in the draft."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from wellspoken.engines.screening import EXEMPT_KINDS
from wellspoken.rooms.audit.services import record
from wellspoken.rooms.compliance.house.drafting import authorised, open_draft, reasoned
from wellspoken.rooms.compliance.house.errors import RuleProblem
from wellspoken.rooms.compliance.models import Exemption
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.models import Team, User

MOST, LONGEST = 500, 200


def exempt(*, actor: Actor, kind: str, value: str, reason: str, team: Team | None = None) -> Exemption:
    """Add an exemption to the draft. Raises `Denied`, `RuleProblem` (kind, empty, long, reason, same, many)."""
    authorised(actor, team)
    tidy, said = _tidy(kind, value), reasoned(reason)
    with transaction.atomic():
        draft = open_draft(actor)
        rows = Exemption.objects.filter(rule_set=draft)
        if rows.filter(kind=kind, value=tidy, team=team).exists():
            raise RuleProblem("same")
        if rows.count() >= MOST:
            raise RuleProblem("many")
        by = actor if isinstance(actor, User) else None
        made = Exemption.objects.create(
            rule_set=draft, kind=kind, value=tidy, team=team, reason=said, by=by, at=timezone.now()
        )
        told = {"value": tidy, "reason": said}
        record(action="rules.exempted", actor=actor, obj=made, data={"kind": kind}, personal=told)
    return made


def unexempt(*, actor: Actor, pk: int) -> None:
    """Take an exemption out; `pk` may be of the draft or of the set that is on. Raises `Denied`, `NotThere`."""
    shown = Exemption.objects.filter(pk=pk, rule_set__state__in=["draft", "on"]).select_related("team").first()
    if shown is None:
        raise NotThere(f"exemption {pk}")
    authorised(actor, shown.team)
    with transaction.atomic():
        draft = open_draft(actor)
        same = {"rule_set": draft, "kind": shown.kind, "value": shown.value, "team": shown.team}
        found = Exemption.objects.filter(**same).first()
        if found is None:
            raise NotThere(f"exemption {pk}")
        record(
            action="rules.unexempted",
            actor=actor,
            obj=found,
            data={"kind": found.kind},
            personal={"value": found.value},
        )
        found.delete()


def _tidy(kind: str, value: str) -> str:
    tidy = " ".join(value.replace("\x00", "").split())
    if kind not in EXEMPT_KINDS:
        raise RuleProblem("kind")
    if sum(c.isalnum() for c in tidy) < 3:
        raise RuleProblem("empty")
    if len(tidy) > LONGEST:
        raise RuleProblem("long")
    return tidy
