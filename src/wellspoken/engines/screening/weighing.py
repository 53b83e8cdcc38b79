"""How strongly a text ties a name to care: a sum of few coarse weights over facts (evidence.py).

The weights were fitted by logistic regression on labelled texts written for this project and then rounded; ENOUGH is
where most names are patients, MAYBE where a person should look.
"""

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from wellspoken.engines.once import once
from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.evidence import Evidence

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document
    from wellspoken.engines.screening.people import Subjects
    from wellspoken.engines.screening.phrases import Phrases

ENOUGH = 2.0
MAYBE = 1.0
_BASE = 0.6
# Two capitalised words that no list knows; words that counts alone take for a name.
_UNSURE = {"shape": 1.4, "likely": 1.4}
_HALF = 0.35  # of at most 0.7: the finder of names rather believes it
_UNDER = 1.9  # a person should look, no more
_CLEAR = 0.5  # of at most 0.7: the finder of names is sure
_GENTLE = frozenset(
    (
        *("baby", "little", "big", "tiny", "brave", "sweet", "grandma", "grandpa", "granny", "gran", "nana", "kin"),
        *("lille", "vesle", "tøffe", "tapre", "bestemor", "bestefar", "farmor", "farfar", "mormor", "morfar", "besta"),
        *(
            "adik",
            "dedek",
            "dek",
            "anak",
            "an",
            "mbah",
            "nenek",
            "kakek",
            "eyang",
            "oma",
            "opa",
            "tn",
            "ny",
            "nn",
            "si",
        ),
    )
)
# Forms of address of people who visit wards for their office.
_OFFICE = frozenset(("mayor", "former mayor", "pastor", "rev", "coach", "trener", "senator", "judge"))
# Holders of a public office: visiting is their work.
_CIVIC = frozenset(("mayor", "former mayor", "senator", "judge", "governor", "councilman", "councilwoman"))
_CASE = wordlists.phrases("indirect_grammar", "case")
_GIVERS = frozenset(("who", "has", "have", "had", "also", "som", "har", "yang", "telah", "sudah"))
_ASKED = frozenset(
    [
        "contact",
        "kontakt",
        "hubungi",
        "email",
        "e-mail",
        "ask",
        "spør",
        "call",
        "ring",
        "apply",
        "spørsmål",
        "questions",
    ]
)
_ROW = ("DATE", "MRN", "SSN", "NATIONAL_ID", "HEALTH_PLAN_ID", "OTHER_ID")


def _list(*headings: str) -> "Phrases":
    return wordlists.phrases("care", *headings)


_PATIENT = _list("patient")


class Weighing:
    """Weighs the names of one document."""

    def __init__(self, doc: "Document", subjects: "Subjects") -> None:
        """Take the document and what is known about its people."""
        self.doc, self.subjects = doc, subjects

    def weigh(self, person: Entity) -> float:
        """MAYBE or more: a person should look; ENOUGH or more: a patient or a relative."""
        if self.subjects.nobody(person):
            return 0.0
        doubtful = person.kind == "framed" or (person.kind == "likely" and person.score < _CLEAR)
        if doubtful and not self._surely_in_care(person):
            return min(_UNDER, self._sum(person)) if self._half_believed(person) else 0.0
        return self._sum(person)

    def ties(self, person: Entity) -> bool:
        """Whether the text itself says that this person was in care, more than that care is spoken of near the name."""
        facts = Evidence(self.doc, person)
        said = facts.called_patient or facts.beside_bed or facts.in_brackets or facts.cared_for
        shown = facts.received or facts.quoted or (facts.mourned and facts.clinical)
        if said or (shown and not facts.thanked):
            return True
        near = self._around(person, 1, 0)
        return self._address(person) >= 1.0 or self._looked_after(person) >= ENOUGH or self.doc.has(_PATIENT, *near)

    def _half_believed(self, person: Entity) -> bool:
        """Whether the finder believes in a framed name and something clinical stands in its sentence."""
        here = self._around(person, 0, 0)
        return person.kind == "framed" and person.score >= _HALF and self.doc.tags.has("clinical", *here)

    def _sum(self, person: Entity) -> float:
        """The weights of all facts."""
        subjects = self.subjects
        facts = Evidence(self.doc, person)
        if facts.figure or self._asked_for(person):
            return 0.0
        near = self._care_near(person)
        score = _BASE + 0.65 * self._address(person) + 1.2 * self._looked_after(person) + 1.55 * near
        score += 0.85 * self._words_for_patient(person) + self._for(facts) - self._against(person, facts)
        if self.doc.talking and near:
            score += 1.7
        elif self.doc.incoming and subjects.care:
            score += 1.1
        return score + 0.8 * (subjects.released and near > 0)

    def _for(self, facts: Evidence) -> float:
        score = (
            0.9 * (facts.received and not facts.thanked)
            + 1.3 * facts.called_patient
            + 1.8 * facts.beside_bed
            + 2.2 * facts.in_brackets
            + 2.5 * facts.cared_for
        )
        return score + 0.8 * facts.quoted + 0.8 * (facts.mourned and facts.clinical)

    def _against(self, person: Entity, facts: Evidence) -> float:
        score = 1.5 * self._work_near(person) + 2.6 * (
            facts.thanked and self._looked_after(person) < ENOUGH and not facts.cared_for
        )
        score += 0.3 if person.kind == "likely" and person.score >= _CLEAR else _UNSURE.get(person.kind, 0.0)
        score += 2.4 * (person.title in _CIVIC) + 2.2 * facts.recorded + 2.2 * facts.achieved
        score += 0.0 if facts.called_patient else 1.4 * facts.teaches
        score += 2.5 * (facts.listed and not facts.called_patient and not facts.beside_bed)
        score += 0.0 if facts.tied else 1.7 * (person.kind == "likely" and facts.single)
        return score + (3.5 if self.doc.has(_list("public")) else 0.0)

    def _words_for_patient(self, person: Entity) -> float:
        """Listed words for a patient in the sentence of the name or the two after it, or anywhere."""
        return 2.0 if self.doc.has(_PATIENT, *self._around(person, 0, 2)) else float(self.doc.has(_PATIENT))

    def _care_near(self, person: Entity) -> float:
        """Care in the sentence of the name, the one before or the two after; less when it is elsewhere in the "
        "text."""
        doc, place = self.doc, self._around(person, 1, 2)
        if doc.tags.has("clinical", *place) or doc.has(_list("care"), *place):
            return 1.5
        return 0.7 if self.subjects.care else 0.0

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

    @once
    def _row_starts(self) -> list[int]:
        """Where dates and numbers begin that stand beside a name in a patient list."""
        return [e.start for e in self.doc.labelled(*_ROW)]

    def _surely_in_care(self, person: Entity) -> bool:
        """What a name that only counts speak for needs: words for a patient, or care received, in its sentence."""
        facts = Evidence(self.doc, person)
        if self.doc.has(_CASE) or facts.called_patient or facts.quoted or (facts.received and facts.clinical):
            return True
        return self._looked_after(person) >= ENOUGH or self.doc.has(_PATIENT, *self._around(person, 0, 0))

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

    @once
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
        if self._works(sentence.start, sentence.end):
            return 1.0 if doc.has(_list("patient"), sentence.start, sentence.end) else 2.5
        return 1.0 if self._works(*self._around(person, 1, 1)) else 0.0

    def _asked_for(self, person: Entity) -> bool:
        """Whether readers are told to turn to this person ("Contact Ann Berg", "Ring Kirsten Dahl på ...")."""
        index = self.doc.token_index(person.start) - 1
        if self.doc.incoming or index < 0 or self.doc.talking:
            return False
        return any(w.lower in _ASKED for w in self.doc.tokens[max(0, index - 1) : index + 1])

    def _around(self, person: Entity, before: int, after: int) -> tuple[int, int]:
        """From so many sentences before the name's to so many after."""
        starts = self.doc.sentence_starts
        at = max(0, bisect_right(starts, person.start) - 1)
        last = min(len(starts) - 1, at + after)
        return self.doc.sentences[max(0, at - before)].start, self.doc.sentences[last].end
