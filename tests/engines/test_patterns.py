"""Patterns find what RE2 finds, although most of them are not run; the name model says what CRFsuite says."""

import sys
from collections.abc import Iterator

import pycrfsuite
import pytest
import re2

from wellspoken.engines.screening import all_rules
from wellspoken.engines.screening.names import model
from wellspoken.engines.screening.names.features import features, mode_of
from wellspoken.engines.screening.names.pieces import pieces
from wellspoken.engines.screening.pattern_needs import Needs, needs_of
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.text import normalise

NEEDED = [
    (r"\b(?:room|bed) [0-9]{2}", Needs(frozenset(("room ", "bed ")), 2)),
    (r"colou?r", Needs(frozenset(("color", "colour")))),
    (r"(?i:Ward|Bay)s?", Needs(frozenset(("ward", "bay")))),
    (r"(?:^|[^\pL\pN])dob[ :]{1,2}\p{Lu}", Needs(frozenset(("dob ",)), 0, 1)),
    (r"[0-9]{3}-?[0-9]{4}", Needs(None, 7)),
    (r"(?:[0-9]|x)y", Needs()),
    (r"[a-z]+", Needs()),
    (r"a|bcd", Needs()),
    (r"(?i)https?://\S+", Needs(frozenset(("http ", "https ")))),
    (r"(?P<named>abc)", Needs()),
]
MORE = [
    "Ærede Åse, ring 555 01 23 på mandag – «Kåre» er 73 år. " * 3,
    "K\u212aelvin \u017fsn 123-45-6789 and  many   spaces:  room   12, bed 4 " * 2,
    "",
    "a" * 300,
    "\u00f7dob\u00f7 X " * 20,
]


def patterns() -> Iterator[Pattern]:
    all_rules()
    for module in list(sys.modules.values()):
        if module.__name__.startswith("wellspoken.engines.screening"):
            yield from (value for value in vars(module).values() if isinstance(value, Pattern))


def texts() -> Iterator[str]:
    examples = [e.text for rule in all_rules().values() for e in rule.examples]
    for first in range(0, len(examples), 12):
        text = normalise(" ".join(examples[first : first + 12])).text
        yield from (text, text.lower())
    yield from (normalise(text).text for text in MORE)


@pytest.mark.parametrize(("source", "needs"), NEEDED, ids=[n[0] for n in NEEDED])
def test_what_a_pattern_needs(source: str, needs: Needs) -> None:
    assert needs_of(source) == needs


def test_nothing_is_missed() -> None:
    every, found = list(texts()), 0
    for pattern in {id(p): p for p in patterns()}.values():
        plain = re2.compile(pattern._source, pattern._options)
        for text in every:
            groups = range(plain.groups + 1)
            wanted = [[m.span(g) for g in groups] for m in plain.finditer(text)]
            assert [[m.span(g) for g in groups] for m in pattern.finditer(text)] == wanted, pattern._source
            found += len(wanted)
    assert found > len(every)


def test_a_search_can_be_limited() -> None:
    text = "Åse og åse, Åse og Åse, åse og Åse: " * 2
    pattern, plain = Pattern(r"\bog (\pL+)"), re2.compile(r"\bog (\pL+)")
    for start in range(0, len(text), 3):
        for end in (start, start + 9, len(text), len(text) + 5):
            one, other = pattern.search(text, start, end), plain.search(text, start, end)
            assert (one and one.span(1)) == (other and other.span(1))


@pytest.mark.parametrize("lang", ["en", "nb", "id"])
def test_the_model_says_what_crfsuite_says(lang: str) -> None:
    data = model._data(f"{lang}.crf")  # the tagger reads from it as long as it lives
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(data)
    opened = model.Model(lang, data)
    examples = [e.text for rule in all_rules().values() for e in rule.examples][::7]
    parts = [[p.text for p in pieces(text)] for text in (*examples, " ".join(examples[:40]))]
    parts = [words for words in parts if words]
    for words, chances in zip(parts, opened.all_chances(parts, "c"), strict=True):
        tagger.set(features(words, lang, "c"))
        wanted = [sum(tagger.marginal(label, at) for label in ("B-PER", "I-PER")) for at in range(len(words))]
        assert chances == pytest.approx(wanted, abs=1e-9)
    assert opened.chances([], mode_of([])) == []
