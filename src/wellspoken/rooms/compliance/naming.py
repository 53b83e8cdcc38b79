"""Rules by the names people read, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from django.utils.translation import gettext as _

from wellspoken.engines.screening import rule_cards


@lru_cache(maxsize=8)
def rule_names(lang: str) -> Mapping[str, str]:
    """Rule id to title in `lang` (English where the engine has no such language)."""
    return MappingProxyType({card.id: card.title for card in rule_cards(lang)})


def named(rules: Iterable[str], lang: str) -> list[str]:
    """The titles of rules, each once, sorted; a rule that is gone keeps its id."""
    names = rule_names(lang)
    return sorted({_named(rule, names) for rule in rules}, key=str.casefold)


def _named(rule: str, names: Mapping[str, str]) -> str:
    if rule.startswith("OWN-"):
        return _("your own rule %(number)s") % {"number": rule.removeprefix("OWN-")}
    return names.get(rule, rule)
