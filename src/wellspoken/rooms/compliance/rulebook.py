"""The rules as people read them: what each demands, what the organisation chose, and what a draft would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import pgettext_lazy

from wellspoken.engines.screening import LOCKED, RuleCard, all_packs, rule_cards
from wellspoken.rooms.compliance.audit import SEVERITIES
from wellspoken.rooms.compliance.house.drafting import draft, switched_on
from wellspoken.rooms.compliance.models import RuleChoice, RuleSet
from wellspoken.rooms.kernel.missing import NotThere

FAMILIES: Mapping[str, Any] = {
    "privacy": pgettext_lazy("family of rules", "Patient data"),
    "consent": pgettext_lazy("family of rules", "Consent"),
    "danger": pgettext_lazy("family of rules", "People in danger"),
    "promo": pgettext_lazy("family of rules", "Promotion"),
    "absolute": pgettext_lazy("family of rules", "Promises"),
    "misinfo": pgettext_lazy("family of rules", "False claims"),
    "source": pgettext_lazy("family of rules", "Sources"),
    "suicide": pgettext_lazy("family of rules", "Suicide"),
    "crisis_line": pgettext_lazy("family of rules", "Crisis lines"),
    "emergency": pgettext_lazy("family of rules", "Emergencies"),
    "stigma": pgettext_lazy("family of rules", "Words that hurt"),
    "reading": pgettext_lazy("family of rules", "Easy to read"),
    "a11y": pgettext_lazy("family of rules", "Access for everybody"),
    "links": pgettext_lazy("family of rules", "Links"),
    "conduct": pgettext_lazy("family of rules", "Conduct"),
    "records": pgettext_lazy("family of rules", "Records"),
    "own": pgettext_lazy("family of rules", "Your own"),
    "system": pgettext_lazy("family of rules", "Safety"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One rule of the list: its card, what counts now, and what the draft would make of it ('' : the same)."""

    card: RuleCard
    severity: str
    drafted: str
    locked: bool
    teams: bool  # some team has a choice of its own

    @property
    def family(self) -> str:
        """The family's name."""
        return str(FAMILIES.get(self.card.family, self.card.family))

    @property
    def changed(self) -> bool:
        """Whether the organisation or a team departs from what is delivered, now or in the draft."""
        return self.teams or bool(self.drafted) or self.severity != self.card.severity


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; empty means everything."""

    text: str = ""
    family: str = ""
    pack: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class PackRow:
    """One pack: its name, version, the day its sources were last read, and how many rules it holds."""

    code: str
    title: str
    version: str
    checked_on: date
    rules: int


@lru_cache(maxsize=8)
def _cards(lang: str) -> tuple[RuleCard, ...]:
    return tuple(rule_cards(lang))


def rows(lang: str, wanted: Wanted | None = None) -> list[Row]:
    """The rules that match, in the order of families and ids; four queries at most."""
    now, then = _choices(switched_on()), None
    made = draft()
    if made is not None:
        then = _choices(made)
    found = [_row(card, now, then) for card in _cards(lang)]
    order = {family: index for index, family in enumerate(FAMILIES)}
    found.sort(key=lambda row: (order.get(row.card.family, 99), row.card.id))
    return [row for row in found if _matches(row, wanted or Wanted())]


_Choices = Mapping[str, Mapping[int | None, str]]


def _choices(rule_set: RuleSet | None) -> _Choices:
    found: dict[str, dict[int | None, str]] = {}
    rows_ = RuleChoice.objects.filter(rule_set=rule_set) if rule_set else RuleChoice.objects.none()
    for rule, team, severity in rows_.values_list("rule", "team_id", "severity"):
        found.setdefault(rule, {})[team] = severity
    return found


def _row(card: RuleCard, now: _Choices, then: _Choices | None) -> Row:
    mine, next_ = now.get(card.id, {}), (now if then is None else then).get(card.id, {})
    severity = mine.get(None, card.severity)
    drafted = next_.get(None, card.severity)
    return Row(
        card=card,
        severity=severity,
        drafted=drafted if drafted != severity else "",
        locked=card.id in LOCKED,
        teams=any(team is not None for team in (*mine, *next_)),
    )


def _matches(row: Row, wanted: Wanted) -> bool:
    card = row.card
    if wanted.family and card.family != wanted.family:
        return False
    if wanted.pack and not _of_pack(card, wanted.pack):
        return False
    if wanted.changed and not row.changed:
        return False
    words = f"{card.id} {card.title} {card.demand} {card.citation} {card.message}".casefold()
    return all(word in words for word in wanted.text.casefold().split())


def _of_pack(card: RuleCard, code: str) -> bool:
    """Whether a rule is shown with a pack; rules for everybody are shown with the pack of everywhere alone."""
    return code == "who" if "who" in card.packs else code in card.packs


def packs(lang: str) -> list[PackRow]:
    """Every pack with its version and the number of its rules."""
    cards = _cards(lang)
    return [
        PackRow(p.code, p.title(lang), p.version, p.checked_on, sum(_of_pack(card, p.code) for card in cards))
        for p in all_packs().values()
    ]


@dataclass(frozen=True, slots=True)
class Page:
    """One rule with everything about it; `packs` are those it is in, `past` the choices of sets that are or were on."""

    row: Row
    packs: list[PackRow]
    choices: list[RuleChoice]  # of the draft, or of the set that is on
    past: list[RuleChoice]


def rule(rule_id: str, lang: str) -> Page:
    """One rule; raises `NotThere`."""
    row = next((row for row in rows(lang) if row.card.id == rule_id), None)
    if row is None:
        raise NotThere(f"rule {rule_id}")
    told = RuleChoice.objects.filter(rule=rule_id).select_related("rule_set", "team", "by")
    kept = list(told.exclude(rule_set__state="dropped").order_by("-rule_set__number", "team__name"))
    live = "draft" if draft() else "on"
    return Page(
        row=row,
        packs=[pack for pack in packs(lang) if _of_pack(row.card, pack.code)],
        choices=[choice for choice in kept if choice.rule_set.state == live],
        past=_news([choice for choice in kept if choice.rule_set.state != "draft"]),
    )


def _news(kept: list[RuleChoice]) -> list[RuleChoice]:
    """Each choice once, at the set in which it was made; a set carries the choices of the one before along."""
    seen: dict[tuple[Any, ...], RuleChoice] = {}
    for choice in kept:
        seen[choice.team_id, choice.severity, choice.reason, choice.at] = choice
    return list(seen.values())


def severity_name(severity: str) -> str:
    """A severity in a word."""
    return str(SEVERITIES.get(severity, severity))
