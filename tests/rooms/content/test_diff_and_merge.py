"""What changed, and whether two people's edits fit together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspoken.rooms.content import diff, merge
from wellspoken.rooms.content.body import Body, Evidence, Picture

CHANGES = [
    ("same", "same", []),
    ("", "new", [("ins", "new")]),
    ("old", "", [("del", "old")]),
    ("Walk for thirty minutes.", "Walk for forty minutes.", [("del", "thirty"), ("ins", "forty")]),
    ("Datang pagi-pagi", "Datang sore-sore", [("del", "pagi-pagi"), ("ins", "sore-sore")]),
    ("Gå på tur", "Gå på løpetur", [("del", "tur"), ("ins", "løpetur")]),
    ("one two three four", "one 2 3 four", [("del", "two three"), ("ins", "2 3")]),
    ("Thanks 👩🏽‍⚕️!", "Thanks 👨‍👩‍👧!", [("del", "👩🏽‍⚕️"), ("ins", "👨‍👩‍👧")]),
]


@pytest.mark.parametrize(("a", "b", "expected"), CHANGES)
def test_the_changed_words(a: str, b: str, expected: list[diff.Piece]) -> None:
    assert diff.changed_words(a, b) == expected


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_diff_holds_both_texts(a: str, b: str) -> None:
    pieces = diff.words(a, b)
    assert "".join(t for op, t in pieces if op != "ins") == a
    assert "".join(t for op, t in pieces if op != "del") == b


def test_a_long_text_is_compared_too() -> None:
    a = "word and another one here. " * 3000
    b = a.replace("another", "one more", 5) + "The end."
    pieces = diff.words(a, b)
    assert "".join(t for op, t in pieces if op != "del") == b


MERGES = [
    ("one two three", "ONE two three", "one two THREE", "ONE two THREE"),
    ("one two three", "one two three", "one 2 three", "one 2 three"),
    ("one two three", "one 2 three", "one 2 three", "one 2 three"),
    ("one two three", "one 2 three", "one II three", None),
    ("First.\n\nSecond.", "First line.\n\nSecond.", "First.\n\nSecond, changed.", "First line.\n\nSecond, changed."),
    ("start end", "start end one", "start end two", None),
    ("keep drop keep", "keep keep", "keep DROP keep", None),
]


@pytest.mark.parametrize(("base", "ours", "theirs", "expected"), MERGES)
def test_two_edits_of_one_text(base: str, ours: str, theirs: str, expected: str | None) -> None:
    assert merge.texts(base, ours, theirs) == expected
    assert merge.texts(base, theirs, ours) == expected


@given(st.text(max_size=80), st.text(max_size=80))
def test_one_sided_edits_always_merge(base: str, ours: str) -> None:
    assert merge.texts(base, ours, base) == ours
    assert merge.texts(base, base, ours) == ours


@given(st.lists(st.sampled_from(["one", "two", "three"]), max_size=8), st.data())
def test_a_merge_drops_no_new_word(parts: list[str], data: st.DataObject) -> None:
    base = " ".join(parts)
    ours, theirs = ([*parts], [*parts])
    ours.insert(data.draw(st.integers(0, len(parts))), "OURS")
    theirs.insert(data.draw(st.integers(0, len(parts))), "THEIRS")
    merged = merge.texts(base, " ".join(ours), " ".join(theirs))
    assert merged is None or ("OURS" in merged and "THEIRS" in merged)


A, B = Picture("a", "1", "An oak"), Picture("b", "2", "A boat")


def test_bodies_merge_part_by_part() -> None:
    base = Body(title="T", text="one two", channels=(1, 2), variants={1: "own one"}, pictures=(A,))
    ours = Body(title="T", text="one TWO", channels=(1,), variants={1: "own one"}, pictures=(A, B))
    theirs = Body(title="New T", text="one two", channels=(1, 2, 3), variants={1: "own 1"}, pictures=(A,), lang="nb")
    assert merge.bodies(base, ours, theirs) == Body(
        title="New T", text="one TWO", channels=(1, 3), variants={1: "own 1"}, pictures=(A, B), lang="nb"
    )


CLASHES = [
    (Body(lang="en"), Body(lang="nb"), Body(lang="id")),
    (Body(pictures=(A,)), Body(), Body(pictures=(Picture("a", "1", "An old oak"),))),
    (Body(pictures=(A, B)), Body(pictures=(B, A)), Body(pictures=(B,))),
    (Body(variants={1: "x"}), Body(variants={1: "y"}), Body(variants={1: "z"})),
]


@pytest.mark.parametrize(("base", "ours", "theirs"), [CLASHES[0], CLASHES[1], CLASHES[3]])
def test_what_cannot_be_put_together_is_not(base: Body, ours: Body, theirs: Body) -> None:
    assert merge.bodies(base, ours, theirs) is None


def test_moving_one_picture_and_removing_another_both_hold() -> None:
    assert merge.bodies(*CLASHES[2]) == Body(pictures=(B,))


def test_every_difference_of_two_bodies_is_named() -> None:
    a = Body(title="T", text="one", channels=(1, 2), variants={1: "own"}, pictures=(A, B), use_until="2026-12-01")
    b = Body(
        title="U",
        text="two",
        lang="nb",
        channels=(2, 3),
        variants={2: "mine"},
        pictures=(B, Picture("a", "1", "An elm", (0.1, 0.5))),
        evidence=(Evidence("https://example.org/a", "A"),),
    )
    found = [(c.part, c.kind, c.subject) for c in diff.bodies(a, b, {1: "One", 2: "Two", 3: "Three"})]
    assert found == [
        ("title", "changed", ""),
        ("text", "changed", ""),
        ("variant", "removed", "One"),
        ("variant", "added", "Two"),
        ("channel", "removed", "One"),
        ("channel", "added", "Three"),
        ("alt", "changed", "2"),
        ("crop", "changed", "2"),
        ("order", "changed", ""),
        ("evidence", "added", "A"),
        ("lang", "changed", ""),
        ("use_until", "changed", ""),
    ]


def test_equal_bodies_have_no_difference() -> None:
    assert diff.bodies(Body(text="x"), Body(text="x")) == []
