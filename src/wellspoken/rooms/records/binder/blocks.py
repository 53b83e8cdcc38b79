"""The pieces a printed binder is made of; `binder.typ` draws them. All plain JSON, all text, never markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

Block = dict[str, Any]


def heading(level: int, text: str) -> Block:
    """A heading; levels follow each other without gaps."""
    return {"t": "heading", "level": level, "text": str(text)}


def para(text: str) -> Block:
    """A paragraph; line breaks stay."""
    return {"t": "para", "text": str(text)}


def quote(text: str, lang: str) -> Block:
    """Words as they were shown, in their own language."""
    return {"t": "quote", "text": text, "lang": lang.partition("-")[0]}


def facts(pairs: Iterable[tuple[str, Any]]) -> list[Block]:
    """Names with their values, empty ones left out; nothing when all are empty."""
    rows = [[str(name), str(value)] for name, value in pairs if value not in (None, "", [], ())]
    return [{"t": "facts", "rows": rows}] if rows else []


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[Block]:
    """A table with a heading row; nothing without rows."""
    told = [["" if cell is None else str(cell) for cell in row] for row in rows]
    return [{"t": "table", "head": [str(name) for name in head], "rows": told}] if told else []


def words(pieces: Iterable[Sequence[str]]) -> Block:
    """What changed, word by word: pieces of (same | del | ins, text)."""
    return {"t": "words", "pieces": [[op, text] for op, text in pieces]}


def picture(file: str, alt: str) -> Block:
    """A picture beside the document."""
    return {"t": "picture", "file": file, "alt": alt}


def moment(value: str | None, zone: ZoneInfo) -> str:
    """A stored moment on the team's clock: 2026-11-22 09:00."""
    if not value:
        return ""
    return datetime.fromisoformat(value).astimezone(zone).strftime("%Y-%m-%d %H:%M")
