"""Names that can be read: whatever is typed is tidied or refused, never kept as it came."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspoken.rooms.people.checks import readable_name
from wellspoken.rooms.people.errors import PeopleProblem

GOOD = [
    ("  Ana   Berg ", "Ana Berg"),
    ("St. Elm\u2019s", "St. Elm\u2019s"),
    ("مستشفى", "مستشفى"),
    ("evil\u202egnp.exe", "evil gnp.exe"),
    ("A\u0301sa", "Ása"),
    ("Ward\n4", "Ward 4"),
    ("👩\u200d⚕️ Team", "👩\u200d⚕️ Team"),
]


@pytest.mark.parametrize(("typed", "kept"), GOOD)
def test_tidied(typed: str, kept: str) -> None:
    assert readable_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", "\u202e\u200d", "...", "🙂", "\x00", "\ud800"])
def test_refused(typed: str) -> None:
    with pytest.raises(PeopleProblem):
        readable_name(typed)


@given(st.text(max_size=400))
def test_always_one_short_readable_line(typed: str) -> None:
    try:
        kept = readable_name(typed, 60)
    except PeopleProblem:
        return
    assert 0 < len(kept) <= 60
    assert kept == kept.strip()
    assert not {unicodedata.category(c) for c in kept.replace("\u200d", "")} & {"Cc", "Cf", "Cs"}
