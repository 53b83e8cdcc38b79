"""Screening: what may a healthcare organisation say, and why not.

`Engine.screen(Context)` gives a `Result` with findings; it never raises and fails closed. Rules are one file each
under rules/<pack>/, recognisers one file each under recognisers/, word lists under lexicon/.
"""

from wellspoken.engines.screening.cards import RuleCard, rule_cards
from wellspoken.engines.screening.context import Context, LinkFact, MediaItem
from wellspoken.engines.screening.engine import Engine, House, engine_for
from wellspoken.engines.screening.exempting import KINDS as EXEMPT_KINDS
from wellspoken.engines.screening.exempting import Exempt
from wellspoken.engines.screening.finding import Asked, Finding, Fix, MessageRef, Result, Said, Span
from wellspoken.engines.screening.locked import LOCKED
from wellspoken.engines.screening.own_terms import OwnTerm
from wellspoken.engines.screening.packs import Pack, all_packs, packs_for
from wellspoken.engines.screening.profile import Product, Profile
from wellspoken.engines.screening.registry import PACKS, all_rules, content_hash
from wellspoken.engines.screening.rule import FAMILIES

__all__ = [
    "EXEMPT_KINDS",
    "FAMILIES",
    "LOCKED",
    "PACKS",
    "Asked",
    "Context",
    "Engine",
    "Exempt",
    "Finding",
    "Fix",
    "House",
    "LinkFact",
    "MediaItem",
    "MessageRef",
    "OwnTerm",
    "Pack",
    "Product",
    "Profile",
    "Result",
    "RuleCard",
    "Said",
    "Span",
    "all_packs",
    "all_rules",
    "content_hash",
    "engine_for",
    "packs_for",
    "rule_cards",
]
