"""Times with weekday, date, clock and place, in three languages and across a change of clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.template import Context, Template
from django.utils import translation

from wellspoken.web.frame import clock

NOVEMBER = datetime(2026, 11, 28, 8, 0, tzinfo=UTC)
OSLO = SimpleNamespace(time_zone="Europe/Oslo", place="Bergen")


@pytest.fixture(autouse=True)
def in_2026() -> object:
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False):
        yield


@pytest.mark.parametrize(
    ("language", "where", "told"),
    [
        ("en", "Europe/Oslo", "Sat 28 Nov, 09:00, Oslo"),
        ("en", OSLO, "Sat 28 Nov, 09:00, Bergen"),
        ("nb", "Europe/Oslo", "lør. 28. nov., 09:00, Oslo"),
        ("id", "Asia/Jakarta", "Sab 28 Nov, 15.00, Jakarta"),
        ("en", "America/Chicago", "Sat 28 Nov, 02:00, Chicago"),
        ("en", "America/Argentina/Buenos_Aires", "Sat 28 Nov, 05:00, Buenos Aires"),
        ("en", None, "Sat 28 Nov, 08:00, UTC"),
    ],
)
def test_when(language: str, where: object, told: str) -> None:
    with translation.override(language):
        assert clock.when(NOVEMBER, where) == told


@pytest.mark.parametrize(
    ("instant", "told"),
    [
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Sun 25 Oct, 02:30, Oslo"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Sun 25 Oct, 02:30, Oslo"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "Sun 29 Mar, 03:00, Oslo"),
        (datetime(2027, 1, 1, 0, 0, tzinfo=UTC), "Fri 1 Jan 2027, 01:00, Oslo"),
    ],
)
def test_when_across_changes(instant: datetime, told: str) -> None:
    assert clock.when(instant, "Europe/Oslo") == told


def test_durations_and_numbers() -> None:
    assert clock.duration(7200) == "2 hours"
    assert clock.ago(NOVEMBER, NOVEMBER + timedelta(minutes=3)) == "3 minutes ago"
    assert clock.ago(NOVEMBER, NOVEMBER - timedelta(days=2)) == "in 2 days"
    assert clock.number(10000) == "10,000"
    with translation.override("id"):
        assert clock.number(10000) == "10.000"
        assert clock.duration(7200) == "2 jam"
    assert clock.day(date(2026, 11, 28)) == "Sat 28 Nov"


def test_the_tag_tells_machines_the_instant() -> None:
    page = Template("{% load ui %}{% when t 'Europe/Oslo' %}|{% when nothing %}").render(Context({"t": NOVEMBER}))
    assert page == '<time datetime="2026-11-28T08:00:00+00:00">Sat 28 Nov, 09:00, Oslo</time>|'
