"""Crisis lines per country, and whether a text gives the right one. Checked on 2026-11-21."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from wellspoken.engines.screening.patterns import Pattern

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

# Crisis lines as people write them; every space in a number may be missing.
_LINES: Mapping[str, tuple[str, ...]] = {
    "us": ("988", r"1[ -]800[ -]273[ -]8255", "741 ?741", "crisis text line", "988lifeline"),
    "no": (
        "116 ?123",
        "116 ?111",
        "22 ?40 ?00 ?40",
        "815 ?33 ?300",
        "800 ?33 ?321",
        "113",
        "116 ?117",
        "sidetmedord",
        "kors på halsen",
    ),
    "id": (
        r"119 ?(?:ext|ekst|ekstensi|pesawat|pswt|tekan)?[. ]{0,2}\(?8?\)?",
        "112",
        "sejiwa",
        "healing119",
        "0811 ?385 ?5472",
    ),
}
# Lines for violence and abuse, beside the emergency number.
_ABUSE_LINES: Mapping[str, tuple[str, ...]] = {
    "us": (
        "1[ -]800[ -]799[ -](?:7233|safe)",
        "1[ -]800[ -]656[ -](?:4673|hope)",
        "1[ -]800[ -]4[ -]?a[ -]?child",
        "thehotline",
        "911",
        "988",
    ),
    "no": ("116 ?006", "116 ?111", "800 ?57 ?000", "dinutvei", "112", "113", "116 ?117", "krisesenter[a-z]*"),
    "id": ("129", "0811 ?1129 ?129", "110", "112", "119", "sapa 129"),
}
SAY = {
    "us": {
        "en": "If you need to talk, call or text 988, any time.",
        "id": "Jika Anda perlu bicara, telepon atau SMS 988 kapan saja.",
        "nb": "Trenger du noen å snakke med, ring eller send melding til 988 når som helst.",
    },
    "no": {
        "en": "If you need to talk, call Mental Helse on 116 123; in an emergency call 113.",
        "id": "Jika Anda perlu bicara, hubungi Mental Helse 116 123; darurat 113.",
        "nb": "Trenger du noen å snakke med, ring Mental Helse på 116 123, eller 113 ved akutt fare.",
    },
    "id": {
        "en": "If you need to talk, call SEJIWA on 119 ext 8.",
        "id": "Jika Anda perlu teman bicara, hubungi SEJIWA 119 ext 8.",
        "nb": "Trenger du noen å snakke med, ring SEJIWA på 119 ext 8.",
    },
}


def _pattern(lines: tuple[str, ...]) -> Any:
    body = "|".join(lines)
    return Pattern(f"(?:^|[^0-9])(?:{body})(?:[^0-9]|$)")


_FOUND = {country: _pattern(lines) for country, lines in _LINES.items()}
_FOUND_ABUSE = {country: _pattern(lines) for country, lines in _ABUSE_LINES.items()}


def crisis_line_given(doc: "Document") -> bool:
    """Whether the text has a crisis line of one of the audience's countries; true for countries without a table."""
    return _given(doc, _FOUND)


def abuse_line_given(doc: "Document") -> bool:
    """The same for help after violence or abuse."""
    return _given(doc, _FOUND_ABUSE)


def _given(doc: "Document", patterns: Mapping[str, Any]) -> bool:
    known = [patterns[c] for c in doc.countries if c in patterns]
    return not known or any(pattern.search(doc.lower) for pattern in known)


def line_to_say(doc: "Document") -> str:
    """A sentence with the crisis line of the audience's first country, in the language of the text."""
    return next((SAY[c] for c in doc.countries if c in SAY), SAY["us"])[doc.reads]
