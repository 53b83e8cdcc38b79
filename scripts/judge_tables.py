"""The tables of cases under tests/engines as texts to learn from: (file, row, context)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.engines import privacy_cases, promo_table, test_danger, words_table
from wellspoken.engines.screening import Context, Profile

_LANGUAGES = ("en", "id", "nb")
_WANTED = {"B": "block", "BR": "review", "R": "review", "r": "review", "O": "ok"}
_WORST = ("block", "review", "ok")
Row = tuple[str, dict[str, Any], Context]


def tables() -> Iterator[Row]:
    """Every case, always in the same order."""
    yield from _privacy()
    yield from _promo()
    yield from _words()
    yield from _danger()
    yield from _clean()


def _privacy() -> Iterator[Row]:
    names = sorted(path.stem.rpartition("_") for path in privacy_cases.FOLDER.glob("*_*.txt"))
    known = [case for name, _, lang in names for case in privacy_cases.read(name, lang) if case.wanted in _WANTED]
    for case in known:
        lang = case.context.lang
        row = {"verdict": _WANTED[case.wanted], "lang": lang, "direction": case.context.direction}
        yield "privacy_tests", row, case.context


def _promo() -> Iterator[Row]:
    for batch in sorted({path.stem.rpartition("_")[0] for path in promo_table.FOLDER.glob("*.tsv")}):
        for case in promo_table.cases(batch):
            ctx, worst = case.context, next(level for level in _WORST if level in case.want)
            verdict = worst if "ok" not in case.want else "ok"
            yield "promo_tests", {"verdict": verdict, "lang": ctx.lang, "direction": ctx.direction}, ctx


def _words() -> Iterator[Row]:
    for name in words_table.TABLES:
        for case in words_table.table(name):
            row: dict[str, Any] = {"lang": case.lang, "families": sorted(case.wanted), "verdict": "block"}
            if case.foil:
                row |= {"foil_for": [case.foil], "verdict": "ok", "families": []}
            if not case.verdict:
                yield "words_tests", row, words_table.context(case)


def _danger() -> Iterator[Row]:
    for lang, danger, text in test_danger.table("incoming"):
        profile = Profile.from_mapping({"countries": test_danger.HOME[lang], "names": ["Riverbend"]})
        more = {"families": ["danger"], "verdict": "block"} if danger == "1" else {"verdict": "ok", "label": "other"}
        yield (
            "danger_tests",
            {"lang": lang, "direction": "in", **more},
            Context(text, lang, "dm", "in", profile=profile),
        )


def _clean() -> Iterator[Row]:
    for lang in _LANGUAGES:
        lines = Path(privacy_cases.FOLDER.parent / "clean_posts" / f"{lang}.txt").read_text("utf-8").splitlines()
        for line in lines:
            surface, text = line.split("|", 1)
            way = "in" if surface.endswith("-in") else "out"
            row = {"lang": lang, "verdict": "ok", "direction": way}
            yield "hard_negatives_tests", row, Context(text, lang, surface.removesuffix("-in"), way)
