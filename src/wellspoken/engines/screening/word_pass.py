"""All numbered word lists of a language in one pass over a text, each word looked up once for all of them.

Most time goes into words that begin many phrases ("the", "you can"): what a word may begin is remembered by the word
after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from wellspoken.engines.screening.slots import Slots, Spot, follows, plain

if TYPE_CHECKING:
    from wellspoken.engines.screening.reading_view import View
    from wellspoken.engines.text import Token

# Texts repeat their words; looking up a word once is most of the speed.
_REMEMBERED = 8192

#: which Slots, which of its lists, the words that must follow, and whether the next word is all there is to ask
_Begun = tuple[int, int, tuple[str, ...], bool]
_Places = dict[int, list[Spot]]


class _Beginning(NamedTuple):
    """What a word may begin: before the next words that phrases ask for, and before any other."""

    before: dict[str, tuple[_Begun, ...]]
    otherwise: tuple[_Begun, ...]


class WordPass:
    """Several Slots that are searched together. Never changed once made: adding words to a member is not seen."""

    def __init__(self, members: Sequence[Slots]) -> None:
        """Search `members`, which answer by their place."""
        self.members = tuple(members)
        self._lookup = lru_cache(maxsize=_REMEMBERED)(self._begins)

    def find(self, tokens: "Sequence[Token]") -> list[_Places]:
        """For every member, the places of each list found, in order."""
        found: list[_Places] = [{} for _ in self.members]
        lookup, words = self._lookup, [token.lower for token in tokens]
        following = [*words[1:], ""] if words else []
        for at, (word, after) in enumerate(zip(words, following, strict=True)):
            beginning = lookup(word)
            if beginning is None:
                continue
            for member, number, rest, sure in beginning.before.get(after, beginning.otherwise):
                if not sure and not follows(words, at, rest):
                    continue
                last = at + len(rest)
                spots = found[member].setdefault(number, [])
                if not spots or spots[-1].first != at or spots[-1].last < last:
                    spots.append(Spot(at, last, tokens[at].start, tokens[last].end))
        return found

    def _begins(self, word: str) -> _Beginning | None:
        """What may begin with `word`, None for nothing; in the order of the lists."""
        every: list[_Begun] = []
        for at, member in enumerate(self.members):
            for number, rest in member.candidates(word):
                every.append((at, number, rest, not rest or (len(rest) == 1 and plain(rest[0]))))
        if not every:
            return None
        asked = {rest[0] for _, _, rest, _ in every if rest and plain(rest[0])}
        anyway = tuple(one for one in every if not one[2] or not plain(one[2][0]))
        before = {
            second: tuple(one for one in every if not one[2] or one[2][0] == second or not plain(one[2][0]))
            for second in asked
        }
        return _Beginning(before, anyway)


@dataclass(slots=True)
class _Made:
    """The Slots of each language in use, and the pass over them; passes are replaced, never changed."""

    members: dict[str, tuple[Slots, ...]] = field(default_factory=dict)
    passes: dict[str, WordPass] = field(default_factory=dict)


_MADE = _Made()
_GROWING = Lock()


def share(lang: str, slots: Slots) -> int:
    """Let finished `slots` be searched with the others of `lang`; returns its place among them."""
    with _GROWING:
        members = _MADE.members[lang] = (*_MADE.members.get(lang, ()), slots)
        _MADE.passes[lang] = WordPass(members)
        return len(members) - 1


def places(view: "View", lang: str, place: int) -> _Places:
    """What the Slots at `place` of `lang` find in a text; one pass per text, again when another came since."""
    found = view.word_places.get(lang)
    if found is None or place >= len(found):
        found = view.word_places[lang] = _MADE.passes[lang].find(view.tokens)
    return found[place]
