"""Whose are the names? Tells patients and relatives from staff, speakers, donors, the public and the invented.

Each name is weighed by its title, its sentence and the whole text. Weights are few and coarse on purpose.
"""

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.consents import covering, state
from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.recognisers.name_lists import EPONYMS, PERSON_TITLES, STAFF_TITLES

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document
    from wellspoken.engines.screening.phrases import Phrases

ENOUGH = 2.0
# Two capitalised words that no list knows; words that counts alone take for a name.
_UNSURE = {"shape": 1.0, "likely": 1.0}
_GENTLE = frozenset(
    [
        "baby",
        "little",
        "big",
        "lille",
        "tøffe",
        "adik",
        "dedek",
        "dek",
        "anak",
        "an",
        "grandma",
        "grandpa",
        "granny",
        "mbah",
        "nenek",
        "kakek",
        "eyang",
        "bestemor",
        "bestefar",
        "kin",
        "tn",
        "ny",
        "nn",
    ]
)
_BEFORE_TITLE = frozenset(
    (
        "our",
        "a",
        "an",
        "the",
        "new",
        "chief",
        "head",
        "senior",
        "vår",
        "vårt",
        "nye",
        "ny",
        "en",
        "ward",
        "night",
        "former",
    )
)
# Forms of address of people who visit wards for their office.
_OFFICE = frozenset(("mayor", "former mayor", "pastor", "rev", "coach", "trener"))
_GIVERS = frozenset(("who", "has", "have", "had", "also", "som", "har", "yang", "telah", "sudah"))
_ASKED = frozenset(("contact", "kontakt", "hubungi", "email", "e-mail", "ask", "spør"))
_ROW = ("DATE", "MRN", "SSN", "NATIONAL_ID", "HEALTH_PLAN_ID", "OTHER_ID")


def _list(*headings: str) -> "Phrases":
    return wordlists.phrases("care", *headings)


class Subjects:
    """The people of a document. `patients` are the names that point at somebody in care."""

    def __init__(self, doc: "Document") -> None:
        """Take the document; nothing is worked out before it is asked for."""
        self.doc = doc

    @cached_property
    def fiction(self) -> bool:
        """Whether the text says that its person is invented or a dummy."""
        return self.doc.has(_list("fiction"))

    @cached_property
    def care(self) -> bool:
        """Whether the text speaks of care at all."""
        return self.doc.has(_list("care")) or self.doc.has(_list("patient"))

    @cached_property
    def ours(self) -> bool:
        """Whether the text speaks of our own place."""
        return self.doc.has(_list("ours")) or self.doc.talking

    @cached_property
    def released(self) -> bool:
        """Whether the text claims, or a linked consent shows, that the person agreed."""
        return self.doc.has(_list("release"))

    @cached_property
    def patients(self) -> list[Entity]:
        """Names of patients and relatives, every mention."""
        people = self.doc.labelled("PERSON")
        if not people or self.fiction:
            return []
        found = [p for p in people if not self._agreed(p) and self.weigh(p) >= ENOUGH]
        return self._all_mentions(found, people) if found else []

    @cached_property
    def staff(self) -> list[Entity]:
        """Names of people who work for or with the organisation."""
        return [p for p in self.doc.labelled("PERSON") if self.is_staff(p)]

    def is_staff(self, person: Entity) -> bool:
        """Whether a title, the profile or letters after the name say that this is a member of staff."""
        name = self.doc.text[person.start : person.end]
        if person.title in STAFF_TITLES and person.title not in PERSON_TITLES:
            return True
        after = self.doc.text[person.end : person.end + 8]
        if after.startswith(",") and self._appointed(person.end):
            return True
        return self.doc.own.person(name) or after.startswith(
            (", RD", ", MD", ", NP", ", RN", ", PhD", ", DO", ", Sp", ", S.", ", M.")
        )

    def _appointed(self, at: int) -> bool:
        """Whether ", our new midwife" or the like follows: small words, then a title of staff."""
        index = self.doc.token_index(at) + 1
        for token in self.doc.tokens[index : index + 4]:
            if token.lower in STAFF_TITLES and token.lower not in PERSON_TITLES:
                return True
            if token.lower not in _BEFORE_TITLE and not token.lower.isdigit():
                return False
        return False

    def weigh(self, person: Entity) -> float:
        """How strongly the text ties this name to care; ENOUGH and more is a patient or a relative."""
        doc = self.doc
        name = doc.text[person.start : person.end]
        if self.is_staff(person) or self._no_person(name) or doc.own.named(name):
            return 0.0
        if person.kind == "likely" and not self._surely_in_care(person):
            return 0.0
        score = self._care_near(person) + self._address(person) + self._looked_after(person)
        score += 0.5 if self.ours else 0.0
        score += 1.0 if doc.talking else 1.5 if doc.incoming and self.care else 0.0
        score += 1.0 if self.released else 0.0
        score -= self._work_near(person) + _UNSURE.get(person.kind, 0.0)
        score -= 3.0 if doc.has(_list("public")) else 0.0
        return score

    def _care_near(self, person: Entity) -> float:
        """Care in the sentence of the name or the two after it weighs most; a word for a patient weighs more."""
        doc = self.doc
        low, high = self._around(person, 0, 2)
        score = 2.0 if doc.has(_list("patient"), low, high) else 1.0 if doc.has(_list("patient")) else 0.0
        return score + (1.5 if doc.has(_list("care"), *self._around(person, 1, 2)) else 1.0 if self.care else 0.0)

    def _address(self, person: Entity) -> float:
        """Forms that show a relative, a list of patients, a quoted patient or a child."""
        doc = self.doc
        score = 1.0 if person.kind in ("board", "tag") or person.title == "kin" else 0.0
        score += 0.5 if person.title in _GENTLE else 0.0
        before = doc.text[max(0, person.start - 5) : person.start]
        score += 1.0 if '"' in before and "-" in before else 0.0
        score += 1.0 if doc.has(_list("own illness"), *self._around(person, 0, 1)) else 0.0
        rows = self._row_starts
        at = bisect_right(rows, person.end)
        return score + (1.5 if at < len(rows) and rows[at] <= person.end + 14 else 0.0)

    @cached_property
    def _row_starts(self) -> list[int]:
        """Where dates and numbers begin that stand beside a name in a patient list."""
        return [e.start for e in self.doc.labelled(*_ROW)]

    def _surely_in_care(self, person: Entity) -> bool:
        """What a name that only counts speak for needs: words for a patient, or care received, in its sentence."""
        return self._looked_after(person) >= ENOUGH or self.doc.has(_list("patient"), *self._around(person, 0, 0))

    def _looked_after(self, person: Entity) -> float:
        """Somebody cared for the named person, or the person came back to say thanks."""
        doc = self.doc
        if person.title in _OFFICE or self._works(*self._around(person, 0, 0)):
            return 0.0
        low, high = self._around(person, 0, 1)
        if self._cared_for(person, low, high) or doc.has(_list("came back"), low, high):
            return 2.0
        return 0.5 if doc.has(_list("came by"), *self._around(person, 0, 0)) else 0.0

    def _cared_for(self, person: Entity, low: int, high: int) -> bool:
        """Whether a phrase for care received stands there and the named person is not the one who gave it."""
        doc, care = self.doc, _list("looked after")
        near = min(high, person.end + 40)
        if doc.has(care, low, person.end) or (near < high and doc.has(care, near, high)):
            return True
        spots = doc.find(care)
        for start, _ in spots[bisect_left(spots, (person.end, 0)) : bisect_left(spots, (near, 0))]:
            if not set(doc.lower[person.end : start].replace(",", " ").split()) <= _GIVERS:
                return True
        return False

    def _works(self, low: int, high: int) -> bool:
        """Whether words for work stand there, apart from the staff that somebody thanks."""
        at = bisect_left(self._work_starts, low)
        return at < len(self._work_starts) and self._work_starts[at] < high

    @cached_property
    def _work_starts(self) -> list[int]:
        """Where words for work begin that are no part of thanks."""
        thanked = sorted(self.doc.find(_list("came back")) + self.doc.find(_list("looked after")))
        begins, reach, last = [begin for begin, _ in thanked], list[int](), 0
        for _, end in thanked:
            last = max(last, end + 16)
            reach.append(last)
        found = []
        for start, _ in self.doc.find(_list("worker")):
            at = bisect_right(begins, start) - 1
            if at < 0 or start >= reach[at]:
                found.append(start)
        return found

    def _work_near(self, person: Entity) -> float:
        """Words for work, giving and events: strong in the sentence, weaker next to it."""
        doc = self.doc
        sentence = doc.sentence_at(person.start)
        if self._asked_for(person):
            return 2.0
        if self._works(sentence.start, sentence.end):
            return 1.0 if doc.has(_list("patient"), sentence.start, sentence.end) else 2.5
        return 1.0 if self._works(*self._around(person, 1, 1)) else 0.0

    def _asked_for(self, person: Entity) -> bool:
        """Whether readers are told to turn to this person ("Contact Ann Berg")."""
        index = self.doc.token_index(person.start) - 1
        return index >= 0 and self.doc.tokens[index].lower in _ASKED and not self.doc.incoming

    def _around(self, person: Entity, before: int, after: int) -> tuple[int, int]:
        """From so many sentences before the name's to so many after."""
        starts = self.doc.sentence_starts
        at = max(0, bisect_right(starts, person.start) - 1)
        last = min(len(starts) - 1, at + after)
        return self.doc.sentences[max(0, at - before)].start, self.doc.sentences[last].end

    def _agreed(self, person: Entity) -> bool:
        """Whether a linked authorisation that is in force names this person."""
        consent = covering(self.doc.ctx.consents, self.doc.text[person.start : person.end])
        return consent is not None and state(consent, self.doc.ctx.today) == "valid"

    def _no_person(self, name: str) -> bool:
        low = name.lower()
        return low in EPONYMS or low.removesuffix("'s") in EPONYMS

    def _all_mentions(self, found: list[Entity], people: list[Entity]) -> list[Entity]:
        """Further mentions of the same people by one of their names, unless they are staff."""
        parts = {w for p in found for w in self.doc.lower[p.start : p.end].replace(".", " ").split() if len(w) > 2}
        parts -= PERSON_TITLES
        starts = {p.start for p in found}
        more = [p for p in people if p.start not in starts and not self.is_staff(p) and parts & self._words(p)]
        known = found + more
        inside = {at for p in known for at in range(p.start, p.end)}
        for token in self.doc.tokens:
            loose = token.lower.removesuffix("'s")
            if loose in parts and token.text[0].isupper() and token.start not in inside:
                known.append(Entity(token.start, token.start + len(loose), "PERSON", "mention", 0.7))
        return sorted(known, key=lambda p: p.start)

    def _words(self, person: Entity) -> set[str]:
        return set(self.doc.lower[person.start : person.end].replace(".", " ").split())

    def patient_in(self, start: int, end: int) -> bool:
        """Whether a patient is named inside [start, end)."""
        at = bisect_left(self._patient_starts, start)
        return at < len(self._patient_starts) and self._patient_starts[at] < end

    @cached_property
    def _patient_starts(self) -> list[int]:
        return [p.start for p in self.patients]

    @cached_property
    def story(self) -> bool:
        """Whether the text is about one person in care, named or not, so that dates and places point at them."""
        return bool(self.patients) or (not self.fiction and self._one_person_in_care)

    @cached_property
    def _one_person_in_care(self) -> bool:
        from wellspoken.engines.screening.singles import one_in_care

        return one_in_care(self.doc)
