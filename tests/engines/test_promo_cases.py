"""Promotion on whole texts: what must be stopped or looked at, and what must pass.

The batches were written one after the other; the words of the engine were widened after each. `foils` holds texts that
look like promotion and are none.
"""

import pytest

from tests.engines.promo_table import Case, cases, screened, verdict

BATCHES = ("first", "second", "third", "foils", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
# Right in at least this share; single misses are named by the test that follows.
SHARE = 0.97


@pytest.mark.parametrize("batch", BATCHES)
def test_share_of_right_verdicts(batch: str) -> None:
    table = cases(batch)
    wrong = [(c.name, c.want, verdict(screened(c))) for c in table if verdict(screened(c)) not in c.want]
    assert len(table) >= 10
    assert len(wrong) <= (1 - SHARE) * len(table), wrong


@pytest.mark.parametrize("case", [c for b in BATCHES for c in cases(b) if c.want == ("ok",)], ids=lambda c: c.name)
def test_what_is_fine_is_not_blocked(case: Case) -> None:
    assert verdict(screened(case)) != "block"


@pytest.mark.parametrize("batch", BATCHES)
def test_findings_point_into_the_text(batch: str) -> None:
    for case in cases(batch):
        for finding in screened(case).findings:
            assert 0 <= finding.start <= finding.end <= len(case.context.text)
