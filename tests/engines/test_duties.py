"""What must be done after a take-down, and until when."""

from datetime import UTC, datetime, timedelta

import pytest

from wellspoken.engines.screening.finding import LANGUAGES
from wellspoken.engines.screening.register.duties import CAUSES, DUTIES, due, keep_until
from wellspoken.engines.screening.register.reading import demands

KNOWN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cause", "countries", "expected"),
    [
        ("exposure", ["us"], [("HIPAA-BREACH-1", timedelta(days=60))]),
        ("exposure", ["no"], [("GDPR-4", timedelta(hours=72))]),
        ("exposure", ["ID"], [("ID-PDP-3", timedelta(hours=72))]),
        ("exposure", ["us", "de"], [("GDPR-4", timedelta(hours=72)), ("HIPAA-BREACH-1", timedelta(days=60))]),
        ("withdrawal", ["no", "id"], [("GDPR-3", None), ("ID-PDP-2", timedelta(hours=72))]),
        ("withdrawal", ["us"], []),
        ("exposure", ["jp"], []),
        ("mistake", ["us", "no", "id"], []),
    ],
)
def test_what_is_due_where(cause: str, countries: list[str], expected: list[tuple[str, timedelta | None]]) -> None:
    found = due(cause, countries, KNOWN)
    assert [(d.duty.id, d.by) for d in found] == [(i, None if w is None else KNOWN + w) for i, w in expected]


def test_a_clock_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due("exposure", ["us"], KNOWN.replace(tzinfo=None))


def test_papers_are_kept_for_six_years() -> None:
    assert keep_until(KNOWN) == KNOWN.replace(year=2032)
    assert keep_until(KNOWN.replace(year=2026, month=2, day=28)).date().isoformat() == "2032-02-28"
    assert keep_until(KNOWN.replace(year=2024, month=2, day=29)).date().isoformat() == "2030-03-01"


@pytest.mark.parametrize("duty", DUTIES, ids=lambda d: d.id)
def test_each_duty_is_a_demand_and_speaks_three_languages(duty: object) -> None:
    from wellspoken.engines.screening.register.duties import Duty

    assert isinstance(duty, Duty)
    assert duty.id in demands()
    assert duty.cause in CAUSES
    assert set(duty.words) == set(LANGUAGES)
    assert all(w.ask.endswith("?") and w.why.endswith(".") and w.todo.endswith(".") for w in duty.words.values())
    assert len({w.ask for w in duty.words.values()}) == len(LANGUAGES)
