"""Hosts that imitate a known health institution: other letters, other endings, added words, official names in the
wrong part of the address. Official domains are those of data/credible_sources.csv and the organisation's own.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.recognisers.link import host
from wellspoken.engines.screening.sources import tier, tiers

# Letters of other scripts that look like Latin ones, and digits used for letters (after UTS 39, shortened).
_LIKE = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u04bb\u0501\u051b\u0455\u043a\u043c\u0442\u0432\u043d\u0433"
    "\u03b1\u03bf\u03c1\u03b5\u03b9\u03ba\u03bd\u03c5\u0131\u0142\u00f8\u0251\u026101351",
    "aeopcyxijhdqskmtbhraopeikvuilo" + "agolesl",
)
_SWAPS = str.maketrans({"0": "o", "1": "l", "3": "e", "5": "s", "i": "l"})
_SHORT, _TWO_EDITS = 6, 10
_TELLING = 5
_ARCHIVES = ("archive.org", "archive.ph", "webcache.googleusercontent.com")


def imitates(link: str, own: Iterable[str] = ()) -> str:
    """The official domain that `link` imitates, or nothing."""
    authority, _, path = link.split("://", 1)[-1].partition("/")
    name = _spoken(host(link))
    official = _official()
    if "@" in authority and (shown := _listed(host(authority.split("@", 1)[0]))):
        return shown
    if tier(link) is not None or "." not in name or name in own:
        return ""
    joined = "" if _rightful(name) else _wrong_ending(name) or _added_words(name)
    return (
        _misplaced(name, path)
        or joined
        or _on_foreign_ground(name, path)
        or _respelled(name, official | {_skeleton(_carrier(d)): d for d in own})
    )


def _rightful(name: str) -> bool:
    """Whether somebody else rightly bears the name, or only an authority can have the ending."""
    return name in wordlists.words_under("hosts", "others") or (
        name.isascii() and name.endswith(tuple(wordlists.words_under("hosts", "open endings"))) and "-" not in name
    )


def _spoken(name: str) -> str:
    """Punycode labels as the reader sees them."""
    labels = []
    for label in name.split("."):
        try:
            labels.append(label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label)
        except (UnicodeError, ValueError):
            labels.append(label)
    return ".".join(labels)


def _latin(text: str) -> str:
    """Look-alike letters and accents made plain."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LIKE))
    return "".join(c for c in plain if not unicodedata.combining(c))


def _skeleton(text: str) -> str:
    return _latin(text).replace("rn", "m").replace("vv", "w").translate(_SWAPS)


def _endings() -> frozenset[str]:
    return wordlists.words_under("hosts", "endings")


def _carrier(domain: str) -> str:
    """The part of a domain that carries the name: the longest label that is not an ending."""
    labels = [part for part in domain.split(".") if part not in _endings()]
    return max(labels, key=len) if labels else domain


@lru_cache(maxsize=1)
def _official() -> dict[str, str]:
    """Official domains by the skeleton of their name; everyday words are left out."""
    common = wordlists.words_under("hosts", "common")
    found = {_carrier(d): d for d, level in tiers().items() if level <= 2}
    return {_skeleton(name): domain for name, domain in found.items() if name not in common}


@lru_cache(maxsize=1)
def _strong() -> dict[str, str]:
    """Names that mean one institution wherever they stand."""
    names = wordlists.words_under("hosts", "strong")
    return {_carrier(d): d for d, level in tiers().items() if level <= 2 and _carrier(d) in names}


def _listed(name: str) -> str:
    """`name` when it is an official domain."""
    return name if (tier(name) or 9) <= 2 else ""


def _misplaced(name: str, path: str) -> str:
    """An official domain left of a foreign one, or as the first part of a foreign path."""
    labels = name.split(".")
    for cut in range(2, len(labels)):
        for start in range(len(labels) - cut):
            if shown := _listed(".".join(labels[start : start + cut])):
                return shown
    if name.endswith(_ARCHIVES):
        return ""
    first = path.split("/", 1)[0].lower()
    return _listed(first) if "." in first else ""


def _wrong_ending(name: str) -> str:
    """The name of an institution under another ending."""
    return _strong().get(_carrier(name), "") if len(name.split(".")) <= len(_carrier(name).split(".")) + 2 else ""


def _added_words(name: str) -> str:
    """The name of an institution joined with words such as vaccine, card or info."""
    added = wordlists.words_under("hosts", "added") | _endings()
    for label in name.split("."):
        parts = _latin(label).split("-")
        for word, domain in _strong().items():
            if word in parts and len(parts) > 1 and all(p == word or p.strip("0123456789") in added for p in parts):
                return domain
            rest = label.removeprefix(word) if label.startswith(word) else label.removesuffix(word)
            if rest not in (label, "") and rest.strip("-0123456789") in added | {""}:
                return domain
    return ""


def _on_foreign_ground(name: str, path: str) -> str:
    """The name of an institution as a label of somebody else's host; short names need a word of clones beside them."""
    labels = name.split(".")
    if name in wordlists.words_under("hosts", "others") or name.endswith(_ARCHIVES):
        return ""
    added = wordlists.words_under("hosts", "added")
    beside = {part for label in labels[:-1] for part in label.split("-")} | set(
        path.lower().replace("-", "/").split("/")
    )
    for label in labels[:-2]:
        for word in {label, *label.split("-")}:
            if word in _strong() and (len(word) > _TELLING or (beside - {word}) & added):
                return _strong()[word]
    return ""


def _respelled(name: str, known: dict[str, str]) -> str:
    """Other letters for the same look, or one or two slips of the keyboard."""
    carrier = _carrier(name)
    for word in {carrier, *carrier.split("-")}:
        mark = _skeleton(word)
        if mark in known and word != _carrier(known[mark]):
            return known[mark]
        if len(word) >= _SHORT:
            for shape, domain in known.items():
                if len(shape) >= _SHORT and _near(mark, shape):
                    return domain
    return ""


def _near(left: str, right: str) -> bool:
    """Whether one slip (two in long names) turns one word into the other."""
    if left == right or abs(len(left) - len(right)) > 2:
        return False
    allowed = 2 if min(len(left), len(right)) >= _TWO_EDITS else 1
    return _distance(left, right, allowed) <= allowed


def _distance(left: str, right: str, most: int) -> int:
    """Letters added, dropped, changed or swapped with a neighbour; stops counting beyond `most`."""
    before: list[int] = []
    last = list(range(len(right) + 1))
    for row, a in enumerate(left, 1):
        current = [row]
        for column, b in enumerate(right, 1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (a != b))
            if row > 1 and column > 1 and a == right[column - 2] and left[row - 2] == b:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        before, last = last, current
    return last[-1]
