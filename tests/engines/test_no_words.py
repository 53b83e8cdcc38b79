"""A text without words is screened like any other: nothing to find, and no fault."""

from __future__ import annotations

import pytest

from wellspoken.engines.screening import Context, engine_for


@pytest.mark.parametrize("text", ["", " ", ".", "💙", "\n\n", "!!! ???"])
@pytest.mark.parametrize("lang", [None, "en", "id", "nb"])
def test_no_rule_breaks_without_words(text: str, lang: str | None) -> None:
    result = engine_for().screen(Context(text, lang))
    assert "SYS-1" not in {finding.rule for finding in result.findings}
