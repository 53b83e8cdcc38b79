"""What must be in a text where a regular expression (RE2) can match, read from the expression itself.

`needs_of` gives words of which one must be there, written as anchors.py writes texts (lower case, all but letters and
digits as one space), and how many digits and capitals a match has at least. It reads every expression as asking for
less rather than more: what it does not know asks for nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from wellspoken.engines.screening.anchors import spaced, squeezed

_EMPTY = frozenset(("",))
_SPACE = frozenset((" ",))
_PRODUCT = 64  # more ways to write a stretch are not spelled out
_UNION = 500
_SHORTEST = 2
#: a class that leaves out all of these has no letter and no digit in it
_WORDLIKE = ("\\pL", "\\pN")


@dataclass(frozen=True, slots=True)
class Needs:
    """One of `words` (None: no word is needed), `digits` digits and `capitals` capital letters, at least."""

    words: frozenset[str] | None = None
    digits: int = 0
    capitals: int = 0


@dataclass(frozen=True, slots=True)
class _Part:
    """All ways to write a part of the expression when they are few, else words of which one must be in it."""

    ways: frozenset[str] | None = None
    words: frozenset[str] | None = None
    digits: int = 0
    capitals: int = 0

    @property
    def needed(self) -> frozenset[str] | None:
        """Words of which one must be there."""
        return self.words if self.ways is None else _useful(self.ways)


#: what a backslash and a letter stand for
_SIGNS = {
    **dict.fromkeys("bB", _Part(_EMPTY)),
    **dict.fromkeys("SwWD", _Part()),
    "s": _Part(_SPACE),
    "d": _Part(digits=1),
}


class _Unknown(Exception):
    """Something in the expression that is not read."""


def needs_of(source: str) -> Needs:
    """What `source` needs; nothing when it holds what is not read here."""
    try:
        part = _Reader(source).whole()
    except (_Unknown, IndexError, ValueError):
        return Needs()
    words = part.needed
    return Needs(words and _fewest(words), part.digits, part.capitals)


def _fewest(words: frozenset[str]) -> frozenset[str]:
    """The words without those that have another of them inside."""
    return frozenset(word for word in words if not any(other != word and other in word for other in words))


def _useful(ways: frozenset[str]) -> frozenset[str] | None:
    """Ways to write something as words to look for; None when one of them is next to nothing."""
    return ways if ways and min(len(way.strip()) for way in ways) >= _SHORTEST else None


def _weight(words: frozenset[str]) -> tuple[int, int]:
    """Larger for words that fewer texts have."""
    return min(len(word.strip()) * 2 + len(word) for word in words), -len(words)


class _Reader:
    """Reads one expression from left to right."""

    def __init__(self, source: str) -> None:
        self._source, self._at, self._folds = source, 0, False

    def whole(self) -> _Part:
        """The whole expression."""
        part = self._either()
        if self._at < len(self._source):
            raise _Unknown
        return part

    def _peek(self) -> str:
        return self._source[self._at : self._at + 1]

    def _take(self, size: int = 1) -> str:
        taken = self._source[self._at : self._at + size]
        if len(taken) < size:
            raise _Unknown
        self._at += size
        return taken

    def _either(self) -> _Part:
        """Alternatives up to the end or a closing bracket."""
        parts = [self._row()]
        while self._peek() == "|":
            self._take()
            parts.append(self._row())
        return parts[0] if len(parts) == 1 else _one_of(parts)

    def _row(self) -> _Part:
        """Parts one after another."""
        parts = []
        while self._peek() and self._peek() not in "|)":
            parts.append(self._times(self._one()))
        return _in_a_row(parts)

    def _one(self) -> _Part:
        """A group, a class, a sign or a character."""
        char = self._take()
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escaped()
        if char in "^$":
            return _Part(_EMPTY)
        if char == ".":
            return _Part()
        if char in "*+?{":
            raise _Unknown
        return self._letter(char)

    def _group(self) -> _Part:
        folds = self._folds
        if self._peek() == "?":
            self._take()
            if self._peek() == "i":
                self._take()
                self._folds = True
                if self._peek() == ")":  # (?i) counts until its group ends
                    self._take()
                    return _Part(_EMPTY)
            if self._take() != ":":
                raise _Unknown
        part = self._either()
        if self._take() != ")":
            raise _Unknown
        self._folds = folds
        return part

    def _escaped(self) -> _Part:
        char = self._take()
        if char in _SIGNS:
            return _SIGNS[char]
        if char in "pP":
            name = self._property()
            return _Part(capitals=int(char == "p" and name == "Lu" and not self._folds))
        if char == "x":
            return self._letter(self._code())
        if char.isalnum():
            raise _Unknown
        return self._letter(char)

    def _property(self) -> str:
        if self._peek() != "{":
            return self._take()
        end = self._source.index("}", self._at)
        return self._take(end - self._at + 1)[1:-1]

    def _code(self) -> str:
        if self._take() != "{":
            raise _Unknown
        end = self._source.index("}", self._at)
        return chr(int(self._take(end - self._at + 1)[:-1], 16))

    def _letter(self, char: str) -> _Part:
        capital = char.isupper() and char.isascii() and not self._folds
        return _Part(frozenset((spaced(char.lower()),)), None, int("0" <= char <= "9"), int(capital))

    def _class(self) -> _Part:
        """Characters in square brackets."""
        begin = self._at
        negated = self._peek() == "^"
        if negated:
            self._take()
        single: list[str] = []
        plain = True
        while self._peek() != "]" or not (single or not plain):
            plain = self._member(single) and plain
        self._take()
        inside = self._source[begin : self._at - 1]
        if negated:
            return _Part(_SPACE if all(sign in inside for sign in _WORDLIKE) else None)
        if not plain:
            return _Part(digits=int(_digit(inside)), capitals=int(_capital(inside) and not self._folds))
        parts = [self._letter(char) for char in single]
        return _one_of(parts) if len(parts) > 1 else parts[0]

    def _member(self, single: list[str]) -> bool:
        """One character of a class, kept in `single`; False for a range or a kind of characters."""
        char = self._take()
        if char == "[":
            raise _Unknown
        if char == "\\":
            char = self._take()
            if char in "pP":
                self._property()
                return False
            if char == "x":
                char = self._code()
            elif char == "n":
                char = "\n"
            elif char in "sdwSDW":
                return False
            elif char.isalnum():
                raise _Unknown
        if self._peek() == "-" and self._source[self._at + 1 : self._at + 2] not in ("]", ""):
            self._take()
            if self._take() == "\\" and self._take() == "x":
                self._code()
            return False
        single.append(char)
        return True

    def _times(self, part: _Part) -> _Part:
        """A part with the sign after it that says how often it comes."""
        sign = self._peek()
        if not sign or sign not in "?*+{":
            return part
        least, most = self._count()
        if self._peek() == "?":
            self._take()
        if self._peek() and self._peek() in "*+{":
            raise _Unknown
        return _repeated(part, least, most)

    def _count(self) -> tuple[int, int | None]:
        sign = self._take()
        if sign != "{":
            return {"?": (0, 1), "*": (0, None), "+": (1, None)}[sign]
        end = self._source.index("}", self._at)
        low, comma, high = self._take(end - self._at + 1)[:-1].partition(",")
        if not comma:
            return int(low), int(low)
        return int(low), int(high) if high else None


def _capital(inside: str) -> bool:
    """Whether a class holds nothing but capitals."""
    rest = inside.replace("\\p{Lu}", "")
    return bool(inside) and all(c == "-" or "A" <= c <= "Z" for c in rest)


def _digit(inside: str) -> bool:
    """Whether a class holds nothing but digits."""
    return all(c == "-" or "0" <= c <= "9" for c in inside)


def _repeated(part: _Part, least: int, most: int | None) -> _Part:
    if least == 0:
        once = most == 1 and part.ways is not None
        return _Part(part.ways | _EMPTY if once and part.ways is not None else None)
    if least == most == 1:
        return part
    ways = _SPACE if part.ways == _SPACE else None  # several count as one
    return _Part(ways, part.needed, part.digits * least, part.capitals * least)


def _one_of(parts: Iterable[_Part]) -> _Part:
    """What is needed whichever of the parts is there."""
    parts = list(parts)
    digits, capitals = min(p.digits for p in parts), min(p.capitals for p in parts)
    every = [p.ways for p in parts if p.ways is not None]
    if len(every) == len(parts):
        ways = frozenset[str]().union(*every)
        if len(ways) <= _UNION:
            return _Part(ways, None, digits, capitals)
    needed = [n for p in parts if (n := p.needed) is not None]
    words = frozenset[str]().union(*needed) if len(needed) == len(parts) else None
    return _Part(None, words if words and len(words) <= _UNION else None, digits, capitals)


def _in_a_row(parts: list[_Part]) -> _Part:
    """What is needed where all parts follow each other."""
    digits, capitals = sum(p.digits for p in parts), sum(p.capitals for p in parts)
    stretches, run, broken = [], _EMPTY, False
    for part in parts:
        if part.ways is not None and len(run) * len(part.ways) <= max(_PRODUCT, len(run), len(part.ways)):
            run = frozenset(squeezed(a + b) for a in run for b in part.ways)
            continue
        stretches += [_useful(run), part.words]
        broken, run = True, part.ways or _EMPTY
    if not broken:
        return _Part(run, None, digits, capitals)
    found = [words for words in (*stretches, _useful(run)) if words]
    best = reduce(lambda a, b: a if _weight(a) >= _weight(b) else b, found) if found else None
    return _Part(None, best, digits, capitals)
