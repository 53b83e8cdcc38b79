"""The organisation's decisions as plain values for the engine: the set that is on, or a draft, for one team."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat

from wellspoken.engines.screening import Exempt, House, OwnTerm
from wellspoken.rooms.compliance.models import RuleSet
from wellspoken.rooms.compliance.states import RuleSetState
from wellspoken.rooms.people.models import Team

CHOICE = ("team_id", "rule", "severity")
TERM = ("team_id", "number", "kind", "pattern", "languages", "severity", "message", "advice", "replacement")
EXEMPTION = ("team_id", "kind", "value")


@dataclass(frozen=True, slots=True)
class Book:
    """What counts for one team: `overrides` are (rule, severity) pairs, `house` the engine's form of the rest.

    `mood` is crisis, grief or "" (an ordinary day).
    """

    number: int = 0
    overrides: tuple[tuple[str, str], ...] = ()
    house: House = field(default_factory=House)
    mood: str = ""


EMPTY = Book()


@dataclass(frozen=True, slots=True)
class Entries:
    """Every entry of one set as plain rows, each beginning with the team's key or None."""

    choices: tuple[tuple[Any, ...], ...] = ()
    terms: tuple[tuple[Any, ...], ...] = ()
    exemptions: tuple[tuple[Any, ...], ...] = ()

    def digest(self) -> str:
        """32 hex digits that name this content."""
        rows = [sorted(map(list, part), key=repr) for part in (self.choices, self.terms, self.exemptions)]
        return hashlib.blake2b(json.dumps(rows).encode(), digest_size=16).hexdigest()

    def book(self, number: int, edition: str, team_id: int | None) -> Book:
        """What counts for a team; its own choice goes before the organisation's."""
        mine = [row for row in self.choices if row[0] in (None, team_id)]
        overrides = {row[1]: row[2] for row in sorted(mine, key=lambda row: row[0] is not None)}
        terms = tuple(_term(row) for row in self.terms if row[0] in (None, team_id))
        exempt = tuple(Exempt(row[1], row[2]) for row in self.exemptions if row[0] in (None, team_id))
        return Book(number, tuple(sorted(overrides.items())), House(terms, exempt, edition))


def _term(row: tuple[Any, ...]) -> OwnTerm:
    values = dict(zip(TERM[1:], row[1:], strict=True))
    return OwnTerm(**{**values, "languages": tuple(values["languages"])})


def entries_of(rule_set: RuleSet | None) -> Entries:
    """A set's entries, read now; three queries."""
    if rule_set is None:
        return Entries()
    return Entries(
        tuple(rule_set.rulechoices.order_by("rule", "pk").values_list(*CHOICE)),
        tuple(rule_set.terms.order_by("number").values_list(*TERM)),
        tuple(rule_set.exemptions.order_by("kind", "value", "pk").values_list(*EXEMPTION)),
    )


@lru_cache(maxsize=8)
def _kept(pk: int, digest: str) -> Entries:
    """The entries of a set that is or was on: they never change, and the digest tells them from any other."""
    return entries_of(RuleSet(pk=pk))


def current(team: Team | None) -> Book:
    """What counts for a team now; one query once this set is known to the process."""
    row = RuleSet.objects.filter(state=RuleSetState.ON).values_list("pk", "number", "digest").first()
    if row is None:
        return EMPTY
    pk, number, digest = row
    return _kept(pk, digest).book(number, f"s{number}", team.pk if team else None)


def mark_of_set() -> QuerySet[RuleSet, tuple[str, str]]:
    """The set that is on as one row ("set", mark), for a union with other rows; read it back with `marked`."""
    mark = Concat(Cast("pk", CharField()), Value(":"), Cast("number", CharField()), Value(":"), F("digest"))
    rows = RuleSet.objects.filter(state=RuleSetState.ON).order_by()
    return rows.annotate(kind=Value("set"), mark=mark).values_list("kind", "mark")


def marked(mark: str, team: Team) -> Book:
    """What counts for a team, from the mark of the set that is on ('' : none is)."""
    if not mark:
        return EMPTY
    pk, number, digest = mark.split(":")
    return _kept(int(pk), digest).book(int(number), f"s{number}", team.pk)


def drafted(rule_set: RuleSet, team: Team | None) -> Book:
    """What would count for a team once this draft is on."""
    entries = entries_of(rule_set)
    return entries.book(rule_set.number, f"d{rule_set.number}", team.pk if team else None)
