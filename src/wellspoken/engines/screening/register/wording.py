"""The demands in the reader's language: by the rule of the same id, else by words.toml, else in English."""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from wellspoken.engines.screening.cards import rule_cards
from wellspoken.engines.screening.register.reading import demands


def in_words(demand: str, lang: str) -> str:
    """What a demand asks, in `lang` (en, id, nb; others get English). Raises KeyError for an unknown demand."""
    english = demands()[demand].demand
    if lang not in ("id", "nb"):
        return english
    own = _texts().get(demand, {}).get(lang)
    return own or _by_rules(lang).get(demand, english)


@lru_cache(maxsize=1)
def _texts() -> Mapping[str, Mapping[str, str]]:
    text = resources.files("wellspoken.engines.screening.register").joinpath("words.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _by_rules(lang: str) -> Mapping[str, str]:
    return {card.id: card.demand for card in rule_cards(lang)}
