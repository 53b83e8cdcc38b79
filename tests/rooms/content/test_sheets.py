"""Tables as people bring them: readable in every shape they come in, and a reason for those that are not."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from wellspoken.rooms.content.sheets import columns
from wellspoken.rooms.content.sheets.reading import MOST_BYTES, BadSheet, table
from wellspoken.rooms.content.sheets.rows import Row, Surroundings, rows

AROUND = Surroundings(
    {"newsroom": 1, "bluesky": 2, "st. elm's": 2, "mastodon": None},
    "Europe/Oslo",
    "nb",
    False,
    datetime(2026, 11, 22, 9, tzinfo=UTC),
)
HEAD = "Title,Text,Language,Channels,Date,Time,Sources,Use until\n"


def workbook(*lines: list[Any]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    assert book.active is not None
    for line in lines:
        book.active.append(line)
    book.save(out)
    return out.getvalue()


def one(line: str, head: str = HEAD) -> Row:
    return rows(table((head + line).encode()), AROUND)[0]


@pytest.mark.parametrize(
    "data",
    [
        b"Tittel;Tekst\nVask;Vask hendene",
        "\ufeffTitle\tText\nVask\tVask hendene".encode(),
        "Judul,Teks\nVask,Vask hendene".encode("utf-16"),
        b'"Title","Text"\r\n"Vask","Vask hendene"\r\n\r\n',
        workbook(["Title", "Text"], ["Vask", "Vask hendene"], [None, None]),
    ],
)
def test_every_way_a_table_is_saved(data: bytes) -> None:
    found = rows(table(data), AROUND)
    assert [(row.number, row.title, row.text, row.errors) for row in found] == [(2, "Vask", "Vask hendene", ())]


def test_old_letters_and_lines_within_a_cell() -> None:
    found = rows(table('Text\n"Kjære alle,\nvask hendene"'.encode("cp1252")), AROUND)
    assert found[0].text == "Kjære alle,\nvask hendene"


def test_dates_of_a_workbook_are_dates() -> None:
    data = workbook(["Text", "Date", "Time"], ["A", datetime(2026, 12, 1), time(9, 30)], ["B", "1.12.2026", "kl 14.05"])
    assert [row.wall for row in rows(table(data), AROUND)] == ["2026-12-01T09:30", "2026-12-01T14:05"]


def zipped(name: str, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr(name, b"0" * size)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"Title,Text\n", "empty"),
        (b"Title,Text\n,,\n , \n", "empty"),
        (b"Text\n" + b"a\n" * 301, "too_many"),
        (b"Text\n" + b"a" * MOST_BYTES, "too_big"),
        (b"\x89PNG\x00\x00\x00", "not_table"),
        (zipped("xl/worksheets/sheet1.xml", 70 * 2**20), "too_big"),
        (zipped("word/document.xml", 20), "not_table"),
        (zipped("xl/worksheets/sheet1.xml", 20), "broken"),
        (b"PK\x03\x04" + b"\x00" * 50, "broken"),
        (b"Title,Words\nA,B", "no_text"),
    ],
)
def test_what_cannot_be_used_says_why(data: bytes, code: str) -> None:
    with pytest.raises(BadSheet) as refused:
        rows(table(data), AROUND)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Flu,,,,,,,", "no_text"),
        ("Flu,Words,Klingon,,,,,", "language"),
        ("Flu,Words,,Facebook,,,,", "channel"),
        ("Flu,Words,,Mastodon,,,,", "several_channels"),
        ("Flu,Words,,,31.02.2027,,,", "date"),
        ("Flu,Words,,,2027-01-12,25:00,,", "time"),
        ("Flu,Words,,,,09:00,,", "time_alone"),
        ("Flu,Words,,,2026-11-22,09:59,,", "past"),
        ("Flu,Words,,,2027-03-28,02:30,,", "missing_hour"),
        ("Flu,Words,,,,,,someday", "date"),
    ],
)
def test_what_stands_in_a_rows_way(line: str, code: str) -> None:
    assert [error for error, _words in one(line).errors] == [code]


def test_a_whole_row() -> None:
    row = one(
        'Flu,Ask us,Norsk,"St. Elm\'s, Newsroom",12.01.2027,9:00,see https://example.org/a; https://x.example,2027-02-01'
    )
    assert row == Row(
        2,
        "Flu",
        "Ask us",
        "nb",
        (2, 1),
        "2027-01-12T09:00",
        ("https://example.org/a", "https://x.example"),
        "2027-02-01",
    )
    assert Row.from_json(row.to_json()) == row


def test_the_same_post_twice_is_told() -> None:
    found = rows(table(b"Text\nWash\nRest\nwash"), AROUND)
    assert [row.errors for row in found] == [(), (), (("twice", "2"),)]


@pytest.mark.parametrize(
    ("said", "american", "day"),
    [
        ("2026-12-01", True, date(2026, 12, 1)),
        ("12/01/2026", True, date(2026, 12, 1)),
        ("12/01/2026", False, date(2026, 1, 12)),
        ("1. 12. 2026", True, date(2026, 12, 1)),
        ("soon", False, None),
        ("2026-13-01", False, None),
    ],
)
def test_dates(said: str, american: bool, day: date | None) -> None:
    assert columns.day(said, month_first=american) == day


@pytest.mark.parametrize(
    ("said", "hour"),
    [
        ("9:00", time(9)), ("09.30", time(9, 30)), ("9 am", time(9)), ("12 a.m.", time(0)), ("12:15pm", time(12, 15)),
        ("kl. 14.00", time(14)), ("pukul 08.00", time(8)), ("21:30:00", time(21, 30)), ("24:00", None), ("9", None),
        ("noon", None), ("13 pm", None),
    ],
)  # fmt: skip
def test_times(said: str, hour: time | None) -> None:
    assert columns.clock(said) == hour


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400)
    | st.text(max_size=300).map(lambda text: ("Text,Date,Time\n" + text).encode("utf-8", "replace"))
)
def test_any_bytes_are_rows_or_a_reason(data: bytes) -> None:
    try:
        found = rows(table(data), AROUND)
    except BadSheet:
        return
    assert all(Row.from_json(row.to_json()) == row for row in found)
