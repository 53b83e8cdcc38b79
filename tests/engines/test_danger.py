"""Messages that show danger, and words of our own that insult, destroy records or lean on no consent, as tables.

danger_cases/incoming.tsv was written in two batches when the words stood, to see how they do with others;
danger_cases/outgoing.tsv beside the rules TONE-1, REC-1 and CONSENT-1. Every case must be right now.
"""

import csv
from functools import cache
from pathlib import Path

import pytest

from wellspoken.engines.screening import Context, Engine, Profile

CASES = Path(__file__).parent / "danger_cases"
HOME = {"en": ["us"], "nb": ["no"], "id": ["id"]}


def table(name: str) -> list[list[str]]:
    """The rows of a table."""
    with (CASES / f"{name}.tsv").open(encoding="utf-8") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in rows if row and not row[0].startswith("#")]


@cache
def _engine() -> Engine:
    return Engine()


def families(text: str, lang: str, surface: str, direction: str) -> set[str]:
    """The families found in a text of or to a hospital."""
    profile = Profile.from_mapping({"kind": "hospital", "countries": HOME[lang], "names": ["Riverbend"]})
    found = _engine().screen(Context(text, lang, surface, direction, profile=profile)).findings
    return {finding.family for finding in found}


@pytest.mark.parametrize(("lang", "danger", "text"), table("incoming"))
def test_danger_in_messages(lang: str, danger: str, text: str) -> None:
    assert ("danger" in families(text, lang, "dm", "in")) is (danger == "1")


@pytest.mark.parametrize(("lang", "family", "surface", "text"), table("outgoing"))
def test_conduct_records_and_consent(lang: str, family: str, surface: str, text: str) -> None:
    found = families(text, lang, surface, "out") & {"conduct", "records", "consent"}
    assert found == (set() if family == "-" else {family})


def test_nobody_is_in_danger_in_what_we_write_ourselves() -> None:
    assert "danger" not in families("i want to die", "en", "reply", "out")
