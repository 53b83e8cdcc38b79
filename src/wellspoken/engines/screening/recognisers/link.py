"""Links, with or without a scheme."""

from collections.abc import Iterator

from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.reading_view import View

_TLD = (
    r"com|org|net|edu|gov|int|mil|info|biz|io|co|me|app|dev|health|care|clinic|hospital|example|test|no|id|us|uk|se|dk|eu|"
    r"de|fr|nl|ca|au|my|sg|ly|gl|link|site|online|shop|xyz|news|blog|page|tv|fm|gg|to|ai|cc|ru|top|club"
)
_URL = Pattern(rf"(?i)(?:https?://[^\s<>\"]+|(?:[\pL\pN][\pL\pN\-]*\.)+(?:{_TLD})(?:/[^\s<>\"]*)?)")


def find(view: View) -> Iterator[Entity]:
    """URL entities; closing punctuation is left out."""
    if "." not in view.text:
        return
    for match in _URL.finditer(view.text):
        start, end = match.span()
        while end > start and view.text[end - 1] in ".,;:!?)]}'\"":
            end -= 1
        before = view.text[start - 1] if start else " "
        after = view.text[end] if end < len(view.text) else " "
        if before.isalnum() or before in "@." or after.isalnum() or after == "@":
            continue
        yield Entity(start, end, "URL", "link", 0.97)


def host(url: str) -> str:
    """The host of a link in lower case, without "www."."""
    rest = url.split("://", 1)[-1]
    for stop in "/?#":
        rest = rest.split(stop, 1)[0]
    return rest.rsplit("@", 1)[-1].split(":", 1)[0].lower().removeprefix("www.").strip(".")
