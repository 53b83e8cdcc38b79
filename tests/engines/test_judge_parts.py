"""Parts of words, the sparse matrix the judge is trained with, and what it may and may not do to a named person."""

import numpy as np
import pytest

from scripts.judge_matrix import Sparse
from wellspoken.engines.screening import Context, Engine
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.learned import judging, pieces

TIED = "Endang Lestari dijaga tim kami selama tiga minggu, sekarang sudah di rumah."


def test_words_share_drawers_with_their_kin_and_not_across_languages() -> None:
    clinic, clinics, other = (set(pieces.of_word(word, "nb")) for word in ("klinikken", "poliklinikken", "sykkel"))
    assert len(clinic & clinics) >= 4
    assert len(clinic & other) <= 1
    assert pieces.of_word("hjelp", "nb") != pieces.of_word("hjelp", "en")


def test_digits_count_as_nought_and_a_word_said_twice_counts_once() -> None:
    assert pieces.of_word("rom417", "nb") == pieces.of_word("rom905", "nb")
    assert pieces.of_words(["ward", "ward"], "en") == pieces.of_words(["ward"], "en")
    assert sum(value**2 for value in pieces.of_words(["dialysis"], "en").values()) == pytest.approx(1.0)


def test_the_sparse_matrix_multiplies_as_a_full_one() -> None:
    full = np.array([[1.0, 0, 2], [0, 0, 3], [4, 5, 0], [0, 6, 0]])
    sparse = Sparse.of(({at: value for at, value in enumerate(line) if value} for line in full), 3)
    weights, pulls = np.array([0.5, -1.0, 2.0]), np.array([1.0, -2.0, 0.25, 3.0])
    assert sparse.times(weights) == pytest.approx(full @ weights)
    assert sparse.back(pulls) == pytest.approx(full.T @ pulls)
    assert sparse.some([2, 0]).times(weights) == pytest.approx(full[[2, 0]] @ weights)


@pytest.mark.parametrize(
    ("lang", "text", "tied"),
    [
        ("id", TIED, True),
        ("en", "Our patient Mary Olsen is home after her stroke.", True),
        ("en", "Thank you all. Mary Olsen likes our scanner.", False),
        ("nb", "Gunnar og vaffeljernet er på plass ved røntgen.", False),
    ],
)
def test_a_name_near_care_is_not_yet_tied_to_it(lang: str, text: str, tied: bool) -> None:
    doc = Document(Context(text, lang))
    assert any(doc.subjects.ties(person) for person in doc.labelled("PERSON")) is tied


def test_a_named_patient_stays_blocked_however_clean_the_judge_thinks_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    never = {key: 99.0 for key in judging.thresholds()}
    monkeypatch.setattr(judging, "thresholds", lambda: never)
    assert Engine().screen(Context(TIED, "id")).verdict == "block"


def test_a_name_that_nothing_ties_to_care_is_looked_at_and_may_be_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    ctx = Context(
        "Volunteer night at the stroke unit with pizza. Brenda Olsen won the quiz about blood pressure.", "en"
    )
    found = [f for f in Engine().by_rules(Document(ctx)) if f.family == "privacy"]
    assert "block" not in {f.severity for f in found}
    sure = {key: 99.0 for key in judging.thresholds()}
    monkeypatch.setattr(judging, "thresholds", lambda: sure)
    assert not [f for f in Engine().screen(ctx).findings if f.family == "privacy" and f.severity in ("block", "review")]
