"""One text prepared for recognisers: folded once, words and sentences found once."""

from bisect import bisect_right

from wellspoken.engines.once import once
from wellspoken.engines.screening.anchors import Present, present
from wellspoken.engines.screening.combos import Found
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.slots import Spot
from wellspoken.engines.text import Normalised, Sentence, Token, normalise, sentences, tokens


class View:
    """Folded text with its words and sentences; answers to phrase searches are remembered."""

    def __init__(self, original: str, lang: str = "") -> None:
        """Fold `original`; `lang` may be empty when nobody knows it yet."""
        self.norm: Normalised = normalise(original)
        self.text = self.norm.text
        self.lower = self.norm.lower
        self.lang = lang
        self._found: dict[Phrases, list[tuple[int, int]]] = {}
        self.combined: dict[tuple[str, str], list[Found]] = {}
        self.word_places: dict[str, list[dict[int, list[Spot]]]] = {}

    @once
    def tokens(self) -> list[Token]:
        """Words in order."""
        return tokens(self.text)

    @once
    def sentences(self) -> list[Sentence]:
        """Sentences in order; never empty for a text that has anything in it."""
        return sentences(self.text)

    @once
    def has_digits(self) -> bool:
        """Whether there is a number at all; most patterns need one."""
        return any(c.isdigit() for c in self.text)

    @once
    def sentence_starts(self) -> list[int]:
        """Where sentences begin, in order."""
        return [s.start for s in self.sentences]

    @once
    def _token_starts(self) -> list[int]:
        return [t.start for t in self.tokens]

    def sentence_at(self, at: int) -> Sentence:
        """The sentence that holds offset `at`."""
        index = self.sentence_index(at)
        return self.sentences[index] if index >= 0 else Sentence(0, len(self.text))

    def sentence_index(self, at: int) -> int:
        """Number of the sentence that holds offset `at`; -1 before the first."""
        return bisect_right(self.sentence_starts, at) - 1

    def token_index(self, at: int) -> int:
        """Index of the last word that begins at or before offset `at`; -1 before the first."""
        return bisect_right(self._token_starts, at) - 1

    @once
    def _present(self) -> Present:
        """Which phrase lists can be here at all."""
        return present(self.lower)

    def find(self, phrases: Phrases) -> list[tuple[int, int]]:
        """Where `phrases` occur, in order."""
        found = self._found.get(phrases)
        if found is None:
            present, number = self._present, phrases.number
            possible = number in present.numbers or number >= present.known
            found = self._found[phrases] = phrases.find(self.lower) if possible else []
        return found

    def has(self, phrases: Phrases, start: int = 0, end: int | None = None) -> bool:
        """Whether any of `phrases` begins inside [start, end)."""
        spots = self.find(phrases)
        if end is None and start == 0:
            return bool(spots)
        index = bisect_right(spots, (start - 1, 1 << 60))
        return index < len(spots) and spots[index][0] < (len(self.text) if end is None else end)
