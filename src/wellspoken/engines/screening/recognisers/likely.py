"""Person names told by counts: how often a word, its ending and its neighbours belonged to a name in labelled texts.

The counts and a handful of weights are package data (lexicon/name_counts.txt, made by scripts/name_counts.py). Two
readings: texts with capitals, where only capitalised words are asked about, and texts without any.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp, log, log1p

from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.name_lists import EPONYMS, FAMILY, GIVEN, is_title, never_a_name
from wellspoken.engines.screening.recognisers.name_runs import name_runs
from wellspoken.engines.text import Token

_PARTICLES = frozenset(("bin", "binti", "van", "von", "de", "der", "den", "da", "la", "al", "el", "bte", "af", "ben"))
_ENOUGH = {"cased": 0.25, "plain": 0.3}
_RATE = {"cased": 0.2, "plain": 0.06}
_PLAIN = frozenset(("id", "ms", "en"))  # the other texts that were counted all had capitals
SIZE = 24


@dataclass(frozen=True, slots=True)
class Counts:
    """Per mode: key -> (times in a name, times elsewhere), and the weights of the features."""

    seen: dict[str, tuple[int, int]]
    weights: dict[str, tuple[float, ...]]

    def odds(self, mode: str, key: str) -> float:
        """Log-odds of a name given `key`, against the usual rate; 0 for a key never seen."""
        inside, outside = self.seen.get(key, (0, 0))
        rate = _RATE[mode]
        return log((inside + rate) / (outside + 1 - rate)) - log(rate / (1 - rate))


@cache
def counts() -> Counts:
    """The counts, read once."""
    text = resources.files("wellspoken.engines.screening").joinpath("lexicon/name_counts.txt").read_text("utf-8")
    seen: dict[str, tuple[int, int]] = {}
    weights: dict[str, tuple[float, ...]] = {}
    for line in text.splitlines():
        head, _, rest = line.partition("\t")
        if head.startswith("weights "):
            weights[head.removeprefix("weights ")] = tuple(map(float, rest.split()))
        elif head and head[0].isdigit():
            inside, outside = head.split()
            pair = (int(inside), int(outside))
            for key in rest.split(" "):
                seen[key] = pair
    return Counts(seen, weights)


def mode_of(view: View) -> str:
    """Whether the text uses capitals."""
    return "plain" if view.text.islower() else "cased"


def keys(mode: str, view: View, index: int) -> tuple[str, str, str, str]:
    """What is counted about a word: itself, its ending, what stands before and what stands after."""
    words = view.tokens
    word = words[index]
    mark = mode[0]
    before = view.text[words[index - 1].end : word.start].strip() if index else "^"
    after = view.text[word.end : words[index + 1].start].strip() if index + 1 < len(words) else "$"
    left = before[-1] if before else _neighbour(words[index - 1])
    right = after[0] if after else _neighbour(words[index + 1])
    return f"{mark}={word.lower}", f"{mark}~{word.lower[-3:]}", f"{mark}<{left}", f"{mark}>{right}"


def _neighbour(word: Token) -> str:
    return "A" if word.text[0].isupper() else word.lower


def asked(mode: str, view: View, index: int) -> bool:
    """Whether the word could be part of a name at all."""
    word = view.tokens[index]
    if not word.text[0].isalpha() or view.text[max(0, word.start - 1) : word.start] in ("@", "#", "_", "/"):
        return False
    return word.text[0].isupper() if mode == "cased" else len(word.text) > 1


def features(known: Counts, mode: str, view: View, index: int, inside: bool) -> list[float]:
    """Numbers about one word; `inside` says that the word before was taken as a name."""
    words = view.tokens
    word = words[index]
    own, ending, left, right = keys(mode, view, index)
    previous = words[index - 1] if index and view.text[words[index - 1].end : word.start] in (" ", "-", ". ") else None
    following = (
        words[index + 1]
        if index + 1 < len(words) and view.text[word.end : words[index + 1].start] in (" ", "-")
        else None
    )
    low = known.seen.get(f"l={word.lower}", (0, 0))[1] if mode == "cased" else 0
    unseen = own not in known.seen
    mark = mode[0]
    return [
        1.0,
        known.odds(mode, own),
        -log1p(low),
        known.odds(mode, left),
        known.odds(mode, right),
        known.odds(mode, ending),
        float(index == 0 or view.sentence_at(word.start).start == word.start),
        float(word.lower in GIVEN),
        float(word.lower in FAMILY),
        float(previous is not None and previous.text[0].isupper()),
        float(following is not None and following.text[0].isupper()),
        float(inside and previous is not None),
        float(previous is not None and previous.lower in GIVEN),
        float(following is not None and following.lower in FAMILY),
        float(len(word.text) > 1 and word.text.isupper()),
        known.odds(mode, f"{mark}={following.lower}") if following is not None and _counted(mode, following) else 0.0,
        known.odds(mode, f"{mark}={previous.lower}") if previous is not None and _counted(mode, previous) else 0.0,
        float(never_a_name(word.lower)),
        float(previous is not None and is_title(previous.lower)),
        float(len(word.text) == 1),
        float(unseen),
        float(unseen and low == 0),
        float(following is not None and following.lower in GIVEN),
        float(word.lower in EPONYMS),
    ]


def _counted(mode: str, word: Token) -> bool:
    return mode == "plain" or word.text[0].isupper()


def chance(weights: Sequence[float], numbers: Sequence[float]) -> float:
    """Logistic of the weighted sum."""
    total = sum(w * x for w, x in zip(weights, numbers, strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def find(view: View) -> Iterator[Entity]:
    """PERSON entities of kind "likely"; score is 0.7 of the mean chance of the words. Institutions are left out."""
    mode = mode_of(view)
    weights = counts().weights.get(mode)
    if weights is None or (mode == "plain" and view.lang not in _PLAIN):
        return
    people = None if mode == "plain" else {w.start for run in name_runs(view) for w in run.words}
    for run in _runs(view, mode, weights):
        shown = [(word, sure) for word, sure in run if people is None or word.start in people]
        if shown and not (len(shown) == 1 and _too_little(mode, shown[0][0])):
            score = sum(sure for _, sure in shown) / len(shown)
            yield Entity(shown[0][0].start, shown[-1][0].end, "PERSON", "likely", round(0.7 * score, 2))


def ordinary(words: str) -> bool:
    """Whether a word of `words` (lower case) was counted, and more often outside names than inside."""
    for word in words.split():
        inside, outside = counts().seen.get(f"c={word}", (0, 0))
        if outside + counts().seen.get(f"l={word}", (0, 0))[1] > inside:
            return True
    return False


def _too_little(mode: str, word: Token) -> bool:
    """Whether a word alone is an abbreviation (NIK, MRI), an initial, or without capitals and never seen in a name."""
    if word.text.isupper() and len(word.text) <= 5:
        return True
    return mode == "plain" and counts().seen.get(f"p={word.lower}", (0, 0))[0] == 0


def _runs(view: View, mode: str, weights: Sequence[float]) -> Iterator[list[tuple[Token, float]]]:
    """Neighbouring words that are likely names, with their chances; particles ("bin") may stand between."""
    known = counts()
    run: list[tuple[Token, float]] = []
    for index, word in enumerate(view.tokens):
        touching = bool(run) and _touch(view, index)
        sure = chance(weights, features(known, mode, view, index, touching)) if asked(mode, view, index) else 0.0
        if touching and sure < _ENOUGH[mode] and word.lower in _PARTICLES:
            continue
        if run and (sure < _ENOUGH[mode] or not touching):
            yield run
            run = []
        if sure >= _ENOUGH[mode]:
            run.append((word, sure))
    if run:
        yield run


def _touch(view: View, index: int) -> bool:
    """Whether the word follows the one before it without punctuation of a sentence."""
    return view.text[view.tokens[index - 1].end : view.tokens[index].start] in (" ", "-", ". ")
