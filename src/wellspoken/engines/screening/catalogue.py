"""Writes one Markdown page per rule and an index: `python -m wellspoken.engines.screening.catalogue OUTDIR`."""

import sys
from pathlib import Path

from wellspoken.engines.screening.cards import RuleCard, rule_cards

_SEVERITY = {
    "block": "stops the post until somebody with the right releases it",
    "review": "sends the post to a reviewer",
    "advise": "gives advice; the post can go on",
}


def slug(rule_id: str) -> str:
    """The file name of a rule's page, without its ending."""
    return rule_id.lower().replace("/", "-")


def page(card: RuleCard) -> str:
    """One rule as Markdown."""
    where = ", ".join(card.countries) or "everywhere"
    lines = [
        f"# {card.id}: {card.title}",
        "",
        card.demand,
        "",
        f"- **Source:** {card.citation}",
        f"- **Family:** {card.family}",
        f"- **Severity:** {card.severity} ({_SEVERITY[card.severity]})",
        f"- **Packs:** {', '.join(card.packs)}; audience: {where}",
        f"- **How it is checked:** {card.how}",
        f"- **Not checked:** {card.not_checked}",
        "",
        f"What the writer reads: {card.message} {card.advice}",
        "",
        "## Found",
        "",
        *[f"- {_quoted(text)}" for text in card.bad],
        "",
        "## Left alone",
        "",
        *[f"- {_quoted(text)}" for text in card.good],
        "",
    ]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return "`" + text.replace("`", "'").replace("\n", " ") + "`"


def index(cards: list[RuleCard]) -> str:
    """The list of all rules as Markdown."""
    head = [
        "# Screening rules",
        "",
        "Made by `python -m wellspoken.engines.screening.catalogue`. Not legal advice; an organisation can",
        "switch rules off or change their severity. Checked on 2026-11-21.",
        "",
        "| rule | what it finds | family | severity | source |",
        "| --- | --- | --- | --- | --- |",
    ]
    rows = []
    for card in cards:
        link = f"[{card.id}]({slug(card.id)}.md)"
        rows.append(f"| {link} | {card.title} | {card.family} | {card.severity} | {card.citation} |")
    return "\n".join([*head, *rows, ""])


def write(out: Path) -> int:
    """Write all pages into `out`, remove pages of rules that are gone, and tell how many there are."""
    out.mkdir(parents=True, exist_ok=True)
    cards = rule_cards("en")
    pages = {f"{slug(card.id)}.md": page(card) for card in cards} | {"README.md": index(cards)}
    for old in out.glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for name, text in pages.items():
        (out / name).write_text(text, encoding="utf-8")
    return len(cards)


def main() -> None:
    """Entry point."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m wellspoken.engines.screening.catalogue OUTDIR")
    sys.stdout.write(f"{write(Path(sys.argv[1]))} rules\n")


if __name__ == "__main__":
    main()
