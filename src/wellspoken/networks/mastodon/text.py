"""How servers of this kind count a text, show it, and give it back.

Source: docs.joinmastodon.org, "Posting toots" and "API / instance": every link
counts 23, a mention counts without its server, the rest counts as a person
sees it. Servers other than Mastodon count code points, which is never less.
"""

from __future__ import annotations

import unicodedata
from html.parser import HTMLParser

import regex

from wellspoken.networks.base import Limits, Measure, Segment
from wellspoken.networks.mastodon.limits import DEFAULT
from wellspoken.networks.spans import graphemes, links, overlaps

LIMITS = DEFAULT
_USER = r"[a-z0-9_]+(?:[a-z0-9_.-]*[a-z0-9_])?"
_SERVER = r"[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?(?::\d{1,5})?"
_MENTION = regex.compile(rf"(?<![\w/@])@({_USER})(?:@({_SERVER}))?", regex.IGNORECASE)
_TAG = regex.compile(r"(?<![\w/)&#])[#＃]([\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_·\u200c]*)")
_NOT_ONLY_DIGITS = regex.compile(r"[^\p{N}_·\u200c]")


def segments(text: str) -> list[Segment]:
    """Return links, mentions and tags in order."""
    found = [Segment("link", start, end, url, url) for start, end, url in links(text)]
    taken = [(one.start, one.end) for one in found]
    for hit in _MENTION.finditer(text):
        if not overlaps(hit.start(), hit.end(), taken):
            found.append(Segment("mention", hit.start(), hit.end(), hit.group(), hit.group()[1:]))
    for hit in _TAG.finditer(text):
        if _NOT_ONLY_DIGITS.search(hit.group(1)) and not overlaps(hit.start(), hit.end(), taken):
            found.append(Segment("tag", hit.start(), hit.end(), hit.group(), hit.group(1)))
    return sorted(found, key=lambda one: one.start)


def _count(text: str, limits: Limits) -> int:
    return graphemes(text) if limits.unit == "graphemes" else len(text)


def measure(text: str, limits: Limits) -> Measure:
    """Count ``text``; ``details`` has the number of ``links`` and ``mentions``."""
    count = _count(text, limits)
    number = {"links": 0, "mentions": 0}
    for one in segments(text):
        shown = one.text
        if one.kind == "link" and limits.link_length is not None:
            count += limits.link_length - _count(shown, limits)
        if one.kind == "mention":
            count += len("@" + one.target.partition("@")[0]) - _count(shown, limits)
        if one.kind in ("link", "mention"):
            number[one.kind + "s"] += 1
    return Measure(count, limits.max_length, limits.unit, max(0, count - limits.max_length), number)


class _Plain(HTMLParser):
    """Collects the words of a post's HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def words_of_html(content: str) -> str:
    """Return the words of a post as the server gives it back, comparable."""
    parser = _Plain()
    parser.feed(content)
    parser.close()
    return _comparable("".join(parser.parts))


def words_of_text(text: str) -> str:
    """Return the words of a text we sent, comparable with ``words_of_html``.

    Servers show a mention without its server.
    """
    for one in reversed([one for one in segments(text) if one.kind == "mention"]):
        short = "@" + one.target.partition("@")[0]
        text = text[: one.start] + short + text[one.end :]
    return _comparable(text)


def _comparable(text: str) -> str:
    """Drop what servers change on the way: white space, invisible signs, composition."""
    text = unicodedata.normalize("NFKC", text).replace("\u200b", "").replace("\ufeff", "")
    return "".join(text.split())
