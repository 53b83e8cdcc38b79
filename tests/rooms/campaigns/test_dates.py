"""The language of date rules, checked against published calendars."""

from __future__ import annotations

from datetime import date

import pytest

from wellspoken.rooms.campaigns.catalogue import catalogue
from wellspoken.rooms.campaigns.dates import BadRule, Span, spans

DAYS = [
    ("fixed:12-01", 2026, ["2026-12-01"]),
    ("fixed:02-29", 2026, []),
    ("fixed:02-29", 2028, ["2028-02-29"]),
    ("nth:10:thu:2", 2026, ["2026-10-08"]),  # World Sight Day
    ("nth:01:sun:-1", 2026, ["2026-01-25"]),  # World Leprosy Day
    ("nth:02:sun:5", 2026, []),  # four Sundays only
    ("nth:11:wed:3", 2026, ["2026-11-18"]),  # World COPD Day
    ("last:02", 2026, ["2026-02-28"]),
    ("last:02", 2028, ["2028-02-29"]),
    ("easter:0", 2026, ["2026-04-05"]),
    ("easter:-21", 2026, ["2026-03-15"]),  # Mothering Sunday
    ("after:nth:11:thu:4:+5", 2026, ["2026-12-01"]),  # GivingTuesday
    ("dates:2026-03-13", 2026, ["2026-03-13"]),
    ("dates:2026-03-13", 2027, []),
]
WEEKS = [
    ("range:11-18..11-24", 2026, "2026-11-18", "2026-11-24"),
    ("range:12-28..01-03", 2026, "2026-12-28", "2027-01-03"),
    ("weekof:05:sun:2", 2026, "2026-05-10", "2026-05-16"),
    ("weekcontaining:05-12", 2026, "2026-05-10", "2026-05-16"),
    ("weekcontaining:05-10", 2026, "2026-05-10", "2026-05-16"),  # a Sunday begins its own week
    ("isoweeks:39..42", 2026, "2026-09-21", "2026-10-18"),
    ("month:02", 2028, "2028-02-01", "2028-02-29"),
]
BAD = ["", "fixed", "fixed:13-01", "nth:01:sun:0", "nth:01:son:1", "month:0", "moon:full"]
BAD += ["dates:2027-01-01;2026-01-01"]


@pytest.mark.parametrize(("rule", "year", "days"), DAYS)
def test_single_days(rule: str, year: int, days: list[str]) -> None:
    assert spans(rule, year) == [Span(date.fromisoformat(d), date.fromisoformat(d)) for d in days]


@pytest.mark.parametrize(("rule", "year", "start", "end"), WEEKS)
def test_stretches_of_days(rule: str, year: int, start: str, end: str) -> None:
    assert spans(rule, year) == [Span(date.fromisoformat(start), date.fromisoformat(end))]


def test_every_week() -> None:
    found = spans("weekly:thu", 2026)
    assert len(found) == 53
    assert {s.start.weekday() for s in found} == {3}
    assert {s.start.year for s in found} == {2026}


@pytest.mark.parametrize("rule", BAD)
def test_what_is_no_rule_is_refused(rule: str) -> None:
    with pytest.raises(BadRule):
        spans(rule, 2026)


def test_every_shipped_rule_can_be_read_for_many_years() -> None:
    for entry in catalogue():
        for year in range(2024, 2036):
            for span in spans(entry.rule, year):
                assert span.start <= span.end, entry.code
