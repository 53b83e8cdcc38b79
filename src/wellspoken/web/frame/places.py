"""Countries and time zones as people choose them."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from django.utils import translation

#: Offered as a first choice; any other country can be typed.
COMMON = ("us", "no", "id", "gb", "ie", "ca", "au", "nz", "se", "dk", "fi", "is", "de", "nl", "sg", "my", "ph", "in")
READERS = ("en", "id", "nb")


def country_name(code: str) -> str:
    """The country's name in the language of the page; the code itself when nobody knows it."""
    try:
        locale = Locale.parse((translation.get_language() or "en")[:2])
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    return str(locale.territories.get(code.upper(), code.upper()))


def common_countries() -> list[tuple[str, str]]:
    """Codes and names of the first choices, in their order."""
    return [(code, country_name(code)) for code in COMMON]


def all_countries() -> list[tuple[str, str]]:
    """Every country by name in the language of the page, the common ones first."""
    return _countries((translation.get_language() or "en")[:2])


@lru_cache(maxsize=len(READERS))
def _countries(language: str) -> list[tuple[str, str]]:
    with translation.override(language):
        named = sorted(((code, country_name(code)) for code in set(_codes().values())), key=lambda pair: pair[1])
        return [*common_countries(), *(pair for pair in named if pair[0] not in COMMON)]


def country_code(text: str) -> str | None:
    """The code of a country named in any of the product's languages, or given as its two letters."""
    return _codes().get(text.strip().casefold())


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Names in every language, and the codes themselves, to lower-case codes."""
    found: dict[str, str] = {}
    for language in READERS:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in {"ZZ", "EU", "EZ", "UN", "QO", "XA", "XB"}:
                found[str(name).casefold()] = found[code.casefold()] = code.lower()
    return found


@lru_cache(maxsize=1)
def zones() -> list[tuple[str, str]]:
    """Every IANA zone that names a place, with UTC first."""
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]
