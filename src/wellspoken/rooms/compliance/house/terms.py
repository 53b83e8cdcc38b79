"""The organisation's own terms, in the draft."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from wellspoken.engines.screening import own_terms
from wellspoken.rooms.audit.services import record
from wellspoken.rooms.compliance.house.drafting import authorised, open_draft, plain
from wellspoken.rooms.compliance.house.errors import RuleProblem
from wellspoken.rooms.compliance.models import Term
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.models import Team, User

MOST = 200


@dataclass(frozen=True, slots=True)
class TermFacts:
    """What to look for and what to say. `kind` words or pattern; `languages` empty means all."""

    pattern: str
    severity: str
    message: str
    kind: str = "words"
    languages: list[str] = field(default_factory=list)
    advice: str = ""
    replacement: str = ""

    def tidy(self) -> dict[str, Any]:
        """The columns, checked; raises `RuleProblem`."""
        pattern = self.pattern.replace("\x00", "").replace("\r\n", "\n").strip()
        try:
            own_terms.check(self.kind, pattern, self.severity)
        except own_terms.BadTerm as bad:
            raise RuleProblem(bad.code, bad.detail) from bad
        if set(self.languages) - set(dict(settings.LANGUAGES)):
            raise RuleProblem("language")
        said = {name: _line(getattr(self, name)) for name in ("message", "advice", "replacement")}
        if not said["message"]:
            raise RuleProblem("message")
        if max(len(said["message"]), len(said["advice"])) > 300 or len(said["replacement"]) > 200:
            raise RuleProblem("long")
        return {**asdict(self), **said, "pattern": pattern, "languages": sorted(self.languages)}


def _line(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())


def add_term(*, actor: Actor, facts: TermFacts, team: Team | None = None) -> Term:
    """Add a term to the draft. Raises `Denied`, `RuleProblem`."""
    authorised(actor, team)
    values = facts.tidy()
    with transaction.atomic():
        draft = open_draft(actor)
        if Term.objects.filter(rule_set=draft).count() >= MOST:
            raise RuleProblem("many")
        number = (Term.objects.aggregate(most=Max("number"))["most"] or 0) + 1
        made = Term.objects.create(rule_set=draft, number=number, team=team, **_stamped(actor, values))
        record(action="rules.term_added", actor=actor, obj=made, data={"term": str(made), "after": plain(made)})
    return made


def change_term(*, actor: Actor, number: int, facts: TermFacts, team: Team | None = None) -> bool:
    """Change a term in the draft; says whether anything differs. Raises `Denied`, `RuleProblem`, `NotThere`."""
    authorised(actor, team)
    values = facts.tidy()
    with transaction.atomic():
        draft = open_draft(actor)
        term = _locked(draft.pk, number)
        authorised(actor, term.team)
        before = plain(term)
        for name, value in {**_stamped(actor, values), "team": team}.items():
            setattr(term, name, value)
        after = plain(term)
        if before == after:
            return False
        term.save()
        data = {"term": str(term), "before": before, "after": after}
        record(action="rules.term_changed", actor=actor, obj=term, data=data)
    return True


def remove_term(*, actor: Actor, number: int) -> None:
    """Take a term out of the draft. Raises `Denied`, `NotThere`."""
    with transaction.atomic():
        authorised(actor, _in_force(number).team)
        draft = open_draft(actor)
        term = _locked(draft.pk, number)
        data = {"term": str(term), "before": plain(term)}
        record(action="rules.term_removed", actor=actor, obj=term, data=data)
        term.delete()


def _in_force(number: int) -> Term:
    """The term in the draft, or in the set that is on when there is no draft."""
    rows = Term.objects.filter(number=number, rule_set__state__in=["draft", "on"]).select_related("team")
    found = rows.order_by("rule_set__state").first()
    if found is None:
        raise NotThere(f"term {number}")
    return found


def _locked(draft: int, number: int) -> Term:
    found = Term.objects.select_for_update(of=("self",)).filter(rule_set=draft, number=number).first()
    if found is None:
        raise NotThere(f"term {number}")
    return found


def _stamped(actor: Actor, values: dict[str, Any]) -> dict[str, Any]:
    return {**values, "by": actor if isinstance(actor, User) else None, "at": timezone.now()}
