"""The rule pages are made from the rules, and the committed ones are up to date."""

from pathlib import Path

from wellspoken.engines.screening import all_rules
from wellspoken.engines.screening.catalogue import slug, write

DOCS = Path(__file__).resolve().parents[2] / "docs" / "rules"


def test_one_page_per_rule_and_old_pages_go(tmp_path: Path) -> None:
    (tmp_path / "gone-1.md").write_text("old")
    assert write(tmp_path) == len(all_rules())
    assert {p.stem for p in tmp_path.glob("*.md")} == {slug(r) for r in all_rules()} | {"README"}


def test_committed_pages_are_current(tmp_path: Path) -> None:
    write(tmp_path)
    assert {p.name: p.read_text() for p in DOCS.glob("*.md")} == {p.name: p.read_text() for p in tmp_path.glob("*.md")}
