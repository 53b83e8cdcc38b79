"""Screening: what may a healthcare organisation say, and why not.

`Engine.screen(Context)` gives a `Result` with findings; it never raises and fails closed. Rules are one file each
under rules/<pack>/, recognisers one file each under recognisers/, word lists under lexicon/.
"""

from wellspoken.engines.screening.cards import RuleCard, rule_cards
from wellspoken.engines.screening.context import Context, MediaItem
from wellspoken.engines.screening.engine import Engine, engine_for
from wellspoken.engines.screening.finding import Finding, Fix, MessageRef, Result, Said, Span
from wellspoken.engines.screening.profile import Product, Profile
from wellspoken.engines.screening.registry import PACKS, all_rules
from wellspoken.engines.screening.rule import FAMILIES

__all__ = [
    "FAMILIES",
    "PACKS",
    "Context",
    "Engine",
    "Finding",
    "Fix",
    "MediaItem",
    "MessageRef",
    "Product",
    "Profile",
    "Result",
    "RuleCard",
    "Said",
    "Span",
    "all_rules",
    "engine_for",
    "rule_cards",
]
