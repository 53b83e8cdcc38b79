"""Packs as data, own terms, exemptions, locked rules, and time: what an organisation may change and what it may not."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspoken.engines.screening import (
    LOCKED,
    PACKS,
    Context,
    Engine,
    Exempt,
    Finding,
    House,
    OwnTerm,
    Profile,
    Result,
    all_packs,
    all_rules,
    packs_for,
)
from wellspoken.engines.screening.own_terms import BadTerm, check

SSN = "The form shows SSN 842-41-8036."


def screened(text: str, *terms: OwnTerm, lang: str = "en", exempt: tuple[Exempt, ...] = (), **about: Any) -> Result:
    engine = Engine(house=House(terms, exempt, "s1"))
    return engine.screen(Context(text, lang=lang, profile=Profile(countries=("us",)), **about))


def own(result: Result) -> list[Finding]:
    return [f for f in result.findings if f.rule.startswith("OWN-")]


FOUND = [
    ("words", "ward seven", "Come to Ward  Seven today.", ["Ward  Seven"]),
    ("words", "big pharma, miracle*", "A miraculously good talk.", []),
    ("words", "miracu*", "A miraculously good talk.", ["miraculously"]),
    ("words", "heart", "Hearts at the heart of it.", ["heart"]),
    ("words", "covidcure", "Try #covidcure now", ["covidcure"]),
    ("words", "ﬁt club", "The fit club meets.", ["fit club"]),
    ("words", "sjukehus", "Eit SJUKEHUS og sjukehusa", ["SJUKEHUS"]),
    ("words", "a|b", "Neither a nor b.", []),
    ("pattern", r"ward \d+", "Ward 12 and ward 3", ["Ward 12", "ward 3"]),
    ("pattern", r"\bEPJ-?\d{4}\b", "epj1234, EPJ-9999, EPJ-123", ["epj1234", "EPJ-9999"]),
    ("pattern", "ær+lig", "Ærrlig talt", ["Ærrlig"]),
]


@pytest.mark.parametrize(("kind", "pattern", "text", "places"), FOUND)
def test_a_term_is_found_where_it_stands(kind: str, pattern: str, text: str, places: list[str]) -> None:
    found = own(screened(text, OwnTerm(7, pattern, kind, severity="review", message="Ours.")))
    assert [text[f.start : f.end] for f in found] == places
    assert {f.rule for f in found} <= {"OWN-7"}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_letters_are_the_same(form: Any) -> None:
    term = OwnTerm(1, unicodedata.normalize("NFD", "blåbær"), severity="block", message="No.")
    assert len(own(screened(unicodedata.normalize(form, "Spis blåbær!"), term))) == 1


def test_what_is_said_is_the_organisations_own_and_nothing_is_filled_in() -> None:
    term = OwnTerm(1, "inmates", message="We say {text} residents", replacement="residents", severity="advise")
    (finding,) = own(screened("Our inmates sing.", term))
    assert finding.say("en").message == "We say {text} residents"
    assert "residents" in finding.say("id").advice
    assert finding.fix is not None
    assert Finding.from_json(finding.to_json()) == finding


@pytest.mark.parametrize(
    ("languages", "lang", "runs"), [((), "id", True), (("nb",), "nb", True), (("nb",), "en", False)]
)
def test_a_term_may_be_for_some_languages_only(languages: tuple[str, ...], lang: str, runs: bool) -> None:
    result = screened("foo", OwnTerm(3, "foo", languages=languages, message="No."), lang=lang)
    assert bool(own(result)) is runs
    assert ("OWN-3" in result.checked) is runs
    assert (("OWN-3", "other language") in result.not_checked) is not runs


def test_what_the_public_writes_is_not_held_to_it() -> None:
    assert not own(screened("foo", OwnTerm(3, "foo", message="No."), direction="in"))


REFUSED = [
    ("words", "", "empty"),
    ("words", " *, ,", "empty"),
    ("pattern", "...", "empty"),
    ("pattern", "a*", "nothing"),
    ("pattern", r"x|\b", "nothing"),
    ("pattern", "^a?", "nothing"),
    ("pattern", "(a", "broken"),
    ("pattern", r"(a)\1", "broken"),
    ("pattern", "(?=a)a", "broken"),
    ("pattern", "((a{100}){100}){100}", "broken"),
    ("words", "a" * 501, "long"),
    ("other", "a", "severity"),
]


@pytest.mark.parametrize(("kind", "pattern", "code"), REFUSED)
def test_terms_that_cannot_be_used_are_refused(kind: str, pattern: str, code: str) -> None:
    with pytest.raises(BadTerm) as refused:
        check(kind, pattern, "block")
    assert refused.value.code == code


def test_a_broken_term_that_got_in_blocks() -> None:
    result = screened("Hello", OwnTerm(1, "(a", "pattern", message="No."))
    assert (result.verdict, result.findings[0].rule) == ("block", "SYS-1")


@given(st.text(max_size=40), st.text(max_size=60), st.sampled_from(["words", "pattern"]))
def test_anything_a_person_writes_is_refused_or_runs(pattern: str, text: str, kind: str) -> None:
    try:
        check(kind, pattern, "review")
    except BadTerm:
        return
    for finding in own(screened(text, OwnTerm(1, pattern, kind, message="x"))):
        assert 0 <= finding.start < finding.end <= len(text)


def test_a_hostile_pattern_is_as_quick_as_any() -> None:
    text = "a" * 50_000 + "b"
    assert own(screened(text, OwnTerm(1, "(a|aa)+c", "pattern", message="x"))) == []


EXEMPTIONS = [
    ("person", "Sarah Olsen", "Meet Sarah Olsen, home again after her bypass!"),
    ("phone", "+1 218 555 0134", "Our patient wants calls: reach me at 218-555-0134."),
]


@pytest.mark.parametrize(("kind", "value", "text"), EXEMPTIONS)
def test_what_is_exempt_is_nobodys_patient_data(kind: str, value: str, text: str) -> None:
    quoted = "Sarah Olsen" if kind == "person" else "218-555-0134"
    flagged = [f for f in screened(text).findings if quoted in text[f.start : f.end] and f.family == "privacy"]
    assert flagged
    left = [f for f in screened(text, exempt=(Exempt(kind, value),)).findings if f.rule == flagged[0].rule]
    assert not [f for f in left if quoted in text[f.start : f.end]]


def test_exempt_words_silence_privacy_findings_about_exactly_them() -> None:
    text = "Meet Sarah Olsen, home again after her bypass!"
    assert screened(text).verdict == "block"
    assert screened(text, exempt=(Exempt("words", "sarah  olsen"),)).verdict != "block"
    assert screened(text, exempt=(Exempt("words", "Sarah"),)).verdict == "block"


def test_a_national_identity_number_cannot_be_made_exempt() -> None:
    assert screened(SSN, exempt=(Exempt("words", "842-41-8036"),)).verdict == "block"


@pytest.mark.parametrize("level", ["off", "advise", "review"])
def test_locked_rules_stay_as_they_are(level: str) -> None:
    result = Engine(overrides=dict.fromkeys(LOCKED, level)).screen(Context(SSN))
    assert result.verdict == "block"
    assert set(all_rules()) >= LOCKED
    assert set(result.checked) >= LOCKED
    assert all(all_rules()[rule].severity == "block" for rule in LOCKED)


def test_the_version_names_every_choice() -> None:
    engines = [
        Engine(),
        Engine(("us", "who")),
        Engine(overrides={"ABS-1": "review"}),
        Engine(house=House((OwnTerm(1, "a b"),))),
        Engine(house=House((OwnTerm(1, "a c"),))),
        Engine(house=House((), (Exempt("words", "abc"),))),
        Engine(house=House(edition="s4")),
    ]
    versions = [engine.screen(Context("Hello")).pack_version for engine in engines]
    assert len(set(versions)) == len(versions)
    assert versions[-1].endswith("-s4")
    assert max(map(len, versions)) < 80


def ends_after(rounds: int) -> Callable[[], bool]:
    left = [rounds]

    def expired() -> bool:
        left[0] -= 1
        return left[0] < 0

    return expired


@pytest.mark.parametrize("rounds", [0, 1, 30])
def test_a_text_whose_time_is_over_could_not_be_screened(rounds: int) -> None:
    result = Engine().screen(Context("Hello"), ends_after(rounds))
    assert (result.verdict, [f.rule for f in result.findings], result.checked) == ("block", ["SYS-1"], ())
    assert Engine().screen(Context("Hello"), ends_after(100_000)).verdict == "ok"


COUNTRIES = [
    (("us",), ("us", "who")),
    (("no",), ("no", "eu", "who")),
    (("de", "us"), ("us", "eu", "who")),
    (("gb",), ("uk", "who")),
    ((), PACKS),
    (("us", "br"), PACKS),
]


@pytest.mark.parametrize(("countries", "packs"), COUNTRIES)
def test_an_audience_brings_in_its_packs(countries: tuple[str, ...], packs: tuple[str, ...]) -> None:
    assert packs_for(countries) == packs


def test_every_pack_says_what_it_is() -> None:
    for code, pack in all_packs().items():
        assert code == pack.code
        assert all((pack.version, pack.trades, pack.checked_on.year >= 2026))
        assert all(pack.title(lang) for lang in ("en", "id", "nb", "xx"))
    assert all_packs()["who"].countries == ()
    used = {pack for rule in all_rules().values() for pack in rule.packs}
    assert used <= set(PACKS)
