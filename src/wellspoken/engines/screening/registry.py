"""Finds the rules: every module under rules/<pack>/ that has a RULE. Loaded once, on first use."""

import hashlib
import importlib
import pkgutil
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from wellspoken.engines.screening import rules
from wellspoken.engines.screening.packs import all_packs
from wellspoken.engines.screening.rule import Rule

PACKS = tuple(all_packs())


@lru_cache(maxsize=1)
def all_rules() -> Mapping[str, Rule]:
    """Rules by id, sorted. Raises ValueError when two files claim one id."""
    found: dict[str, Rule] = {}
    for module in pkgutil.walk_packages(rules.__path__, rules.__name__ + "."):
        rule = getattr(importlib.import_module(module.name), "RULE", None)
        if rule is None:
            continue
        if rule.id in found:
            raise ValueError(f"two rules are called {rule.id}")
        found[rule.id] = rule
    return MappingProxyType(dict(sorted(found.items())))


@lru_cache(maxsize=1)
def content_hash() -> str:
    """Twelve hex digits over every file the engine judges with: rules, recognisers, word lists and data."""
    here = Path(__file__).parent
    digest = hashlib.blake2b(digest_size=6)
    for path in sorted(
        p
        for p in here.rglob("*")
        if p.suffix in (".py", ".txt", ".csv", ".tsv", ".toml") and "__pycache__" not in p.parts
    ):
        digest.update(str(path.relative_to(here)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
