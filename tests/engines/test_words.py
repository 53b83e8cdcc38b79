"""Care with words, truth, emergencies, access and promotion in two countries, on tables of cases of our own.

The cases of `first` were written before the rules they test, those of `second` to `fourth` when the rules stood, to see
how they do with words they had not met. Every case must be right now; benchmarks/README.md has the first looks.
"""

import pytest

from tests.engines import words_table as words

CASES = [pytest.param(case, id=f"{name}-{n}") for name in words.TABLES for n, case in enumerate(words.table(name))]


@pytest.mark.parametrize("case", CASES)
def test_case(case: words.Case) -> None:
    assert words.good(case), (case.want, case.text, words.screened(case))


def test_every_family_has_cases_in_every_language() -> None:
    cases = [case for name in words.TABLES for case in words.table(name)]
    for lang in ("en", "nb", "id"):
        found = set().union(*(case.wanted for case in cases if case.lang == lang))
        assert found == words.FAMILIES
        assert {case.foil for case in cases if case.lang == lang and case.foil}
