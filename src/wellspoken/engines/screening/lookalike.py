"""Hosts that imitate a known health institution: swapped letters, added words, another ending."""

from collections.abc import Iterable
from functools import lru_cache

from wellspoken.engines.screening.recognisers.link import host
from wellspoken.engines.screening.sources import tier, tiers

_SWAPS = str.maketrans({"0": "o", "1": "l", "3": "e", "5": "s", "i": "l"})
_ENDINGS = frozenset(
    [
        "com",
        "org",
        "net",
        "info",
        "co",
        "int",
        "gov",
        "no",
        "id",
        "uk",
        "us",
        "eu",
        "go",
        "or",
        "ac",
        "example",
        "test",
        "health",
    ]
)
_COMMON = frozenset(
    ["science", "nature", "heart", "cancer", "diabetes", "reuters", "ssrn", "bbc", "nice", "s", "t", "is", "bit"]
)


def _skeleton(text: str) -> str:
    return text.lower().replace("rn", "m").replace("vv", "w").translate(_SWAPS)


def _name(domain: str) -> str:
    """The part of a domain that carries the name: the longest label that is not an ending."""
    labels = [part for part in domain.split(".") if part not in _ENDINGS]
    return max(labels, key=len) if labels else domain


@lru_cache(maxsize=1)
def _official() -> dict[str, str]:
    return {_skeleton(_name(d)): d for d, level in tiers().items() if level <= 2 and _name(d) not in _COMMON}


def imitates(link: str, own: Iterable[str] = ()) -> str:
    """The official domain that `link` imitates, or nothing."""
    name = host(link)
    if tier(link) is not None or "." not in name:
        return ""
    known = _official() | {_skeleton(_name(d)): d for d in own}
    labels = name.split(".")
    carrier = ".".join(part for part in labels if part not in _ENDINGS) or labels[0]
    for word in {carrier, *carrier.split(".")}:
        if _skeleton(word) in known and word != _name(known[_skeleton(word)]):
            return known[_skeleton(word)]
        parts = word.split("-")
        if len(parts) > 1 and all(p in _ENDINGS or _skeleton(p) in known for p in parts):
            return next((known[_skeleton(p)] for p in parts if _skeleton(p) in known), "")
        if len(word) >= 6:
            near = next(
                (
                    d
                    for s, d in known.items()
                    if len(s) >= 6 and abs(len(s) - len(word)) <= 1 and _one_edit(_skeleton(word), s)
                ),
                "",
            )
            if near:
                return near
    return ""


def _one_edit(left: str, right: str) -> bool:
    """Whether one letter added, dropped, changed or swapped with its neighbour turns one into the other."""
    if left == right:
        return False
    if len(left) == len(right):
        wrong = [i for i in range(len(left)) if left[i] != right[i]]
        swapped = (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and left[wrong[0]] == right[wrong[1]]
            and left[wrong[1]] == right[wrong[0]]
        )
        return len(wrong) == 1 or swapped
    short, long = sorted((left, right), key=len)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
