"""Writes a Markdown page per demand and rule, and an index: `python -m wellspoken.engines.screening.catalogue DIR`."""

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from wellspoken.engines.screening.cards import RuleCard, rule_cards
from wellspoken.engines.screening.register.question import Question
from wellspoken.engines.screening.register.questions import by_id
from wellspoken.engines.screening.register.reading import WAYS, Demand, demands, told
from wellspoken.engines.screening.registry import all_rules

_SEVERITY = {
    "block": "stops the post until somebody with the right releases it",
    "review": "sends the post to a reviewer",
    "advise": "gives advice; the post can go on",
}
_MARKS = {
    "V": "read in a public page",
    "K": "general knowledge, not read again",
    "V/K": "its existence read, details from general knowledge",
    "K?": "likely to have changed: check before relying on it",
}


def slug(rule_id: str) -> str:
    """The file name of a page, without its ending."""
    return rule_id.lower().replace("/", "-")


def rule_page(card: RuleCard) -> str:
    """A rule of our own, which stands for no single demand of the register, as Markdown."""
    head = [f"# {card.id}: {card.title}", "", card.demand, "", f"- **Source:** {card.citation}"]
    examples = all_rules()[card.id].examples
    shown = _examples(told(examples, bad=True), told(examples, bad=False))
    return "\n".join([*head, *_checked(card), "", _reads(card), "", *shown])


def page(demand: Demand, cards: Mapping[str, RuleCard], questions: Mapping[str, Question]) -> str:
    """One demand as Markdown: what it asks, how it is checked, what is not, and examples."""
    own = cards.get(demand.id)
    lines = [
        f"# {demand.id}{': ' + own.title if own else ''}",
        "",
        demand.demand,
        "",
        f"- **Jurisdiction:** {demand.where}",
        f"- **Source:** {demand.citation}",
        f"- **Evidence:** {demand.mark} ({_MARKS[demand.mark]}), checked on {demand.checked_on}",
        f"- **How:** {', '.join(demand.how)}",
    ]
    if own:
        lines += _checked(own)[:-1]
    others = [rule for rule in demand.rules if rule != demand.id]
    if others:
        lines.append(f"- **Checked by:** {', '.join(_link(rule) for rule in others)}")
    if demand.records:
        lines.append(f"- **Needs linked records:** {', '.join(demand.records)}")
    if demand.product:
        lines.append(f"- **In the product:** {demand.product}")
    if demand.missing:
        lines.append(f"- **Not built yet:** {demand.missing}")
    lines += [f"- **Not checked:** {demand.not_checked}", ""]
    if own:
        lines += [_reads(own), ""]
    for name in demand.questions:
        lines += _asked(questions[name])
    return "\n".join([*lines, *_examples(demand.bad, demand.good)])


def _checked(card: RuleCard) -> list[str]:
    where = ", ".join(card.countries) or "everywhere"
    return [
        f"- **Family:** {card.family}",
        f"- **Severity:** {card.severity} ({_SEVERITY[card.severity]})",
        f"- **Packs:** {', '.join(card.packs)}; audience: {where}",
        f"- **How a machine checks it:** {card.how}",
        f"- **Not checked:** {card.not_checked}",
    ]


def _reads(card: RuleCard) -> str:
    return f"What the writer reads: {card.message} {card.advice}"


def _asked(question: Question) -> list[str]:
    words = question.words["en"]
    weight = "must be answered" if question.required else "may be left open"
    return [
        f"## Question to the reviewer ({question.competence}, {weight})",
        "",
        f"{words.ask} {words.why}",
        "",
        f"The post can go on with “{question.good}”. Otherwise: {words.todo}",
        "",
    ]


def _examples(bad: tuple[str, ...], good: tuple[str, ...]) -> list[str]:
    found, left = [f"- {_quoted(t)}" for t in bad], [f"- {_quoted(t)}" for t in good]
    return ["## Must be found", "", *found, "", "## Must be left alone", "", *left, ""]


def _quoted(text: str) -> str:
    return "`" + text.replace("`", "'").replace("\n", " ") + "`"


def _link(rule_id: str) -> str:
    return f"[{rule_id}]({slug(rule_id)}.md)"


def index(register: Mapping[str, Demand], own: list[RuleCard]) -> str:
    """All demands and our own rules in two tables."""
    count = Counter(way for demand in register.values() for way in demand.how)
    told = "; ".join(f"{way} {count[way]}" for way in WAYS)
    lines = [
        "# What is demanded, and how it is checked",
        "",
        "Made by `python -m wellspoken.engines.screening.catalogue`. Not legal advice; an organisation can switch",
        "rules off or change their severity.",
        "",
        f"{len(register)} demands of law and good practice; a demand may be met in several ways: {told}.",
        "**machine**: a rule reads the text. **records**: something must be linked (a consent, a label). **question**:",
        "the reviewer is asked, and the answer is recorded. **product**: a part of the product takes care of it.",
        "**not built**: said plainly on its page. Every page says what is not checked.",
        "",
        "| demand | jurisdiction | what it asks | how | source |",
        "| --- | --- | --- | --- | --- |",
    ]
    for demand in register.values():
        row = (_link(demand.id), demand.where, demand.demand, ", ".join(demand.how), demand.citation)
        lines.append(f"| {' | '.join(row)} |")
    lines += [
        "",
        "## Rules of our own",
        "",
        "| rule | what it finds | severity | source |",
        "| --- | --- | --- | --- |",
    ]
    lines += [f"| {_link(c.id)} | {c.title} | {c.severity} | {c.citation} |" for c in own]
    return "\n".join([*lines, ""])


def pages() -> dict[str, str]:
    """Every page by its file name."""
    cards = {card.id: card for card in rule_cards("en")}
    register, questions = demands(), by_id()
    own = [card for card in cards.values() if card.id not in register]
    found = {f"{slug(d.id)}.md": page(d, cards, questions) for d in register.values()}
    found |= {f"{slug(card.id)}.md": rule_page(card) for card in own}
    return found | {"README.md": index(register, own)}


def write(out: Path) -> int:
    """Write all pages into `out`, remove those of rules that are gone, and tell how many there are, the index aside."""
    out.mkdir(parents=True, exist_ok=True)
    made = pages()
    for old in out.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (out / name).write_text(text, encoding="utf-8")
    return len(made) - 1


def main() -> None:
    """Entry point."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m wellspoken.engines.screening.catalogue DIR")
    sys.stdout.write(f"{write(Path(sys.argv[1]))} pages\n")


if __name__ == "__main__":
    main()
