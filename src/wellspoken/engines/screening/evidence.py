"""What a text says around a name, as few yes-or-no facts: care received, a patient's row, a quote, work, the public.

people.py weighs these facts. Each is found from tagged words (tagging.py) in the sentence of the name and its
neighbours, so that new words for the same thing need one entry in a list and no new rule.
"""

from bisect import bisect_right
from typing import TYPE_CHECKING

from wellspoken.engines.once import once
from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.patterns import Pattern

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document
    from wellspoken.engines.screening.phrases import Phrases

# "..." - Ann Berg, Boise: what the person said, then who said it.
_SAID_BEFORE = Pattern(r"[\"”»'][ \n]{0,2}[\-\x{2013}\x{2014}~|:.,]{0,2}[ \n]{0,2}(?:av |by |oleh |pasien )?$")
_IN_A_ROW = Pattern(r"\p{Lu}[\pL'\-]+(?:, \p{Lu}[\pL'\-]+)+,? (?:(?:and|og|dan|&|eller|or|atau) )?\p{Lu}[\pL'\-]+")
_FIRST_PERSON = frozenset(
    ["i", "i'm", "i've", "i'd", "i'll", "my", "me", "jeg", "meg", "min", "mitt", "mine", "saya", "aku", "gue", "ku"]
)
_GOES_ON = frozenset(
    [
        "he",
        "she",
        "they",
        "his",
        "her",
        "their",
        "he's",
        "she's",
        "him",
        "han",
        "hun",
        "hans",
        "hennes",
        "dia",
        "ia",
        "beliau",
        "you",
        "you're",
        "your",
        "du",
        "din",
        "ditt",
        "dine",
    ]
)
_SMALL = frozenset(
    [
        "a",
        "the",
        "our",
        "en",
        "ei",
        "vår",
        "seorang",
        "is",
        "was",
        "er",
        "var",
        "as",
        "som",
        "adalah",
        "one",
        "this",
        "another",
    ]
)
# letters in brackets after the name of somebody who works
_LETTERS = frozenset(
    ("rn", "md", "np", "pa", "ceo", "cfo", "coo", "phd", "nhs", "rd", "pt", "ot", "hca", "bsc", "msc", "cna")
)
_QUOTE_LENGTH = 600
_MOST_YEARS = 5


class Evidence:
    """Facts about one name in one document, each worked out when asked for."""

    def __init__(self, doc: "Document", person: Entity) -> None:
        """Take both, and find the sentence of the name."""
        self.doc, self.person = doc, person
        starts = doc.sentence_starts
        self._at = max(0, bisect_right(starts, person.start) - 1)
        self.here = doc.sentences[self._at]

    @once
    def _near(self) -> tuple[int, int]:
        """From the sentence before to two after."""
        sentences = self.doc.sentences
        return sentences[max(0, self._at - 1)].start, sentences[min(len(sentences) - 1, self._at + 2)].end

    @once
    def _going_on(self) -> list[tuple[int, int]]:
        """The name's sentence, and those of the next two that go on about the same person."""
        found = [(self.here.start, self.here.end)]
        for sentence in self.doc.sentences[self._at + 1 : self._at + 3]:
            first = self.doc.token_index(sentence.start)
            if {t.lower for t in self.doc.tokens[first : first + 6]} & _GOES_ON:
                found.append((sentence.start, sentence.end))
        return found

    def _says(self, heading: str) -> bool:
        return self.doc.has(_people(heading), self.here.start, self.here.end)

    @once
    def clinical(self) -> bool:
        """A clinical word from the sentence before to two after."""
        return self.doc.tags.has("clinical", *self._near)

    @once
    def received(self) -> bool:
        """Care received: "was treated", "had surgery", "after the stroke", in a sentence about this person."""
        tags = self.doc.tags
        for start, end in self._going_on:
            if tags.has("received", start, end) or any(
                tags.has("clinical", spot + 2, min(end, spot + 32)) or tags.has("body", spot + 2, min(end, spot + 24))
                for spot in tags.within("gets", start, end)
            ):
                return True
        return False

    @once
    def called_patient(self) -> bool:
        """ "Patient Ann Berg", "Ann Berg, a patient", "our tiny warrior Leo"."""
        doc, person = self.doc, self.person
        if doc.tags.has("patient", max(self.here.start, person.start - 24), person.start):
            return True
        close = doc.token_index(person.end) + 1
        words = [w for w in doc.tokens[close : close + 6] if w.start < self.here.end]
        named = next((w for w in words if "patient" in doc.tags_of(w.lower)), None)
        if named is None:
            return False
        apposed = doc.text[person.end : person.end + 3].startswith((",", " (", " -"))
        return apposed or {w.lower for w in words if w.start < named.start} <= _SMALL

    @once
    def beside_bed(self) -> bool:
        """A bed, room or ward with a number right before or after the name."""
        low, person, tags = self.doc.lower, self.person, self.doc.tags
        first = max(self.here.start, person.start - 16)
        before, after = low[first : person.start], low[person.end : person.end + 14]
        if any(c.isdigit() for c in before) and tags.has("setting", first, person.start):
            return True
        return any(c.isdigit() for c in after) and tags.has("setting", person.end, person.end + 10)

    @once
    def in_brackets(self) -> bool:
        """An age, a room or something clinical in brackets right after the name: "Camille (7, leukemia, room 11)"."""
        text, end = self.doc.text, self.person.end
        if text[end : end + 2] != " (":
            return False
        close = min(self.here.end, end + 40)
        inside = text[end + 2 : close].split(")", 1)[0]
        aged = inside[:2].strip(",").isdecimal()
        numbered = any(c.isdigit() for c in inside)
        clinical = self.doc.tags.has("clinical", end, end + 2 + len(inside))
        short = inside.isupper() and inside.isalpha() and len(inside) <= 5 and inside.lower() not in _LETTERS
        return aged or (clinical and numbered) or (self.person.kind in ("initials", "board") and (clinical or short))

    @once
    def cared_for(self) -> bool:
        """ "The team who cared for Noah": somebody else's care is told right before the name."""
        first = max(self.here.start, self.person.start - 24)
        return self.doc.has(_people("cared for"), first, self.person.start)

    @once
    def quoted(self) -> bool:
        """The name signs a quote in the first person, or one about care."""
        first = max(0, self.person.start - _QUOTE_LENGTH)
        if not _SAID_BEFORE.search(self.doc.text[max(0, self.person.start - 12) : self.person.start]):
            return False
        tokens = self.doc.tokens[self.doc.token_index(first) + 1 : self.doc.token_index(self.person.start)]
        return any(t.lower in _FIRST_PERSON for t in tokens) or self.doc.tags.has("clinical", first, self.person.start)

    @once
    def tied(self) -> bool:
        """Whether anything says that this very person was in care."""
        return (
            self.cared_for
            or self.in_brackets
            or self.received
            or self.called_patient
            or self.beside_bed
            or self.quoted
            or self.mourned
            or (self.doc.talking or self.doc.incoming)
        )

    @once
    def single(self) -> bool:
        """A name of one word, or of single words that only a comma joins."""
        name = self.doc.text[self.person.start : self.person.end]
        return " " not in name or ", " in name

    @once
    def listed(self) -> bool:
        """One of three or more single names in a row: brands, eponyms, volunteers, storms."""
        if not self.single:
            return False
        first = max(self.here.start, self.person.start - 60)
        return any(
            first + m.start() <= self.person.start < first + m.end()
            for m in _IN_A_ROW.finditer(self.doc.text[first : self.person.end + 60])
        )

    @once
    def mourned(self) -> bool:
        """Words of farewell beside the name."""
        return self._says("farewell")

    @once
    def wished(self) -> bool:
        """Wishes, praise or a welcome beside the name."""
        return self._says("wish")

    @once
    def achieved(self) -> bool:
        """An exam, an award, a new post or many years of service."""
        return self._says("achieved")

    @once
    def invited(self) -> bool:
        """Readers are invited to meet this person at a class or a demonstration."""
        return self._says("invited")

    @once
    def thanked(self) -> bool:
        """Thanks for a gift or for help."""
        return self.doc.has(_people("thanked"), self.here.start, self._near[1])

    @once
    def recorded(self) -> bool:
        """Facts of the public record: a bare year, "has spoken about", "died of", with nothing about our place."""
        start, end = self.here.start, self.here.end
        if self.doc.talking or self.doc.incoming or self.doc.has(_care("ours"), start, end):
            return False
        return self._says("record") or self._says("died of") or bool(self._years(start, end))

    def _years(self, start: int, end: int) -> list[int]:
        """Where bare years from 1400 to 2099 stand in [start, end); recent ones of full dates do not count."""
        years = self.doc.tags.within("year", start, end)[:_MOST_YEARS]
        dated = [e for e in self.doc.labelled("DATE") if e.kind == "full"] if years else []
        return [
            y for y in years if int(self.doc.text[y : y + 4]) < 1920 or not any(e.start <= y < e.end for e in dated)
        ]

    @once
    def figure(self) -> bool:
        """A public or invented figure in a text that does not speak of our own care for them."""
        doc = self.doc
        if doc.talking or doc.incoming or doc.has(_care("ours"), self.here.start, self.here.end):
            return False
        return doc.has(wordlists.phrases("public_figures"), max(0, self.person.start - 12), self.person.end)

    @once
    def teaches(self) -> bool:
        """The next sentences teach the public."""
        return self.doc.has(_people("teaches"), self.here.start, self._near[1])


def _people(heading: str) -> "Phrases":
    return wordlists.phrases("people", heading)


def _care(heading: str) -> "Phrases":
    return wordlists.phrases("care", heading)
