"""The engine says nothing beside its answer: no complaint of a library reaches the terminal or a pipe."""

from __future__ import annotations

import pytest

from wellspoken.engines.screening import Context, engine_for
from wellspoken.engines.screening.registry import all_rules


def test_no_rule_outgrows_its_memory(capfd: pytest.CaptureFixture[str]) -> None:
    """RE2 complains on standard error, and slows down, when a pattern has more states than its memory holds."""
    engine = engine_for()
    for rule in all_rules().values():
        for example in rule.examples:
            engine.screen(Context(text=example.text * 8, lang=example.lang))
    assert "out of memory" not in capfd.readouterr().err
