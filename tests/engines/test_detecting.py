"""The language of a text is the same in every process, whatever order the models answer in."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from wellspoken.engines.text import language


def shares(*values: tuple[str, float]) -> list[Any]:
    name = SimpleNamespace
    return [name(language=name(iso_code_639_1=name(name=code.upper())), value=value) for code, value in values]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("values", "code"),
    [
        ((("da", 0.41000004), ("nb", 0.40999998), ("en", 0.18)), "nb"),
        ((("nb", 0.3), ("da", 0.7)), "da"),
        ((("sv", 0.5), ("nn", 0.5)), "nn"),
    ],
)
def test_shares_alike_are_decided_by_our_order(
    monkeypatch: pytest.MonkeyPatch, values: tuple[tuple[str, float], ...], code: str, turned: bool
) -> None:
    found = shares(*(reversed(values) if turned else values))
    model = SimpleNamespace(compute_language_confidence_values=lambda _text: found)
    monkeypatch.setattr(language, "_model", lambda: model)
    assert language._by_model("xyz", None).lang == code
