"""From the bytes of a file to rows of plain text. Whatever the file is, the answer is rows or a reason."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime, time
from typing import Any

MOST_BYTES = 5 * 2**20
MOST_ROWS = 300
MOST_COLUMNS = 40
MOST_CELL = 20_000
#: a workbook is a zip: what it may unfold to
_MOST_UNFOLDED = 60 * 2**20
_MOST_PARTS = 2000


class BadSheet(Exception):
    """The file cannot be used. `code`: empty, too_big, too_many, not_table, broken, encoding, malware, not_scanned."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def table(data: bytes) -> list[list[str]]:
    """All rows that hold anything, the heading first; cells are trimmed text, dates and times in ISO form.

    Raises `BadSheet`.
    """
    if not data.strip():
        raise BadSheet("empty")
    if len(data) > MOST_BYTES:
        raise BadSheet("too_big")
    rows = _workbook(data) if data[:4] == b"PK\x03\x04" else _text(data)
    filled = [row for row in rows if any(row)]
    if len(filled) < 2:
        raise BadSheet("empty")
    if len(filled) > MOST_ROWS + 1:
        raise BadSheet("too_many")
    return filled


def _text(data: bytes) -> list[list[str]]:
    text = _decoded(data)
    if "\x00" in text:
        raise BadSheet("not_table")
    heading = text.split("\n", 1)[0]
    mark = max(",;\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append([_cell(value) for value in row[:MOST_COLUMNS]])
            if len(rows) > 10 * MOST_ROWS:
                raise BadSheet("too_many")
    except csv.Error as error:
        raise BadSheet("broken") from error
    return rows


def _decoded(data: bytes) -> str:
    """Text in UTF-8, or UTF-16 with its mark, or as older spreadsheet programs write in western Europe."""
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadSheet("encoding")


def _workbook(data: bytes) -> list[list[str]]:
    _check_unfolded(data)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            sheet = book.worksheets[0]
            found = sheet.iter_rows(max_row=10 * MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
            return [[_cell(value) for value in row] for row in found]
        finally:
            book.close()
    except Exception as error:  # the reader raises many kinds for damaged files: all of them mean the same
        raise BadSheet("broken") from error


def _check_unfolded(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as folder:
            parts = folder.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise BadSheet("broken") from error
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNFOLDED:
        raise BadSheet("too_big")
    if not any(part.filename.startswith("xl/worksheets/") for part in parts):
        raise BadSheet("not_table")


def _cell(value: Any) -> str:
    """A cell as text: whole numbers without a point, dates as 2026-12-01, times as 09:00."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    # NUL cannot be stored, lone surrogates cannot be encoded
    text = str(value)[: MOST_CELL + 1].replace("\x00", "").replace("\r\n", "\n")
    return text.encode("utf-8", "replace").decode().strip()
