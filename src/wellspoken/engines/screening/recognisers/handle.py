"""Account names: @handles, and names after a word for a user name."""

from collections.abc import Iterator

from wellspoken.engines.screening.entity import Entity, spot
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.reading_view import View

_HANDLE = Pattern(r"(?:^|[^\pL\pN@._])(@[\pL\pN_][\pL\pN_.\-]+)")
_NAMED = Pattern(
    r"(?i)(?:^|[^\pL])(?:username|user name|brukernavn|nama pengguna|ig|insta|snap|tiktok|telegram|user|bruker|"
    r"akun)[ :]{1,3}"
    r"([a-z0-9_.]{3,30}[0-9_][a-z0-9_.]{0,20})"
)


def find(view: View) -> Iterator[Entity]:
    """USERNAME entities."""
    if "@" in view.text:
        for match in _HANDLE.finditer(view.text):
            start, end = match.span(1)
            while end > start and view.text[end - 1] in ".-":
                end -= 1
            yield Entity(start, end, "USERNAME", "handle", 0.95)
    if view.has_digits or "_" in view.text:
        for match in _NAMED.finditer(view.text):
            yield spot(match.span(1), "USERNAME", "named", 0.7)
