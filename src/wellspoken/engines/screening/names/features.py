"""What the name model looks at: for every piece a list of short strings about itself and what stands around it."""

import re
from collections.abc import Container, Sequence
from functools import lru_cache
from typing import NamedTuple

from wellspoken.engines.screening.names.lists import Lists, lists

_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_ENDS = frozenset((".", "!", "?", "...", '"', ":", "|", "-", "!!", "??", ".."))
_SIGNS = frozenset("-'._@#&")


class Look(NamedTuple):
    """One piece by itself: its form in features, its case pattern, its lists, and how common it is."""

    low: str
    shape: str
    flags: str
    step: str


class Word(NamedTuple):
    """The look of a piece, its features and those it gives to its neighbours, on either side and one further."""

    look: Look
    own: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    second_before: tuple[str, ...]
    second_after: tuple[str, ...]


def features(words: Sequence[str], lang: str, mode: str) -> list[list[str]]:
    """The features of each word; `lang` is en, id or nb, `mode` comes from mode_of()."""
    looked = [BEGIN, BEGIN, *(look(word, lang) for word in words), END, END]
    joint = together([word.look for word in looked], {word for word in words if word.islower()})
    return [_around(looked[at : at + 5], mode, signs) for at, signs in enumerate(joint)]


def mode_of(words: Sequence[str]) -> str:
    """How a text uses capitals: "l" not at all, "U" shouting, "T" Every Word, "c" as usual, "n" no words."""
    plain = [word for word in words if word[0].isalpha() and len(word) > 1]
    capitals = sum(word[0].isupper() for word in plain)
    if not plain or not capitals:
        return "l" if plain else "n"
    if sum(word.isupper() for word in plain) > 0.7 * len(plain):
        return "U"
    return "T" if capitals > 0.7 * len(plain) > 2.1 else "c"


def study(text: str, lang: str) -> Word:
    """Everything about a piece that does not depend on its neighbours."""
    known = lists()
    low, shape = text.lower(), _squeezed(_pattern(text))
    kind = _kind(text)
    if kind:
        return _word(kind, shape, (), (kind, f"q={shape}"), (f"|{kind}",))
    flags = _flags(known, low, lang)
    step = known.common[lang].get(low, "0") if text[0].isalpha() else ""
    own = [f"w={low}", f"h={_pattern(text)}", f"q={shape}", f"g={flags}", f"gq={flags}{shape}"]
    own += [f"g.{flag}" for flag in flags]
    if len(low) > 1 or low.isalpha():
        own += _parts(low)
        if lang == "nb" and low[-1] == "s" and len(low) > 3:
            own += [f"w={low[:-1]}", "gen", f"s3={low[-4:-1]}"]
    own += _inside(known, text, low, shape)
    near = (f"w={low}", f"q={shape}", f"g={flags}", f"s={low[-3:]}", f"gq={flags}{shape}")
    return _word(low, shape, (flags, step), tuple(own), near)


look = lru_cache(maxsize=4096)(study)


def _word(low: str, shape: str, lists_of: tuple[str, ...], own: tuple[str, ...], near: tuple[str, ...]) -> Word:
    """A word with what it tells its neighbours, on either side and one further."""
    flags, step = lists_of or ("", "")
    return Word(
        Look(low, shape, flags, step),
        own,
        before=tuple(f"-1{sign}" for sign in near),
        after=tuple(f"1{sign}" for sign in near),
        second_before=tuple(f"-2{sign}" for sign in near[:3]),
        second_after=tuple(f"2{sign}" for sign in near[:3]),
    )


#: what stands before the first word of a text and after its last
BEGIN = _word("^", "^", ("^", ""), (), ("$",))
END = _word("$", "$", ("$", ""), (), ("$",))


def _around(five: Sequence[Word], mode: str, joint: Sequence[str]) -> list[str]:
    """All features of the word in the middle of five."""
    second, left, word, right, next_but_one = five
    found = [*word.own, *left.before, *right.after, *second.second_before, *next_but_one.second_after]
    found += alone(word.look, mode, begins(left.look))
    return found + [sign for sign in joint if sign]


def begins(left: Look) -> bool:
    """Whether a sentence may begin after `left`."""
    return left is BEGIN.look or left.low in _ENDS or left.low[0] in ".!?"


def alone(word: Look, mode: str, first: bool) -> list[str]:
    """What a word says together with how the text uses capitals, and whether it is the first of its sentence."""
    start = "^" if first else ""
    found = [f"m={mode}", f"mq={mode}{word.shape}{start}"]
    if first:
        found += ("st", f"stg={word.flags}")
    if word.step:
        found += (f"lf={word.step}{word.shape}{start}", f"lg={word.step}{word.flags}")
    return found


def together(looks: Sequence[Look], loose: Container[str]) -> list[tuple[str, ...]]:
    """What each word says together with its neighbours: always `JOINT` features, some of them empty.

    `looks` are those of the words between two of BEGIN and two of END, `loose` the words of the text in small letters.
    """
    return [_joint(five, loose) for five in zip(looks, looks[1:], looks[2:], looks[3:], looks[4:], strict=False)]


JOINT = 13


def _joint(five: Sequence[Look], loose: Container[str]) -> tuple[str, ...]:
    """Words, case patterns and lists of neighbours taken together."""
    second, left, (low, shape, flags, step), right, next_but_one = five
    left_low, left_shape, left_flags, _ = left
    right_low, right_shape, right_flags, right_step = right
    return (
        f"l1={right_step}{right_shape[:1]}" if step and right_step else "",
        f"b-={left_low}|{low}",
        f"b+={low}|{right_low}",
        f"c={left_low}|{right_low}",
        f"S={left_shape}|{shape}|{right_shape}",
        f"ps={left_low}|{shape}",
        f"qs={shape}|{right_low}",
        f"G={left_flags}|{flags}|{right_flags}",
        f"Gs={flags}|{right_flags}{right_shape}",
        f"Gp={left_flags}{left_shape}|{flags}",
        "" if second is BEGIN.look else f"pp={second[0]}|{left_low}",
        "" if next_but_one is END.look else f"qq={right_low}|{next_but_one[0]}",
        "loose" if shape[:1] == "X" and low in loose else "",
    )


def _kind(text: str) -> str:
    """What a piece is when it is no word."""
    if text[:4].lower() in ("http", "www."):
        return "<url>"
    if len(text) > 1 and text[0] in "@#":
        return "<at>" if text[0] == "@" else "<tag>"
    return f"<d{min(len(text), 5)}>" if text.isdigit() else ""


def _pattern(text: str) -> str:
    """Capitals, small letters, digits and signs of the first dozen characters."""
    return "".join(
        "X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c if c in _SIGNS else "o"
        for c in text[:12]
    )


def _squeezed(pattern: str) -> str:
    """Runs of one sign become one."""
    return "".join(c for index, c in enumerate(pattern) if index == 0 or pattern[index - 1] != c)


def _flags(known: Lists, low: str, lang: str) -> str:
    """The lists that have the word, or the word without a genitive s; x when names of other languages had it."""
    flags = known.flags(low)
    if not flags and low[-1:] == "s" and len(low) > 3 and lang != "id":
        bare = known.flags(low[:-1])
        flags = f"{bare}s" if bare else ""
    return f"{flags}x" if known.seen_elsewhere(low, lang) else flags


def _parts(low: str) -> list[str]:
    """Beginnings, endings and length."""
    size = len(low)
    found = [f"p{n}={low[:n]}" for n in (2, 3, 4) if size > n]
    found += [f"s{n}={low[-n:]}" for n in (1, 2, 3, 4) if size >= n]
    return [*found, f"n={min(size, 12)}"]


def _inside(known: Lists, text: str, low: str, shape: str) -> list[str]:
    """Name words inside a longer word: Jean-Luc, JohnSmith77, johnsmith."""
    found: list[str] = []
    if "-" in text:
        for part in filter(None, low.split("-")):
            found += (f"hp={known.flags(part)}", f"hw={part}")
    if len(text) > 5 and shape not in ("Xx", "x"):
        parts = (part.lower() for part in _CAMEL.findall(text))
        found += ["cp" for part in parts if len(part) > 2 and (part in known.given or part in known.family)]
    longest = range(min(len(low) - 1, 9), 2, -1)
    found += [f"pg{size}" for size in longest if low[:size] in known.given][:1]
    found += [f"sf{size}" for size in longest if size > 3 and low[-size:] in known.family][:1]
    return found
