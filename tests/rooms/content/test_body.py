"""A body read from anything that may come in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspoken.rooms.content.body import BadBody, Body
from wellspoken.rooms.content.further import Further

BAD = [
    (None, "shape"),
    ([], "shape"),
    ({"text": 5}, "shape"),
    ({"text": "x" * 100_001}, "long"),
    ({"title": "x" * 201}, "long"),
    ({"channels": ["x"]}, "shape"),
    ({"channels": "12"}, "shape"),
    ({"channels": [float("inf")]}, "shape"),
    ({"channels": [2**63]}, "shape"),
    ({"channels": [-1]}, "shape"),
    ({"channels": list(range(1, 400))}, "many"),
    ({"variants": {"x": "y"}}, "shape"),
    ({"variants": 3}, "shape"),
    ({"pictures": [{}]}, "shape"),
    ({"pictures": [{"media_id": "a", "sha256": "b", "focus": ["x", 1]}]}, "shape"),
    ({"evidence": [{"title": "no address"}]}, "shape"),
    ({"evidence": [{"url": "https://example.org"}] * 51}, "many"),
    ({"use_until": "tomorrow"}, "shape"),
    ({"use_until": "2026-02-30"}, "shape"),
    ({"correction": "x" * 501}, "long"),
    ({"correction": 3}, "shape"),
    ({"further": []}, "shape"),
    ({"further": {"thread": "one"}}, "shape"),
    ({"further": {"thread": ["x"] * 25}}, "many"),
    ({"further": {"first_comment": "x" * 20_001}}, "long"),
]


@pytest.mark.parametrize(("value", "code"), BAD)
def test_what_is_no_body_is_refused_with_its_kind(value: object, code: str) -> None:
    with pytest.raises(BadBody) as refused:
        Body.from_json(value)
    assert refused.value.code == code


def test_a_body_reads_back_what_it_wrote() -> None:
    body = Body.from_json({"text": "a\r\nb\x00\ud800", "channels": [2, 1, 2], "variants": {"1": "own", "9": "left"}})
    assert body.text == "a\nb?"
    assert body.channels == (1, 2)
    again = Body.from_json(body.to_json())
    assert again.content_hash() == body.content_hash()
    assert again.variants == {1: "own"}


def test_parts_that_came_later_leave_older_hashes_as_they_are() -> None:
    plain = Body(text="Walk.", channels=(1,))
    assert set(plain.to_json()) == {
        "title", "text", "lang", "channels", "variants", "pictures", "evidence", "use_until"
    }  # fmt: skip
    asked = {"thread": ["Two.", " "], "first_comment": "More.", "paid_partnership": True, "ai_made": "yes"}
    body = Body.from_json({**plain.to_json(), "further": asked, "correction": "The hour."})
    assert body.further == Further(("Two.",), "More.", paid_partnership=True)
    assert dict(body.further.texts()) == {"thread:2": "Two.", "first_comment": "More."}
    assert body.content_hash() != plain.content_hash()
    assert Body.from_json(body.to_json()) == body


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)
_fields = [
    "title",
    "text",
    "lang",
    "channels",
    "variants",
    "pictures",
    "evidence",
    "use_until",
    "correction",
    "further",
]


@given(st.dictionaries(st.sampled_from(_fields), _json))
def test_anything_becomes_a_body_or_is_refused(value: dict[str, object]) -> None:
    try:
        body = Body.from_json(value)
    except BadBody:
        return
    assert len(body.content_hash()) == 64
