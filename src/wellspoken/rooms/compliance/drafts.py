"""What a draft changes, entry by entry, and the sets there have been."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wellspoken.rooms.compliance.house.book import CHOICE, EXEMPTION, TERM, Entries
from wellspoken.rooms.compliance.house.drafting import draft, switched_on
from wellspoken.rooms.compliance.models import Exemption, RuleChoice, RuleSet, Term
from wellspoken.rooms.people.models import Team


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that differs: `kind` is choice, term or exemption; `name` says which; None: it is not there."""

    kind: str
    name: str
    team: Team | None
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft as it is now. `digest` names its content; hand it to `switch_on`."""

    rule_set: RuleSet
    digest: str
    changes: list[Change]


def shown() -> RuleSet | None:
    """The set whose entries are shown and changed: the draft, or the one that is on."""
    return draft() or switched_on()


def terms() -> list[Term]:
    """The own terms shown, with their teams and who wrote them."""
    rule_set = shown()
    return list(rule_set.terms.select_related("team", "by")) if rule_set else []


def exemptions() -> list[Exemption]:
    """The exemptions shown, with their teams and who wrote them."""
    rule_set = shown()
    return list(rule_set.exemptions.select_related("team", "by")) if rule_set else []


def sets() -> list[RuleSet]:
    """Every set that is or was on, newest first."""
    return list(RuleSet.objects.filter(state__in=["on", "replaced"]).select_related("on_by", "made_by"))


def look() -> Draft | None:
    """The draft and everything that it changes; None when nobody began one. Four queries."""
    found = {row.state: row for row in RuleSet.objects.filter(state__in=["draft", "on"])}
    made = found.get("draft")
    if made is None:
        return None
    keys = [row.pk for row in found.values()]
    choices, terms_, exempt = (_pairs(model, keys, made.pk) for model in (RuleChoice, Term, Exemption))
    digest = Entries(
        tuple(_values(row, CHOICE) for row in choices[1]),
        tuple(_values(row, TERM) for row in terms_[1]),
        tuple(_values(row, EXEMPTION) for row in exempt[1]),
    ).digest()
    changes = [
        *_differences("choice", *map(_choices, choices)),
        *_differences("term", *map(_terms, terms_)),
        *_differences("exemption", *map(_exempt, exempt)),
    ]
    return Draft(made, digest, changes)


def _pairs(model: Any, keys: list[int], made: int) -> tuple[list[Any], list[Any]]:
    """The rows of the set that is on, and those of the draft."""
    rows = list(model.objects.filter(rule_set__in=keys).select_related("team", "by"))
    return [r for r in rows if r.rule_set_id != made], [r for r in rows if r.rule_set_id == made]


def _values(row: Any, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in names)


_Rows = dict[tuple[Any, ...], tuple[str, Team | None, Any, Any]]


def _differences(kind: str, before: _Rows, after: _Rows) -> list[Change]:
    found = []
    for key in dict.fromkeys((*before, *after)):
        was, will = before.get(key), after.get(key)
        if was is not None and will is not None and was[2] == will[2]:
            continue
        name, team = (will or was or ("", None))[:2]
        found.append(Change(kind, name, team, was[3] if was else None, will[3] if will else None))
    return found


def _choices(rows: list[RuleChoice]) -> _Rows:
    return {(row.rule, row.team_id): (row.rule, row.team, row.severity, row) for row in rows}


def _terms(rows: list[Term]) -> _Rows:
    return {(row.number,): (str(row), row.team, _values(row, TERM), row) for row in rows}


def _exempt(rows: list[Exemption]) -> _Rows:
    return {(row.kind, row.value, row.team_id): (row.kind, row.team, row.value, row) for row in rows}
