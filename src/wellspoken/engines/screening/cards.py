"""Rules as cards for people to read: what is demanded, by whom, how it is checked and what is not."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

from wellspoken.engines.screening.finding import LANGUAGES
from wellspoken.engines.screening.registry import all_rules
from wellspoken.engines.screening.rule import Rule
from wellspoken.engines.screening.texts import Gaps


@dataclass(frozen=True, slots=True)
class RuleCard:
    """One rule in one language.

    An ellipsis in `message` stands for the words that were found.
    """

    id: str
    title: str
    family: str
    severity: str
    packs: tuple[str, ...]
    countries: tuple[str, ...]
    demand: str
    citation: str
    message: str
    advice: str
    how: str
    not_checked: str
    bad: tuple[str, ...]
    good: tuple[str, ...]


def rule_cards(lang: str = "en") -> list[RuleCard]:
    """All rules as cards, worded in `lang`."""
    return [_card(rule, lang if lang in LANGUAGES else "en") for rule in all_rules().values()]


@cache
def _translated() -> dict[tuple[str, str], tuple[str, str, str]]:
    """Demand, how and not_checked by rule and language (data/rule_words.tsv; English is in the rules)."""
    text = resources.files("wellspoken.engines.screening").joinpath("data/rule_words.tsv").read_text("utf-8")
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for line in text.splitlines():
        rule, lang, demand, how, not_checked = line.split("\t")
        found[rule, lang] = (demand, how, not_checked)
    return found


def _card(rule: Rule, lang: str) -> RuleCard:
    words = rule.texts[lang]
    demand, how, not_checked = _translated().get((rule.id, lang), (rule.demand, rule.how, rule.not_checked))
    examples = [e for e in rule.examples if e.lang == lang] or list(rule.examples)
    return RuleCard(
        id=rule.id,
        title=words.title,
        family=rule.family,
        severity=rule.severity,
        packs=rule.packs,
        countries=rule.countries,
        demand=demand,
        citation=rule.citation,
        message=words.message.format_map(Gaps()),
        advice=words.advice.format_map(Gaps()),
        how=how,
        not_checked=not_checked,
        bad=tuple(e.text for e in examples if e.bad),
        good=tuple(e.text for e in examples if not e.bad),
    )
