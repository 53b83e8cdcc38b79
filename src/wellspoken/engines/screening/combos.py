"""Words that mean something only together: "butter" and "burn", "garlic", "cures" and "cancer".

A file lexicon/<name>.txt holds them. Under a language heading, `name: slot + slot` is a combination: every slot must
be found, in any order, in one sentence or in two neighbours. A slot is `word|word`, where word may be several words,
end or begin with * for any ending or beginning, and @word stands for a list defined above as `word = word|word`.
%word stands for the words with that tag (tagging.py) and %LABEL for what is recognised under that label, %NAME for
names of people who are no staff; these only in a document. The slots are looked for around the first.
`~8` at the end keeps the slots in one sentence and no more than eight words apart, `~~8` in one or two neighbours; `>`
instead of + fixes the order.
`- word|word` at the end names words that must not stand near them in the same sentence or, without ~, its neighbours.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from wellspoken.engines.screening.slots import Slots, Spot
from wellspoken.engines.screening.word_pass import places, share

if TYPE_CHECKING:
    from wellspoken.engines.screening.reading_view import View

_WIDE = 26
_MANY = 40
# Files whose Norwegian words may be the later part of a compound.
_COMPOUNDS = frozenset(("myths+advice", "sly", "norway"))


@dataclass(frozen=True, slots=True)
class Combo:
    """One combination: numbers of its slots and of what must not be there, and how far apart they may stand.

    `needs` are the slots that only words of the text can fill, no tags or labels.
    """

    name: str
    slots: tuple[int, ...]
    barred: int | None
    within: int
    one_sentence: bool
    ordered: bool
    needs: frozenset[int]


@dataclass(frozen=True, slots=True)
class Found:
    """A combination in a text: `start` and `end` are offsets in the folded text, `spots` where its slots are."""

    name: str
    start: int
    end: int
    spots: tuple[Spot, ...]


class Combos:
    """All combinations of one file in one language."""

    def __init__(self, name: str, lang: str) -> None:
        """Read the part of lexicon/<name>.txt under the heading [lang]."""
        self._slots = Slots(lang, compounds=name in _COMPOUNDS)
        self._numbers: dict[str, int] = {}
        self._lists: dict[str, str] = {}
        self._combos: dict[int, list[Combo]] = {}
        self._marks: dict[int, tuple[str, ...]] = {}
        self.names: list[str] = []
        for line in _lines(name, lang):
            self._read(line)
        self._lang, self._seat = lang, share(lang, self._slots)

    def _read(self, line: str) -> None:
        if " = " in line.split(":", maxsplit=1)[0]:
            key, _, words = line.partition(" = ")
            self._lists[key.strip()] = self._expand(words)
            return
        title, _, rest = line.partition(": ")
        rest, _, barred = rest.partition(" - ")
        rest, _, near = rest.partition(" ~")
        ordered = " > " in rest
        slots = tuple(self._number(part) for part in rest.split(" > " if ordered else " + "))
        combo = Combo(
            title.strip(),
            slots,
            self._number(barred) if barred else None,
            int(near.lstrip("~")) if near else _WIDE,
            bool(near) and not near.startswith("~"),
            ordered,
            frozenset(slot for slot in slots if slot not in self._marks),
        )
        self.names.append(combo.name)
        self._combos.setdefault(slots[0], []).append(combo)

    def _expand(self, words: str) -> str:
        parts = [self._lists[p[1:]] if p.startswith("@") else p for p in words.strip().split("|")]
        return "|".join(parts)

    def _number(self, words: str) -> int:
        whole = self._expand(words)
        if whole not in self._numbers:
            number = self._numbers[whole] = len(self._numbers)
            each = whole.split("|")
            self._slots.add(number, [word for word in each if not word.startswith("%")])
            if marks := tuple(word[1:] for word in each if word.startswith("%")):
                self._marks[number] = marks
        return self._numbers[whole]

    def find(self, doc: "View") -> Iterator[Found]:
        """Every combination that stands in the text; at most one of each name per place."""
        found = dict(places(doc, self._lang, self._seat))
        marked: set[int] = set()
        for first in (found.keys() | self._marks.keys()) & self._combos.keys():
            for combo in self._combos[first]:
                if found.keys() >= combo.needs:
                    if self._marks:
                        self._mark(combo, found, marked, doc)
                    if all([found.get(slot) for slot in combo.slots]):
                        yield from self._place(combo, found, doc)

    def _mark(self, combo: Combo, found: dict[int, list[Spot]], marked: set[int], doc: "View") -> None:
        """Add the tagged and the recognised words of the combination's slots, each slot once per text."""
        for slot in (*combo.slots, *(() if combo.barred is None else (combo.barred,))):
            if slot in self._marks and slot not in marked:
                marked.add(slot)
                spots = [spot for mark in self._marks[slot] for spot in _marked(doc, mark)]
                found[slot] = sorted({*found.get(slot, ()), *spots})

    def _place(self, combo: Combo, found: dict[int, list[Spot]], doc: "View") -> Iterator[Found]:
        last = -1
        for spot in found[combo.slots[0]][:_MANY]:
            taken = [spot]
            for slot in combo.slots[1:]:
                near = _nearest(found[slot][:_MANY], taken, combo, doc)
                if near is None:
                    break
                taken.append(near)
            else:
                start, end = min(s.start for s in taken), max(s.end for s in taken)
                if start > last and not self._barred(combo, found, doc, taken):
                    last = end
                    yield Found(combo.name, start, end, tuple(taken))

    def _barred(self, combo: Combo, found: dict[int, list[Spot]], doc: "View", taken: Sequence[Spot]) -> bool:
        if combo.barred is None:
            return False
        return _nearest(found.get(combo.barred, []), taken, combo, doc, barred=True) is not None


def _marked(doc: "View", mark: str) -> list[Spot]:
    """Where words with the tag or label `mark` stand; none outside a document."""
    from wellspoken.engines.screening.document import Document

    if not isinstance(doc, Document):
        return []
    if mark.islower():
        places = [(start, doc.tokens[doc.token_index(start)].end) for start in doc.tags.spots(mark)]
    elif mark == "NAME":
        places = [(e.start, e.end) for e in doc.labelled("PERSON") if not doc.subjects.nobody(e)]
    else:
        places = [(e.start, e.end) for e in doc.labelled(mark)]
    return [Spot(doc.token_index(a), doc.token_index(b - 1), a, b) for a, b in places[:_MANY]]


def _nearest(
    spots: Sequence[Spot], taken: Sequence[Spot], combo: Combo, doc: "View", *, barred: bool = False
) -> Spot | None:
    """The spot closest to those already taken that the combination allows."""
    low, high = min(s.first for s in taken), max(s.last for s in taken)
    best: Spot | None = None
    best_gap = (_WIDE if barred else combo.within) + 1
    for spot in spots:
        if not barred and any(spot.first <= t.last and t.first <= spot.last for t in taken):
            continue
        if combo.ordered and not barred and spot.first <= taken[-1].last:
            continue
        gap = max(low - spot.last, spot.first - high, 0)
        if gap < best_gap and _together(spot, taken[0], doc, combo.one_sentence):
            best, best_gap = spot, gap
    return best


def _together(left: Spot, right: Spot, doc: "View", one_sentence: bool) -> bool:
    """Whether two spots stand in one sentence, or in neighbours where that is enough."""
    apart = abs(doc.sentence_index(left.start) - doc.sentence_index(right.start))
    return apart == 0 or (apart == 1 and not one_sentence)


def together(view: "View", name: str, lang: str) -> list[Found]:
    """What the combinations of a file find in a text; worked out once per text."""
    key = (name, lang)
    if key not in view.combined:
        view.combined[key] = list(combos(name, lang).find(view))
    return view.combined[key]


@cache
def combos(name: str, lang: str) -> Combos:
    """The combinations of a file in a language (en, id, nb), read once."""
    return Combos(name, lang)


def _lines(names: str, lang: str) -> Iterator[str]:
    """The lines of one file, or of several joined by "+", under the heading [lang]."""
    folder = resources.files("wellspoken.engines.screening").joinpath("lexicon")
    text = "\n".join(folder.joinpath(f"{name}.txt").read_text("utf-8") for name in names.split("+"))
    inside = False
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            inside = line == f"[{lang}]"
        elif inside and line and not line.startswith("#"):
            yield line
