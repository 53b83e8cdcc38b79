"""Whose are the names? Tells patients and relatives from staff, speakers, donors, the public and the invented.

Each name is weighed by its title, its sentence and the whole text. Weights are few and coarse on purpose.
"""

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from wellspoken.engines.once import once
from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.consents import covering, state
from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.recognisers.name_lists import (
    BEFORE_INSTITUTION,
    EPONYMS,
    ORGANISATION,
    PERSON_TITLES,
    STAFF_TITLES,
)
from wellspoken.engines.screening.weighing import ENOUGH, MAYBE, Weighing

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

_TELLING = frozenset(
    ["who", "is", "was", "has", "had", "came", "got", "som", "er", "var", "ble", "fikk", "kom", "yang", "datang"]
)
_LETTERS_AFTER = (", RD", ", MD", ", NP", ", RN", ", PhD", ", DO", ", Sp", ", S.", ", M.", ", CNA", ", PT", ", LPN")
_NOT_STAFF = frozenset(("team", "teams", "tim", "teamet", "staff", "staf", "residents", "specialist", "employee"))
_OF = frozenset(("from", "in", "på", "i", "fra", "dari", "di", "unit"))
_SMALL = frozenset(("the", "our", "bagian", "unit"))
_THINGS = frozenset(("clinical", "visit", "drug"))


def _departments() -> frozenset[str]:
    return frozenset(wordlists.sections("indirect_grammar")["department"])


def _list(*headings: str) -> "Phrases":
    return wordlists.phrases("care", *headings)


# "our therapy dogs Biscuit and Olive": the words right before a name that is no person's
_ANIMAL = Pattern(
    r"(?i:\b(?:dogs?|puppy|cats?|horses?|pony|robot|hund(?:en|er|ene)?|terapihund(?:en|er|ene)?|valp|katt(?:en)?|"
    r"hest(?:en)?|roboten|anjing|kucing|kuda)) (?:\p{Lu}\pL+ (?:and|og|dan) )?$"
)


# "Pepper, our delivery robot", "Pepper er leveringsroboten vår", "Berti robot kami"
_IS_ANIMAL = Pattern(
    r"^,? (?i:is |er |var |was |adalah |our |the |a |an |en |et |ei |vår |vårt ){0,3}(?i:\pL+ ){0,2}"
    r"(?i:\pL*(?:dog|puppy|robot|robots|roboten|drone|dronen|hund|hunden|katten|hesten|mascot|maskot|maskoten)|cat|pony|horse|"
    r"katt|hest|anjing|kucing|kuda|boneka|mannequin|manikin|dukke|dukken)\b"
)
_CREATURES = Phrases(
    "*dog*, pupp*, cat, cats, horse*, pony, *robot*, *hund*, valp*, katt*, hest*, anjing, kucing, kuda, *maskot*, "
    "mascot*, dron*, manikin*, mannequin*, dukke*, boneka"
)


class Subjects:
    """The people of a document. `patients` are the names that point at somebody in care."""

    def __init__(self, doc: "Document") -> None:
        """Take the document; nothing is worked out before it is asked for."""
        self.doc = doc
        self._weighing = Weighing(doc, self)
        self._weights: dict[Entity, float] = {}

    @once
    def fiction(self) -> bool:
        """Whether the text says that its person is invented or a dummy."""
        return self.doc.has(_list("fiction"))

    @once
    def care(self) -> bool:
        """Whether the text speaks of care at all."""
        tags = self.doc.tags
        tagged = tags.spots("clinical") or tags.spots("received") or tags.spots("patient")
        return bool(tagged) or self.doc.has(_list("care")) or self.doc.has(_list("patient"))

    @once
    def ours(self) -> bool:
        """Whether the text speaks of our own place."""
        return self.doc.has(_list("ours")) or self.doc.talking

    @once
    def released(self) -> bool:
        """Whether the text claims, or a linked consent shows, that the person agreed."""
        return self.doc.has(_list("release"))

    @once
    def patients(self) -> list[Entity]:
        """Names of patients and relatives, every mention."""
        people = self.doc.labelled("PERSON")
        if not people or self.fiction:
            return []
        found = [p for p in people if not self._agreed(p) and self.weigh(p) >= ENOUGH]
        return self._all_mentions(found, people) if found else []

    @once
    def unsure(self) -> list[Entity]:
        """Names that may be of patients: a person should look."""
        if self.fiction:
            return []
        known = {p.start for p in self.patients}
        people = [p for p in self.doc.labelled("PERSON") if p.start not in known and not self._agreed(p)]
        return [p for p in people if MAYBE <= self.weigh(p) < ENOUGH]

    @once
    def staff(self) -> list[Entity]:
        """Names of people who work for or with the organisation."""
        return [p for p in self.doc.labelled("PERSON") if self.is_staff(p)]

    def is_staff(self, person: Entity) -> bool:
        """Whether a title, the profile or letters after the name say that this is a member of staff."""
        name = self.doc.text[person.start : person.end]
        if person.title in STAFF_TITLES and person.title not in PERSON_TITLES:
            return True
        if person.title == "sister" and self.doc.text[max(0, person.start - 7) : person.start] == "Sister ":
            return True
        after = self.doc.text[person.end : person.end + 8]
        if after.startswith(",") and self._appointed(person.end):
            return True
        lettered = after.startswith(_LETTERS_AFTER)
        return self.doc.own.person(name) or lettered or self._called_staff(person) or self._of_department(person)

    def _of_department(self, person: Entity) -> bool:
        """Whether "from radiology", "på røntgen", "bagian pendaftaran" follows."""
        index = self.doc.token_index(person.end) + 1
        words = [w.lower for w in self.doc.tokens[index : index + 3]]
        if len(words) < 2 or self.doc.text[person.end : person.end + 1] != " ":
            return False
        if words[0] == "bagian":
            return True
        return words[0] in _OF and any(
            w in _departments() for w in words[1:2] + (words[2:] if words[1] in _SMALL else [])
        )

    def _called_staff(self, person: Entity) -> bool:
        """Whether a word for somebody who works in health care stands right before or after the name."""
        doc, index = self.doc, self.doc.token_index(person.start)
        beside = doc.tokens[max(0, index - (2 if doc.reads == "id" else 1)) : index]
        closing = doc.token_index(person.end) + 1
        if doc.text[person.end : person.end + 1] == " ":
            beside += [w for w in doc.tokens[closing : closing + 1] if doc.reads == "id"]
        return any(
            "staff" in doc.tags_of(w.lower)
            and w.lower not in _NOT_STAFF
            and "." not in doc.text[min(w.end, person.end) : max(w.start, person.start)]
            for w in beside
        )

    def _appointed(self, at: int) -> bool:
        """Whether ", our new midwife", ", leader of the stroke unit" or the like follows."""
        index = self.doc.token_index(at) + 1
        for token in self.doc.tokens[index : index + 5]:
            tags = self.doc.tags_of(token.lower)
            titled = token.lower in STAFF_TITLES and token.lower not in PERSON_TITLES
            if titled or ("staff" in tags and token.lower not in _NOT_STAFF):
                return True
            ends = any(mark in self.doc.text[at + 1 : token.start] for mark in ".!?;,")
            if ends or "patient" in tags or "received" in tags or token.lower in _TELLING:
                return False
        return False

    def weigh(self, person: Entity) -> float:
        """How strongly the text ties this name to care; ENOUGH and more is a patient or a relative."""
        if person not in self._weights:
            self._weights[person] = self._weighing.weigh(person)
        return self._weights[person]

    @once
    def tied(self) -> bool:
        """Whether the text says of one of the named patients that they were in care; a name near care is not enough."""
        return any(self.ties(person) for person in self.patients if person.kind != "mention")

    def ties(self, person: Entity) -> bool:
        """Whether the text itself says that this person was in care."""
        return self._weighing.ties(person)

    def nobody(self, person: Entity) -> bool:
        """Whether the name is of staff, of a disease or of our own place."""
        name = self.doc.text[person.start : person.end]
        before = self.doc.tokens[max(0, self.doc.token_index(person.start) - 1)]
        called = before.end < person.start and before.lower in BEFORE_INSTITUTION and not person.title
        unlikely = person.kind in ("shape", "likely", "initials", "framed", "spoken_to") and self._of_things(name)
        if called or unlikely or self._animal(person) or self._asked_alone(person):
            return True
        return self.is_staff(person) or self._no_person(name) or self.doc.own.named(name)

    def _asked_alone(self, person: Entity) -> bool:
        """Whether a sentence is nothing but the name and a question mark: names that are confused, not people."""
        sentence = self.doc.sentence_at(person.start)
        return person.start == sentence.start and self.doc.text[person.end : sentence.end].strip() == "?"

    def _animal(self, person: Entity) -> bool:
        """Whether the words just before are of an animal or a machine ("our therapy dogs Biscuit and Olive")."""
        return not person.title and self.doc.lower[person.start : person.end] in self._no_people

    @once
    def _no_people(self) -> set[str]:
        """Names that one mention at least gives to an animal or a machine."""
        text, found = self.doc.text, set[str]()
        if not self.doc.has(_CREATURES):
            return found
        for person in self.doc.labelled("PERSON"):
            before, after = text[max(0, person.start - 40) : person.start], text[person.end : person.end + 40]
            if _ANIMAL.search(before) or _IS_ANIMAL.search(after):
                found.add(text[person.start : person.end].lower())
        return found

    def _of_things(self, name: str) -> bool:
        """Whether one of the words is clinical or of an institution ("Cough Season", "Mental Helse")."""
        words = re.split(r"[ ,.]+", name.lower())
        return any(w in ORGANISATION or self.doc.tags_of(w) & _THINGS for w in words)

    def _agreed(self, person: Entity) -> bool:
        """Whether a linked authorisation that is in force names this person."""
        consent = covering(self.doc.ctx.consents, self.doc.text[person.start : person.end])
        return consent is not None and state(consent, self.doc.ctx.today) == "valid"

    def _no_person(self, name: str) -> bool:
        """Whether the words are of a disease, a brand or an institution."""
        low = name.lower()
        words = re.split(r"[ ,.]+", low.rstrip("."))
        if any("setting" in self.doc.tags_of(word) for word in words):
            return True
        joined = ", " in low or ". " in low
        known = {low, low.removesuffix("'s"), *((words[0], words[-1]) if joined and len(words) < 4 else ())}
        return not EPONYMS.isdisjoint(known)

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

    @once
    def _patient_starts(self) -> list[int]:
        return [p.start for p in self.patients]

    @once
    def story(self) -> bool:
        """Whether the text is about one person in care, named or not, so that dates and places point at them."""
        return bool(self.patients) or (not self.fiction and (self._one_person_in_care or bool(self.recognisable)))

    @once
    def recognisable(self) -> list[tuple[int, int]]:
        """Where people who are not named could be recognised."""
        from wellspoken.engines.screening.indirect import recognisable

        return [] if self.fiction or self.doc.incoming else list(recognisable(self.doc))

    @once
    def _one_person_in_care(self) -> bool:
        from wellspoken.engines.screening.singles import one_in_care

        return one_in_care(self.doc)
