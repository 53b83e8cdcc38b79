"""Phrase lists: what matches where, and that lists left out beforehand could not have matched."""

from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.promo_table import cases
from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.reading_view import View

FOUND = [
    ("our <2> cap, turmeric", "our turmeric capsules", ["turmeric"]),
    ("gå hjem, å", "—å gå hjem", ["å", "gå hjem"]),
    ("#ad, ad:", "så #ad, ad: kjøp", ["#ad", "ad:"]),
    ("turmeric", "turmeric turmeric,turmeric", ["turmeric", "turmeric", "turmeric"]),
    ("word*", "wordé wordy sword", ["wordé", "wordy"]),
    ("*depresjon", "vinterdepresjon depresjonen", ["vinterdepresjon"]),
    ("lose # kg|kilo", "lose 12 kilo, lose ten kg", ["lose 12 kilo"]),
    ("bayar #x", "3x bayar 2x", ["bayar 2x"]),
    ("a <2> b", "a b. a x y b a x y z b", ["a b", "a x y b"]),
    ("i", "in it's i", ["i"]),
    ("", "anything", []),
]
LEXICONS = ("claims", "promo", "absolute", "care", "replies", "health")


@pytest.mark.parametrize(("phrases", "text", "wanted"), FOUND)
def test_matches_end_at_word_borders(phrases: str, text: str, wanted: list[str]) -> None:
    spots = Phrases(phrases).find(text)
    assert [text[start:end] for start, end in spots] == wanted
    assert Phrases(phrases).first(text) == (spots[0] if spots else None)


def test_lists_that_are_left_out_could_not_match() -> None:
    lists = [wordlists.phrases(name, head) for name in LEXICONS for head in wordlists.sections(name)]
    for case in cases("first")[::3]:
        view = View(case.context.text)
        assert all(view.find(phrases) == phrases.find(view.lower) for phrases in lists)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abåø *#-.,'1 \u2014\u0301\U0001f48a", max_size=60))
def test_any_text_gives_places_inside_it(text: str) -> None:
    view = View(text)
    for phrases in (Phrases("a, b*, *ø, a <2> b, #a, å"), Phrases("#, a-b, 1*")):
        found = view.find(phrases)
        assert found == phrases.find(view.lower)
        assert all(0 <= start < end <= len(view.text) for start, end in found)
        assert found == sorted(found)


def test_every_lexicon_is_read() -> None:
    folder = resources.files("wellspoken.engines.screening").joinpath("lexicon")
    assert {f"{name}.txt" for name in LEXICONS} <= {path.name for path in folder.iterdir()}
