"""How X counts a text and what it shows specially in it.

Source: docs.x.com, "Counting characters": 280 of weight, composed form (NFC)
first; Latin and most alphabets weigh 1, other signs and every emoji, however
many code points it has, weigh 2; every address counts 23, also one without
https:// before it. Pictures: four of 5 MB, descriptions of 1,000 characters.
Accounts that pay may write more; 280 fits every account. Facts table: X.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

import regex
from publicsuffixlist import PublicSuffixList

from wellspoken.networks.base import Limits, Measure, Segment
from wellspoken.networks.spans import TAG, overlaps, without_trailing

LINK_LENGTH = 23
LIMITS = Limits(
    max_length=280,
    unit="weighted",
    link_length=LINK_LENGTH,
    max_pictures=4,
    picture_bytes=5_000_000,
    picture_types=("image/jpeg", "image/png", "image/webp"),
    alt_length=1000,
    max_videos=1,
    video_bytes=512_000_000,
    video_seconds=140,
    video_types=("video/mp4", "video/quicktime"),
    can=frozenset({"delete", "reply", "video", "captions", "paid_partnership", "ai_made", "link_preview"}),
)
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
"""Code points that weigh 1; all others weigh 2."""
_EMOJI = regex.compile(
    r"\p{RI}\p{RI}|[#*0-9]\ufe0f?\u20e3"
    r"|(?![#*0-9])\p{Emoji}(?:\p{EMod}|\ufe0f)?[\U000E0020-\U000E007F]*"
    r"(?:\u200d(?![#*0-9])\p{Emoji}(?:\p{EMod}|\ufe0f)?)*"
)
_LABEL = r"[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?"
_WRITTEN = r"[^\s<>\"“”«»\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\u3000-\u303f\uff00-\uffef]"
_LINK = regex.compile(rf"(?<![A-Za-z0-9@＠$#＃])https?://{_WRITTEN}+", regex.IGNORECASE)
_BARE = regex.compile(
    rf"(?<![\w@＠#＃$/:.-])((?:{_LABEL}\.)+[a-z]{{2,63}})(?![\w@＠])((?::\d{{1,5}})?(?:[/?]{_WRITTEN}*)?)",
    regex.IGNORECASE,
)
_MENTION = regex.compile(r"(?<![\w@＠!#$%&*/])[@＠]([A-Za-z0-9_]{1,15})(?![\w@＠]|://)")


@cache
def _suffixes() -> Any:
    return PublicSuffixList(accept_unknown=False, only_icann=True)


def _link_segments(text: str) -> Iterator[Segment]:
    taken = []
    for hit in _LINK.finditer(text):
        address = without_trailing(hit.group())
        taken.append((hit.start(), hit.end()))
        if len(address) > len("https://"):
            yield Segment("link", hit.start(), hit.start() + len(address), address, address)
    for bare in _BARE.finditer(text):
        shown = without_trailing(bare.group())
        start, end = bare.start(), bare.start() + len(shown)
        known = _suffixes().publicsuffix(bare.group(1).lower()) is not None
        if known and not overlaps(start, end, taken):
            yield Segment("link", start, end, shown, f"https://{shown}")


def segments(text: str) -> list[Segment]:
    """Return links, mentions and tags in order."""
    found = list(_link_segments(text))
    taken = [(one.start, one.end) for one in found]
    for kind, pattern in (("mention", _MENTION), ("tag", TAG)):
        for hit in pattern.finditer(text):
            if not overlaps(hit.start(), hit.end(), taken):
                found.append(Segment(kind, hit.start(), hit.end(), hit.group(), hit.group(1)))
    return sorted(found, key=lambda one: one.start)


def _weight(text: str) -> int:
    """Return the weight of a text without addresses."""
    light = _EMOJI.sub("", text)
    emoji = sum(1 for _ in _EMOJI.finditer(text))
    signs = sum(1 if any(low <= ord(sign) <= high for low, high in _LIGHT) else 2 for sign in light)
    return 2 * emoji + signs


def measure(text: str, limits: Limits) -> Measure:
    """Weigh ``text``; ``details`` has the number of ``links``."""
    text = unicodedata.normalize("NFC", text)
    found = list(_link_segments(text))
    rest, at = "", 0
    for one in sorted(found, key=lambda one: one.start):
        rest, at = rest + text[at : one.start] + "\n", one.end
    weight = _weight(rest + text[at:]) + (LINK_LENGTH - 1) * len(found)
    over = max(0, weight - limits.max_length)
    return Measure(weight, limits.max_length, limits.unit, over, {"links": len(found)})
