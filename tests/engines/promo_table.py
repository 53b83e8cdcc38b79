"""Cases of promotion as tables: promo_cases/*.tsv, with the organisations in promo_cases/profiles.json.

A line is: organisation, right verdicts (joined by "|"), text, then any of surface=, direction=, parent=, paid=.
The language is the end of the file's name.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from wellspoken.engines.screening import Context, Profile, Result, engine_for

FOLDER = Path(__file__).parent / "promo_cases"
_RANK = ("block", "review")


@dataclass(frozen=True, slots=True)
class Case:
    """One text with the verdicts that are right for it."""

    name: str
    want: tuple[str, ...]
    context: Context


@cache
def profiles() -> dict[str, Profile]:
    """The organisations by name."""
    found: dict[str, Any] = json.loads((FOLDER / "profiles.json").read_text("utf-8"))
    return {name: Profile.from_mapping(data) for name, data in found.items()}


def cases(batch: str) -> list[Case]:
    """All cases of one batch ("first", "second", ...)."""
    return [case for path in sorted(FOLDER.glob(f"{batch}_*.tsv")) for case in _read(path)]


def _read(path: Path) -> list[Case]:
    lang = path.stem.rsplit("_", 1)[-1]
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        who, want, text, *more = line.split("\t")
        extra = dict(part.split("=", 1) for part in more)
        context = Context(
            text,
            lang,
            surface=extra.get("surface", "post"),
            direction=extra.get("direction", "out"),
            parent=extra.get("parent", ""),
            profile=profiles()[who] if who else Profile(),
            paid="paid" in extra,
        )
        found.append(Case(f"{path.stem}-{number}", tuple(want.split("|")), context))
    return found


def screened(case: Case) -> Result:
    """What the whole engine says."""
    return engine_for().screen(case.context)


def verdict(result: Result) -> str:
    """The verdict of the findings about promotion alone."""
    levels = {f.severity for f in result.findings if f.family == "promo"}
    return next((level for level in _RANK if level in levels), "ok")
