"""Values that the people room accepts; each check returns the tidy value or raises `PeopleProblem`."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from zoneinfo import available_timezones

from django.conf import settings

from wellspoken.rooms.people.errors import PeopleProblem

THEMES = ("system", "light", "dark")
JOINER = "\u200d"
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def readable_name(text: str, longest: int = 150) -> str:
    """One line without control, direction or invisible characters; raises unless a letter or digit is left.

    Joiners stay only between visible characters, where emoji and some scripts need them.
    """
    kept = "".join(c if c == JOINER or unicodedata.category(c) not in UNSEEN else " " for c in text)
    tidy = unicodedata.normalize("NFC", " ".join(kept.split())).strip(JOINER)[:longest].strip()
    if not any(unicodedata.category(c)[0] in "LN" for c in tidy):
        raise PeopleProblem("name")
    return tidy


def known_zone(name: str) -> str:
    """An IANA zone of this machine."""
    if name not in _zones():
        raise PeopleProblem("time_zone")
    return name


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    """Every zone of this machine, read from disk once."""
    return frozenset(available_timezones())


def known_language(code: str) -> str:
    """One of the product's languages."""
    if code not in dict(settings.LANGUAGES):
        raise PeopleProblem("language")
    return code


def known_theme(name: str) -> str:
    """`system`, `light` or `dark`."""
    if name not in THEMES:
        raise PeopleProblem("theme")
    return name
