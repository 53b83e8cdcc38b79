"""docs/security.md names only what is there: files, tests, settings, commands; and walks through every chapter."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
HOMES = (ROOT, ROOT / "src" / "wellspoken")


def test_every_file_it_names_is_there() -> None:
    named = set(re.findall(r"`((?:[\w.-]+/)+[\w.@-]*|[\w-]+\.(?:md|toml)|\.importlinter)`", TEXT))
    assert len(named) > 40
    assert not [name for name in sorted(named) if not any((home / name).exists() for home in HOMES)]


def test_every_chapter_is_walked_through() -> None:
    rows = re.findall(r"^\| ([\d(A-Z][^|]*) \| [^|]+ \| (.) \| [^|]+ \|$", TEXT, re.MULTILINE)
    assert {mark for _number, mark in rows} <= set("✓◐✗–")
    for chapter in range(1, 15):
        assert f"\n## V{chapter} " in TEXT
        assert any(number.startswith(f"{chapter}.") for number, _mark in rows), f"V{chapter} is empty"


def test_settings_it_names_are_read_somewhere() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "wellspoken" / "config").rglob("*.py"))
    assert not [name for name in set(re.findall(r"WELLSPOKEN_[A-Z_]+", TEXT)) if name not in code]
