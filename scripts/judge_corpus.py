"""The texts the judge learns from, and what each says for each of its questions (heads).

benchmarks/training holds texts written for this project (README there). The tables under tests/engines and, with
SCREENING_DATA set, the labelled development sets are learnt from too. A text counts for a head only where its labels
answer the question.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.screening import context
from scripts.judge_tables import tables
from wellspoken.engines.screening import Context

FOLDER = Path(__file__).parent.parent / "benchmarks" / "training"
DEVELOPMENT = ("phi_cases", "phi2", "promo", "promo2", "misc2", "hard_negatives", "danger")
_PRIVACY = ("privacy", "phi", "hard_negatives")
_TRUTH = frozenset(("misinfo", "source", "absolute"))
_HURT = {"self": "self_harm", "emergency": "emergency", "abuse": "abuse", "adverse": "adverse_event"}
_ELSEWHERE = 0.3  # weight of clean texts written for another question
_DEVELOPMENT = 0.5  # the rules were written with these at hand, so that they say too much for them


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled text: its file, the group of twins it belongs to, "train", "test" or "dev", its labels, its setting.

    "dev" are texts that the rules were written with.
    """

    file: str
    group: str
    part: str
    row: dict[str, Any]
    context: Context

    @property
    def incoming(self) -> bool:
        """Whether the public wrote it."""
        return self.context.direction == "in"

    @property
    def asks(self) -> str:
        """What its labels are about: privacy, promo, truth, danger or words."""
        if self.file.startswith(_PRIVACY):
            return "privacy"
        if self.file.startswith("promo"):
            return "promo"
        if self.file.startswith("truth"):
            return "truth"
        return "danger" if self.incoming else "words"


def cases() -> Iterator[Case]:
    """Every text, always in the same order."""
    for path in sorted(FOLDER.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                yield Case(path.name.split(".")[0], row["group"], row["part"], row, context(row))
    data = os.environ.get("SCREENING_DATA")
    for name in DEVELOPMENT if data else ():
        for lang in ("en", "id", "nb"):
            path = Path(data or "") / name / f"{lang}.jsonl"
            for number, line in enumerate(path.read_text("utf-8").splitlines() if path.exists() else ()):
                row = {"lang": lang, **json.loads(line)}
                row |= {"direction": "in", "surface": "dm"} if name == "danger" else {}
                group = f"{name}-{row.get('scenario') or row.get('case') or number}"
                yield Case(name, group, "dev", row, context(row))
    for number, (name, row, setting) in enumerate(tables()):
        yield Case(name, f"{name}-{number}", "dev", row, setting)


Answer = tuple[bool, float] | None


def _level(asks: str, *levels: str) -> Callable[[Case], Answer]:
    """Whether the verdict is one of `levels`; clean texts of other files count a little."""

    def answer(case: Case) -> Answer:
        weight = 1.0 if case.part in ("train", "test") else _DEVELOPMENT
        if case.asks == asks:
            return case.row["verdict"] in levels, weight
        clean = case.row.get("verdict") == "ok" and not case.row.get("families") and not case.row.get("also_ok")
        return (False, _ELSEWHERE * weight) if clean else None

    return answer


def _families(case: Case) -> frozenset[str]:
    return frozenset(case.row.get("families") or ())


def _truth(*families: str) -> Callable[[Case], Answer]:
    """Whether the text makes a claim that is false, without source, or absolute."""

    def answer(case: Case) -> Answer:
        if case.asks in ("truth", "words"):
            has, foil = _families(case), frozenset(case.row.get("foil_for") or ())
            if has & _TRUTH or foil & _TRUTH:
                return bool(has & set(families)), 1.0
            return None
        return _level("truth", "block", "review")(case)

    return answer


def _hurt(*labels: str) -> Callable[[Case], Answer]:
    """Whether a message from the public tells of danger of this kind."""

    def answer(case: Case) -> Answer:
        if not case.incoming:
            return None
        weight = _DEVELOPMENT if case.part == "dev" else 1.0
        if "label" in case.row:
            return case.row["label"] in labels, weight
        if "danger" in _families(case):
            return (True, weight) if len(labels) > 1 else None
        return (False, _ELSEWHERE) if case.row.get("verdict") == "ok" else None

    return answer


HEADS: dict[str, Callable[[Case], Answer]] = {
    "privacy": _level("privacy", "block", "review"),
    "privacy-block": _level("privacy", "block"),
    "promo": _level("promo", "block", "review"),
    "promo-block": _level("promo", "block"),
    "truth": _truth("misinfo", "source", "absolute"),
    **{f"truth-{family}": _truth(family) for family in ("misinfo", "source", "absolute")},
    "danger": _hurt("self_harm", "emergency", "abuse"),
    **{f"danger-{kind}": _hurt(label) for kind, label in _HURT.items()},
}
