"""What the law asks to be there, element by element, and how long things last."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.rooms.consents.kit import FACTS, TERMS
from wellspoken.rooms.consents import clocks, statements
from wellspoken.rooms.consents.coverage import SENTENCES, Planned, Problem, problems
from wellspoken.rooms.consents.elements import MISSING, Content, Facts, is_child, missing
from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.consents.states import CONSENT
from wellspoken.rooms.consents.uses import Use
from wellspoken.rooms.people.models import Team

TODAY = date(2026, 11, 22)
WHOLE = Content(FACTS, replace(TERMS, channels=(1, 2), expires_on=date(2027, 11, 22)))
LACKS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("name", {"name": ""}, {}),
    ("born", {"born": 0}, {}),
    ("signer", {}, {"authority": "representative"}),
    ("signer", {"signer": "Ida Ek"}, {"authority": "representative"}),
    ("child", {"born": 2012}, {"assent": "yes"}),
    ("assent", {"born": 2012, "signer": "Ida Ek", "relation": "mother"}, {"authority": "guardian"}),
    ("assent_no", {"born": 2012, "signer": "Ida", "relation": "mother"}, {"authority": "guardian", "assent": "no"}),
    ("dead", {"died": True}, {}),
    ("information", {}, {"information": ()}),
    ("details", {"details": "All of it"}, {}),
    ("discloser", {}, {"discloser": ""}),
    ("audience", {}, {"audience": ""}),
    ("purposes", {}, {"purposes": ()}),
    ("channels", {}, {"channels": ()}),
    ("ends", {}, {"expires_on": None}),
    ("over", {}, {"expires_on": date(2026, 11, 21)}),
    ("paid", {"paid": True}, {}),
]


def test_a_whole_one_lacks_nothing() -> None:
    assert missing(WHOLE, TODAY) == []
    by_event = Content(replace(FACTS, event="The campaign ends"), replace(WHOLE.terms, expires_on=None))
    assert missing(by_event, TODAY) == []
    mother = Content(
        replace(FACTS, born=2012, signer="Ida Ek", relation="mother"),
        replace(WHOLE.terms, authority="guardian", assent="yes"),
    )
    assert missing(mother, TODAY) == []


@pytest.mark.parametrize(("code", "facts", "terms"), LACKS)
def test_each_element_is_asked_for(code: str, facts: dict[str, Any], terms: dict[str, Any]) -> None:
    assert missing(Content(replace(WHOLE.facts, **facts), replace(WHOLE.terms, **terms)), TODAY) == [code]


def test_every_lack_has_a_sentence_and_a_case() -> None:
    assert {code for code, _facts, _terms in LACKS} == set(MISSING)


@pytest.mark.parametrize(("born", "child"), [(0, False), (2026, True), (2008, True), (2007, False), (1961, False)])
def test_child(born: int, child: bool) -> None:
    """In the year of the 18th birthday nobody knows the day: the later one is assumed."""
    assert is_child(born, TODAY) is child


def test_facts_survive_the_column_and_unknown_names_are_left_out() -> None:
    assert Facts.from_json({**FACTS.to_json(), "later": 1}) == FACTS


@pytest.mark.parametrize(("country", "words"), [("us", "164.508"), ("id", "3 x 24"), ("no", "GDPR"), ("br", "")])
def test_the_text_says_every_element_and_right(country: str, words: str) -> None:
    text = statements.shown(WHOLE, statements.About("St. Elm's", country, "12 Elm St", ["Facebook"]))
    said = "\n".join(line for part in text["parts"] for line in part["lines"])
    for needed in ("Mira Solheim", FACTS.details, "Everybody", "22 November 2027", "Facebook", "12 Elm St", words):
        assert needed in said
    for right in ("do not depend", "at any time", "passed on by others", "a copy of what you sign"):
        assert right in said
    assert statements.digest(text) == statements.digest(dict(reversed(text.items())))


def test_the_text_speaks_of_whoever_signs_pays_and_works_here() -> None:
    content = Content(
        replace(FACTS, signer="Ida Ek", relation="her daughter", paid=True, paid_by="Example Devices"),
        replace(WHOLE.terms, authority="representative", staff_patient=True),
    )
    text = statements.shown(content, statements.About("St. Elm's", "us", "12 Elm St", []))
    said = "\n".join(line for part in text["parts"] for line in part["lines"])
    assert "Ida Ek answers for Mira Solheim: her daughter." in said
    assert "paid for this by Example Devices" in said
    assert "no effect on your job" in said


def row(**changes: Any) -> Authorization:
    values = {
        "code": "C-ABCDEF",
        "state": "signed",
        "team": Team(pk=7, country="us", time_zone="UTC"),
        "channels": [1, 2],
        "purposes": ["health"],
        "information": ["story", "name"],
        "expires_on": date(2027, 1, 1),
        "made_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return Authorization(**{**values, **changes})


USE = Use(1, "health", ("story",))
PLANNED = Planned(7, (1,), TODAY)
COVERED: list[tuple[str, dict[str, Any], Use, Planned]] = [
    ("gone", {"team": Team(pk=8, time_zone="UTC")}, USE, PLANNED),
    *((state, {"state": state}, USE, PLANNED) for state in ("draft", "offered", "refused", "withdrawn", "expired")),
    ("expired", {"expires_on": date(2026, 11, 21)}, USE, Planned(7, (1,), date(2026, 11, 20))),
    ("expired", {"event_on": date(2026, 11, 21)}, USE, PLANNED),
    ("ends_before", {}, USE, Planned(7, (1,), date(2027, 1, 2))),
    ("no_purpose", {}, Use(1, "", ("story",)), PLANNED),
    ("purpose", {}, Use(1, "thanks", ("story",)), PLANNED),
    ("no_information", {}, Use(1, "health", ()), PLANNED),
    ("information", {}, Use(1, "health", ("story", "picture")), PLANNED),
    ("channel", {}, USE, Planned(7, (1, 3), TODAY)),
]


def test_covered() -> None:
    assert problems(USE, row(), PLANNED, TODAY) == []
    assert problems(USE, row(expires_on=TODAY), PLANNED, TODAY) == []


@pytest.mark.parametrize(("code", "changes", "use", "planned"), COVERED)
def test_not_covered(code: str, changes: dict[str, Any], use: Use, planned: Planned) -> None:
    assert [p.code for p in problems(use, row(**changes), planned, TODAY)] == [code]


def test_no_consent_at_all() -> None:
    assert [p.code for p in problems(USE, None, PLANNED, TODAY)] == ["gone"]


def test_every_problem_can_be_said() -> None:
    for code in SENTENCES:
        said = Problem(code, 1, "C-ABCDEF", ("picture", 3)).say({3: "Facebook"})
        assert said
        assert "%(" not in said
        assert Problem(code, 1).advise()
    assert "Pictures of them" in Problem("information", 1, "C", ("picture",)).say()


AT = datetime(2026, 1, 31, 12, tzinfo=UTC)
CLOCKS = [
    ("id", [datetime(2026, 2, 3, 12, tzinfo=UTC)]),
    ("no", [None, datetime(2026, 2, 28, 12, tzinfo=UTC)]),
    ("us", [None]),
    ("br", [None]),
]


@pytest.mark.parametrize(("country", "ends"), CLOCKS)
def test_clocks_by_country(country: str, ends: list[datetime | None]) -> None:
    consent = row(team=Team(country=country), state="withdrawn", withdrawn_at=AT)
    assert [clock.by for clock in clocks.after_withdrawal(consent)] == ends
    assert clocks.after_withdrawal(row()) == []


KEPT: list[tuple[dict[str, Any], date | None]] = [
    ({}, date(2033, 1, 1)),
    ({"hold": True}, None),
    ({"expires_on": None}, None),
    ({"expires_on": None, "event_on": date(2028, 2, 29)}, date(2034, 3, 1)),
    ({"state": "withdrawn", "withdrawn_at": AT}, date(2032, 1, 31)),
    ({"state": "draft"}, date(2032, 1, 1)),
    ({"state": "refused", "refused_at": AT}, date(2032, 1, 31)),
]


@pytest.mark.parametrize(("changes", "day"), KEPT)
def test_papers_are_kept_six_years_from_when_it_last_counted(changes: dict[str, Any], day: date | None) -> None:
    assert clocks.deletable_from(row(**changes)) == day


def test_only_what_was_signed_is_taken_back() -> None:
    assert CONSENT.sources("withdrawn") == {"signed", "expired"}
    assert CONSENT.sources("signed") == {"offered"}
