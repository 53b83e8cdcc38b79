"""Signs in a text that somebody needs help at once: listed words and words that mean it together."""

from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.combos import Found, together

if TYPE_CHECKING:
    from wellspoken.engines.screening.reading_view import View

_LISTED = wordlists.phrases("health", "life threat")
# the rest may be for a doctor on call
_MINUTES = frozenset({"heart", "stroke", "breathing", "unconscious", "allergy", "overdose", "seizure"})


def first_sign(view: "View", lang: str) -> tuple[int, int] | None:
    """Where the first sign stands in the folded text of `view`, read as `lang` (en, id, nb); None without any."""
    listed = _LISTED.first(view.lower)
    combined = min((_place(f) for f in together(view, "danger_signs", lang)), default=None)
    return min((spot for spot in (listed, combined) if spot), default=None)


def sign_within(view: "View", lang: str, start: int, end: int) -> bool:
    """Whether a sign of danger to life within minutes begins inside [start, end)."""
    return any(f.name in _MINUTES and start <= f.start < end for f in together(view, "danger_signs", lang))


def _place(found: Found) -> tuple[int, int]:
    return found.start, found.end
