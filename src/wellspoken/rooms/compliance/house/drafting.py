"""A draft of the rules: begun by the first change, switched on with a reason, or dropped."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.forms.models import model_to_dict
from django.utils import timezone

from wellspoken.rooms.audit.services import record
from wellspoken.rooms.compliance import hooks
from wellspoken.rooms.compliance.house.book import entries_of
from wellspoken.rooms.compliance.house.errors import RuleProblem
from wellspoken.rooms.compliance.models import Exemption, RuleChoice, RuleSet, Term
from wellspoken.rooms.compliance.states import RULE_SET, RuleSetState
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.states import StateConflict, Step, move
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right

MIN_REASON, MAX_REASON = 10, 1000


def authorised(actor: Actor, team: Team | None) -> None:
    """Raise `Denied` unless the actor may change the rules of this team, or of everybody when it is None."""
    authorise(actor, Right.RULES, team, everywhere=team is None)


def reasoned(reason: str) -> str:
    """The tidy reason; raises `RuleProblem("reason")` when it says too little."""
    said = " ".join(reason.replace("\x00", "").split())
    if not MIN_REASON <= len(said) <= MAX_REASON:
        raise RuleProblem("reason")
    return said


def switched_on() -> RuleSet | None:
    """The set that counts now; None: the rules are as delivered."""
    return RuleSet.objects.filter(state=RuleSetState.ON).first()


def draft() -> RuleSet | None:
    """The draft, if somebody began one."""
    return RuleSet.objects.filter(state=RuleSetState.DRAFT).first()


def open_draft(actor: Actor) -> RuleSet:
    """The draft, begun now from the set that is on when there is none. Call inside a transaction."""
    known = draft()
    if known is not None:
        return known
    number = (RuleSet.objects.aggregate(most=Max("number"))["most"] or 0) + 1
    try:
        with transaction.atomic():
            made = RuleSet.objects.create(number=number, made_by=actor if isinstance(actor, User) else None)
            _copy(switched_on(), made)
    except IntegrityError:  # somebody began one at this very moment
        return RuleSet.objects.get(state=RuleSetState.DRAFT)
    record(action="rules.drafted", actor=actor, obj=made)
    return made


def _copy(source: RuleSet | None, target: RuleSet) -> None:
    for model in (RuleChoice, Term, Exemption):
        rows = model._default_manager.filter(rule_set=source) if source else ()
        for row in rows:
            row.pk, row.rule_set = None, target
            row._state.adding = True
            row.save(force_insert=True)


def switch_on(*, actor: Actor, reason: str, seen: str = "") -> RuleSet:
    """Let the draft count from now on; `seen` is the digest of what the person looked at.

    Raises `Denied` (the right is needed in the whole organisation) and `RuleProblem`.
    """
    authorised(actor, None)
    said = reasoned(reason)
    try:
        with transaction.atomic():
            return _switch(actor, said, seen)
    except (StateConflict, IntegrityError) as error:
        raise RuleProblem("moved") from error


def _switch(actor: Actor, reason: str, seen: str) -> RuleSet:
    made = RuleSet.objects.select_for_update().filter(state=RuleSetState.DRAFT).first()
    if made is None:
        raise RuleProblem("no_draft")
    digest, now = entries_of(made).digest(), timezone.now()
    if seen and seen != digest:
        raise RuleProblem("moved")
    before = switched_on()
    if before is not None:
        move(before, RULE_SET, Step(to="replaced", actor=actor, action="rules.replaced", data={"by": made.number}))
    changes = {"digest": digest, "reason": reason, "on_at": now, "on_by": actor if isinstance(actor, User) else None}
    data = {"number": made.number, "before": before.number if before else 0}
    step = Step(to="on", actor=actor, action="rules.on", changes=changes, data=data, personal={"reason": reason})
    move(made, RULE_SET, step)
    hooks.rules_changed(actor)
    return made


def drop(*, actor: Actor) -> None:
    """Throw the draft away. Raises `Denied`, `RuleProblem("no_draft")`."""
    authorised(actor, None)
    made = draft()
    if made is None:
        raise RuleProblem("no_draft")
    try:
        move(made, RULE_SET, Step(to="dropped", actor=actor, action="rules.dropped", where=Q(number=made.number)))
    except StateConflict as error:
        raise RuleProblem("no_draft") from error


def plain(row: RuleChoice | Term | Exemption) -> dict[str, object]:
    """A row's own values for the audit log."""
    return {key: value for key, value in model_to_dict(row).items() if key not in {"id", "rule_set", "by", "at"}}
