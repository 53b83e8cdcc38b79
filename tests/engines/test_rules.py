"""Every rule proves itself: its examples, and its words in three languages."""

import re

import pytest

from wellspoken.engines.screening import (
    FAMILIES,
    PACKS,
    Context,
    Engine,
    LinkFact,
    MediaItem,
    Profile,
    all_rules,
    rule_cards,
)
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.finding import LANGUAGES, SEVERITIES
from wellspoken.engines.screening.rule import Example, Rule

RULES = list(all_rules().values())
EXAMPLES = [
    pytest.param(r, e, id=f"{r.id}-{'bad' if e.bad else 'good'}-{n}") for r in RULES for n, e in enumerate(r.examples)
]


def context(example: Example) -> Context:
    """The example as a context."""
    extra = dict(example.with_)
    if "profile" in extra:
        extra["profile"] = Profile.from_mapping(extra["profile"])
    if "media" in extra:
        extra["media"] = tuple(MediaItem.from_mapping(m) for m in extra["media"])
    if "links" in extra:
        extra["links"] = tuple(LinkFact.from_mapping(f) for f in extra["links"])
    return Context(**{"text": example.text, "lang": example.lang, **extra})


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_examples(rule: Rule, example: Example) -> None:
    doc = Document(context(example))
    hits = [] if rule.why_not(doc.setting) else list(rule.check(doc))
    assert bool(hits) is example.bad
    for hit in hits:
        start, end = doc.norm.span(hit.start, hit.end)
        assert 0 <= start <= end <= len(example.text)
    result = Engine().screen(context(example))
    assert rule.id == "SYS-1" or "SYS-1" not in {f.rule for f in result.findings}
    if example.bad:
        assert any(f.family == rule.family for f in result.findings)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_words_are_complete(rule: Rule) -> None:
    for table in (rule.texts, *rule.variants.values()):
        assert set(table) == set(LANGUAGES)
        for lang, words in table.items():
            whole = f"{words.title} {words.message} {words.advice}"
            assert all(part.strip() for part in (words.title, words.message, words.advice))
            assert "\\" not in whole
            assert len(words.title) <= 60
            if lang == "id":
                assert not re.search(r"\b(?:kamu|kau|lu|elo)\b", whole, re.IGNORECASE)
            if lang == "nb":
                assert not re.search(r"\b(?:Dem|Deres|ikkje|eg)\b", whole)
        holes = {lang: set(re.findall(r"{(\w+)}", f"{w.message}{w.advice}")) for lang, w in table.items()}
        assert holes["en"] == holes["id"] == holes["nb"]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_facts_are_complete(rule: Rule) -> None:
    assert rule.family in FAMILIES
    assert rule.severity in SEVERITIES
    assert set(rule.packs) <= set(PACKS)
    assert all(p for p in (rule.citation, rule.demand, rule.how, rule.not_checked))
    assert any(e.bad for e in rule.examples)
    assert rule.id == "HIPAA-ID-E" or any(not e.bad for e in rule.examples)


def test_cards_speak_three_languages() -> None:
    titles = {lang: [c.title for c in rule_cards(lang)] for lang in LANGUAGES}
    assert len(titles["en"]) == len(RULES)
    assert all(len(set(by)) == 3 for by in zip(*titles.values(), strict=True) if by[0] != "Data")


def test_cards_explain_themselves_in_three_languages() -> None:
    cards = {lang: {c.id: c for c in rule_cards(lang)} for lang in LANGUAGES}
    for rule, english in cards["en"].items():
        others = [cards["id"][rule], cards["nb"][rule]]
        assert len({english.demand, *(c.demand for c in others)}) == 3
        assert len({english.how, *(c.how for c in others)}) == 3
        assert all((c.not_checked == "-") is (english.not_checked == "-") for c in others)
        assert not any(re.search(r"\b(?:kamu|kau|Dem|Deres)\b", f"{c.demand} {c.how} {c.not_checked}") for c in others)


def test_no_rule_file_repeats_an_id() -> None:
    assert len({r.id for r in RULES}) == len(RULES)
