"""Sizes that keep files readable: no exemption list."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "wellspoken"
PYTHON = sorted(p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts and "node_modules" not in p.parts)
FRONT = sorted(p for p in (ROOT / "frontend" / "src").rglob("*") if p.suffix in {".ts", ".css"})
TEMPLATES = sorted((SOURCE / "web" / "templates").rglob("*.html"))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def limit(path: Path) -> int:
    relative = path.relative_to(SOURCE).as_posix()
    if relative.startswith("networks/") and relative.count("/") > 1:
        return 200
    if relative.startswith("engines/screening/rules/"):
        return 150
    return 400


def too_long(paths: list[Path], most: Callable[[Path], int]) -> dict[str, int]:
    return {p.relative_to(ROOT).as_posix(): lines(p) for p in paths if lines(p) > most(p)}


def test_a_source_file_can_be_read_in_one_sitting() -> None:
    assert not too_long(PYTHON, limit)


def test_a_front_end_file_can_be_read_in_one_sitting() -> None:
    assert not too_long(FRONT, lambda path: 400)


def test_a_template_fits_on_three_screens() -> None:
    assert not too_long(TEMPLATES, lambda path: 150)


def test_no_function_is_longer_than_fifty_lines() -> None:
    long = []
    for path in PYTHON:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
        long += [f"{path.name}:{f.name}" for f in functions if (f.end_lineno or 0) - f.lineno >= 50]
    assert not long


def test_no_drawer_for_odds_and_ends() -> None:
    banned = {"utils", "helpers", "helper", "manager", "misc", "common"}
    assert not [p for p in PYTHON if p.stem in banned or banned & set(p.relative_to(SOURCE).parts)]
