"""Tables for spreadsheets. Cells that a spreadsheet would run as a formula are written so that it does not."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from wellspoken.rooms.kernel.cells import unrunnable

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def plain(value: Any) -> str:
    """The value as text that no spreadsheet runs: an apostrophe before what would be a formula."""
    return unrunnable(ILLEGAL_CHARACTERS_RE.sub("", _words(value)))


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def write(kind: str, rows: Sequence[dict[str, Any]]) -> bytes:
    """The rows with a line of names above; `kind` is a key of `KINDS`."""
    names = list(rows[0]) if rows else []
    lines = [names, *([plain(row[name]) for name in names] for row in rows)]
    return _csv(lines) if kind == "csv" else _xlsx(lines)


def _csv(lines: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    return ("\ufeff" + out.getvalue()).encode()  # the mark tells spreadsheets that it is UTF-8


def _xlsx(lines: list[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Access")
    for line in lines:
        sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
