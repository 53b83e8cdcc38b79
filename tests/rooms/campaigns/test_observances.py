"""The catalogue and its selector."""

from __future__ import annotations

import re
from datetime import date

import pytest

from wellspoken.rooms.campaigns.catalogue import catalogue
from wellspoken.rooms.campaigns.selectors import observances

DECEMBER = (date(2026, 12, 1), date(2026, 12, 31))


def names(start: date, end: date, countries: list[str], lang: str = "en") -> list[str]:
    return [o.name for o in observances(start, end, countries, lang)]


def test_every_entry_is_whole() -> None:
    entries = catalogue()
    assert len(entries) > 200
    assert len({e.code for e in entries}) == len(entries)
    for entry in entries:
        assert entry.region == "*" or re.fullmatch(r"[a-z]{2}", entry.region), entry.code
        assert all([entry.names["en"], entry.source, entry.owner]), entry.code
        assert all(tag.startswith("#") for tag in entry.hashtags), entry.code
        if entry.region == "*":
            assert set(entry.names) == {"en", "id", "nb"}, entry.code


@pytest.mark.parametrize(
    ("lang", "name"),
    [("en", "World AIDS Day"), ("id", "Hari AIDS Sedunia"), ("nb", "Verdens aidsdag"), ("xx", "World AIDS Day")],
)
def test_names_are_in_the_readers_language(lang: str, name: str) -> None:
    first = observances(date(2026, 12, 1), date(2026, 12, 1), [], lang)
    assert name in [o.name for o in first]


def test_countries_choose_what_is_shown() -> None:
    assert "National Influenza Vaccination Week" in names(*DECEMBER, ["US"])
    assert "National Influenza Vaccination Week" not in names(*DECEMBER, ["no", "id"])
    assert "Hari Ibu" in names(*DECEMBER, ["id"], "id")


def test_a_week_is_found_on_each_of_its_days_and_not_after() -> None:
    week = "World AMR Awareness Week"
    assert week in names(date(2026, 11, 20), date(2026, 11, 20), [])
    assert week in names(date(2026, 11, 24), date(2026, 11, 24), [])
    assert week not in names(date(2026, 11, 25), date(2026, 11, 25), [])


def test_days_come_in_order_and_weekly_hooks_stay_out() -> None:
    found = observances(date(2026, 1, 1), date(2026, 12, 31), ["us", "no", "id", "gb"], "en")
    assert [o.start for o in found] == sorted(o.start for o in found)
    assert "Throwback Thursday" not in [o.name for o in found]


def test_the_same_day_of_two_owners_is_shown_once() -> None:
    found = names(date(2026, 10, 1), date(2026, 10, 31), ["gb", "no"])
    assert found.count("Stoptober") == 1


def test_around_new_year_both_years_are_looked_at() -> None:
    found = observances(date(2026, 12, 30), date(2027, 1, 2), [], "nb")
    assert [(o.name, o.start.isoformat()) for o in found] == [("Nyttårsdag", "2027-01-01")]
