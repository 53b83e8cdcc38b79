"""The pages are made from the register and the rules, and the committed ones are up to date."""

from pathlib import Path

from wellspoken.engines.screening import all_rules
from wellspoken.engines.screening.catalogue import pages, slug, write
from wellspoken.engines.screening.register.reading import demands

DOCS = Path(__file__).resolve().parents[2] / "docs" / "rules"


def test_one_page_per_demand_and_rule_and_old_pages_go(tmp_path: Path) -> None:
    (tmp_path / "gone-1.md").write_text("old")
    ids = set(all_rules()) | set(demands())
    assert write(tmp_path) == len(ids)
    assert {p.stem for p in tmp_path.glob("*.md")} == {slug(i) for i in ids} | {"README"}


def test_every_page_says_how_and_what_not_with_examples() -> None:
    for name, text in pages().items():
        if name != "README.md":
            assert "**Source:**" in text, name
            assert "**Not checked:**" in text, name
            assert text.count("\n- `") >= 1, name
            assert "## Must be found" in text, name


def test_committed_pages_are_current(tmp_path: Path) -> None:
    write(tmp_path)
    assert {p.name: p.read_text() for p in DOCS.glob("*.md")} == {p.name: p.read_text() for p in tmp_path.glob("*.md")}
