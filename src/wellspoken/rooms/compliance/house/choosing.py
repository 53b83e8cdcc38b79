"""Another severity for one rule, in the draft."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from wellspoken.engines.screening import LOCKED, all_rules
from wellspoken.rooms.audit.services import record
from wellspoken.rooms.compliance.house.drafting import authorised, open_draft, reasoned
from wellspoken.rooms.compliance.house.errors import RuleProblem
from wellspoken.rooms.compliance.models import RuleChoice
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.people.models import Team, User

#: "default" takes the organisation's choice away again
SEVERITIES = ("default", "block", "review", "advise", "off")


def choose(*, actor: Actor, rule: str, severity: str, reason: str, team: Team | None = None) -> None:
    """Set the severity of a rule in the draft (begun when there is none), for one team or for everybody.

    Raises `Denied` and `RuleProblem` (unknown, locked, severity, reason).
    """
    authorised(actor, team)
    if rule not in all_rules():
        raise RuleProblem("unknown")
    if rule in LOCKED:
        raise RuleProblem("locked")
    if severity not in SEVERITIES:
        raise RuleProblem("severity")
    said = reasoned(reason)
    with transaction.atomic():
        draft = open_draft(actor)
        known = RuleChoice.objects.select_for_update().filter(rule_set=draft, rule=rule, team=team).first()
        before = known.severity if known else "default"
        if severity == "default":
            RuleChoice.objects.filter(rule_set=draft, rule=rule, team=team).delete()
        else:
            by = actor if isinstance(actor, User) else None
            values = {"severity": severity, "reason": said, "by": by, "at": timezone.now()}
            RuleChoice.objects.update_or_create(rule_set=draft, rule=rule, team=team, defaults=values)
        data = {"rule": rule, "before": before, "after": severity, "team": team.name if team else "*"}
        record(action="rules.choice", actor=actor, obj=draft, data=data, personal={"reason": said})
