"""What the learned judge sees of a text: named yes-or-no signals, the same in training and in use.

k:  a concept in the text          pk: one in the text that is answered     kk: two in one sentence
kp: a concept near a person        e:  a recognised thing                   t:  a tag of the engine's own lists
g:  a fact the engine worked out   m:  surface, direction, trade, country   s:  the beginning of a word, by language
r:  a finding of a rule             kc: a concept near a capitalised word that no list knows
ky: a concept right after "you" or "your" in an answer
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from wellspoken.engines.once import once
from wellspoken.engines.screening.finding import Finding
from wellspoken.engines.screening.learned import concepts
from wellspoken.engines.screening.tagging import tags_of

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document
    from wellspoken.engines.screening.entity import Entity

MOST_WORDS = 3000  # of a long text; the rules read all of it
_STEM = 6
_BEFORE, _AFTER = 4, 5  # words beside a person
_MOST_PEOPLE = 40
_MOST_CAPITALS = 8
_AFTER_YOU = 3
_FACTS = ("fiction", "care", "ours", "released", "story", "patients", "unsure", "staff", "recognisable")
_THINGS = (
    "E:PERSON", "E:STAFF", "E:DATE", "E:AGE", "E:LOCATION", "E:PHONE", "E:URL", "E:USERNAME", "E:EMAIL", "E:OTHER",
    "NUM", "CAP",
)  # fmt: skip
_TAGS = (
    "clinical", "received", "setting", "patient", "one", "occupation", "pleased", "visit", "you", "their", "staff",
    "body", "harm", "gets", "drug",
)  # fmt: skip
_MARKS = '?!"#“«'
_COUNTED = (2, 3, 5)
_WEIGHT_STEP, _MOST_WEIGHT = 0.5, 8


def kinds() -> tuple[str, ...]:
    """The names of everything two of which can stand in one sentence: what words are about, and recognised things."""
    return (*about(), *_THINGS)


@cache
def about() -> tuple[str, ...]:
    """What words can be about: concepts, and tags of the engine's own lists."""
    return (*concepts.names(), *(f"T:{tag}" for tag in _TAGS))


@lru_cache(maxsize=20_000)
def _tagged(word: str, lang: str) -> int:
    """The bits of the tags of one word."""
    return sum(1 << (len(concepts.names()) + _TAGS.index(tag)) for tag in tags_of(word, lang) if tag in _TAGS)


class Signals:
    """The signals of one document with the findings of the rules."""

    def __init__(self, doc: "Document", findings: Iterable[Finding]) -> None:
        """Look at the words once."""
        self.doc, self.findings = doc, findings
        self.tokens = doc.tokens[:MOST_WORDS]
        self.words = [token.lower for token in self.tokens]
        lang, known = doc.reads, concepts.of_words(self.words, doc.reads)
        self.bits = [bits | _tagged(word, lang) for bits, word in zip(known, self.words, strict=True)]
        self.places = [doc.sentence_index(token.start) for token in self.tokens]
        self.staff = {person.start for person in doc.subjects.staff} if doc.labelled("PERSON") else set()

    def plain(self) -> set[str]:
        """All but pairs and beginnings of words."""
        found = {*self._about(), *self._facts(), *self._context()}
        found.update(f"r:{f.rule}:{f.severity}" for f in self.findings)
        found.update(f"r:fam:{f.family}:{f.severity}" for f in self.findings)
        found.update(f"r:{f.message.key}" for f in self.findings if "#" in f.message.key)
        for person in self.doc.labelled("PERSON")[:_MOST_PEOPLE]:
            found.update(self._beside_person(person))
        capitals = sorted(self._capitals)
        found.update(f"g:caps:{step}" for step in (1, 2, 4) if len(capitals) >= step)
        for at in capitals[:_MOST_CAPITALS]:
            found.update(f"kc:{name}" for name in self._beside(at, at))
        if self.doc.talking:
            found.update(self._after_you())
        return found

    def stems(self) -> set[str]:
        """The beginnings of the words."""
        lang = self.doc.reads
        return {f"s:{lang}:{word[:_STEM]}" for word in self.words}

    def sentences(self) -> list[tuple[int, tuple[int, ...]]]:
        """For each sentence that has words its number, and the numbers of what stands in it (as in kinds())."""
        things, found = self._things, dict[int, int]()
        for at, number in enumerate(self.places):
            found[number] = found.get(number, 0) | (things.get(at) or self._bits(at))
        return [(number, concepts.numbers(bits)) for number, bits in found.items()]

    def _bits(self, at: int) -> int:
        number = _BITS["NUM"] if self.tokens[at].text.isdigit() else 0
        return self.bits[at] | number | (_BITS["CAP"] if at in self._capitals else 0)

    @once
    def _capitals(self) -> set[int]:
        """Words with a capital inside a sentence that are in no list and nothing recognised; often names."""
        things, places = self._things, self.places
        return {
            at
            for at, token in enumerate(self.tokens)
            if at
            and places[at] == places[at - 1]
            and token.text[0].isupper()
            and not self.bits[at]
            and at not in things
        }

    @once
    def _things(self) -> dict[int, int]:
        """For each word that belongs to something recognised, the bit of that thing."""
        doc, last, found = self.doc, len(self.tokens), dict[int, int]()
        for entity in doc.entities:
            bit = _BITS.get("E:STAFF" if entity.start in self.staff else f"E:{entity.label}", _BITS["E:OTHER"])
            first, end = max(0, doc.token_index(entity.start)), doc.token_index(entity.end - 1) + 1
            for at in range(first, min(end, last)):
                found[at] = bit
        return found

    def _about(self) -> Iterator[str]:
        """What words are about, tagged lists, and recognised things."""
        counts: dict[int, int] = {}
        for bits in self.bits:
            for number in concepts.numbers(bits):
                counts[number] = counts.get(number, 0) + 1
        names = about()
        for number, count in counts.items():
            yield f"k:{names[number]}"
            yield from (f"k+:{names[number]}:{step}" for step in _COUNTED if count >= step)
        parent = [token.lower for token in self.doc.parent.tokens[:MOST_WORDS]] if self.doc.ctx.parent else ()
        for bits in set(concepts.of_words(parent, self.doc.reads)):
            yield from (f"pk:{names[number]}" for number in concepts.numbers(bits))
        yield from (f"e:{e.label}:{e.kind}" for e in self.doc.entities)
        yield from (f"e:{e.label}" for e in self.doc.entities)
        yield from (f"t:{tag}" for tag in self.doc.tags.known())

    def _facts(self) -> Iterator[str]:
        subjects, low = self.doc.subjects, self.doc.lower
        yield from (f"g:{fact}" for fact in _FACTS if getattr(subjects, fact))
        people = [p for p in self.doc.labelled("PERSON")[:_MOST_PEOPLE] if p.start not in self.staff]
        if people:
            most = max(subjects.weigh(person) for person in people)
            yield from ("g:people", f"g:people:{min(len(people), 3)}")
            yield from (f"g:weight:{step}" for step in range(_MOST_WEIGHT) if most >= step * _WEIGHT_STEP)
        for product in self.doc.ctx.profile.products:
            if any(name and name.lower() in low for name in (product.brand, product.generic)):
                yield from ("g:product", f"g:product:{product.prescription}")

    def _context(self) -> Iterator[str]:
        doc, ctx = self.doc, self.doc.ctx
        yield from (f"m:{ctx.surface}", f"m:{ctx.direction}", f"m:kind:{ctx.profile.kind}", f"m:lang:{doc.reads}")
        yield from (f"m:country:{country}" for country in doc.countries)
        said = {
            "talk": doc.talking,
            "parent": ctx.parent,
            "paid": ctx.paid,
            "media": ctx.media,
            "has": ctx.profile.products,
        }
        yield from (f"m:{name}" for name, there in said.items() if there)
        yield from (f"m:mark:{mark}" for mark in _MARKS if mark in doc.text)

    def _after_you(self) -> Iterator[str]:
        """What an answer says right after "you" and "your"."""
        names, you = about(), 1 << concepts.names().index("youyours")
        for at, bits in enumerate(self.bits):
            for near in self.bits[at + 1 : at + 1 + _AFTER_YOU] if bits & you else ():
                yield from (f"ky:{names[number]}" for number in concepts.numbers(near))

    def _beside_person(self, person: "Entity") -> Iterator[str]:
        """What stands beside a name."""
        first, last = max(0, self.doc.token_index(person.start)), self.doc.token_index(person.end - 1)
        who = "S" if person.start in self.staff else "P"
        return (f"kp:{who}{name}" for name in self._beside(first, last))

    def _beside(self, first: int, last: int) -> Iterator[str]:
        """What stands before, in and after some words, farther and right beside them."""
        names = about()
        windows: Sequence[tuple[str, slice]] = (
            ("L", slice(max(0, first - _BEFORE), first)),
            ("l", slice(max(0, first - 1), first)),
            ("in", slice(first, last + 1)),
            ("r", slice(last + 1, last + 2)),
            ("R", slice(last + 1, last + 1 + _AFTER)),
        )
        for side, window in windows:
            for bits in self.bits[window]:
                yield from (f"{side}{names[number]}" for number in concepts.numbers(bits))


_BITS = {name: 1 << at for at, name in enumerate(kinds())}
