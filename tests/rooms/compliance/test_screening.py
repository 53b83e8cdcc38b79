"""Screening inside the product: profile, sharing of answers, failing closed, cards."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import make_channel, make_organisation, make_person, make_team
from wellspoken.engines.screening import Engine
from wellspoken.rooms.compliance import asking, presenting, services
from wellspoken.rooms.compliance.asking import Question
from wellspoken.rooms.compliance.models import ScreeningRun
from wellspoken.rooms.compliance.profile import profile_of
from wellspoken.rooms.content.body import Body, Evidence, Picture

pytestmark = pytest.mark.django_db
SSN = "The form shows SSN 842-41-8036."


def test_the_profile_knows_what_is_the_organisations_own() -> None:
    make_organisation(staff=["Dr. Ada Holm"], phones=["+47 55 55 01 00"], products=[{"brand": "Elmol"}])
    team = make_team(country="no", language="nb")
    make_person(None, name="Bo Lie")
    make_channel(team, "bluesky", handle="elm.example.org")
    profile = profile_of(team)
    assert profile.countries == ("no",)
    assert profile.languages == ("nb",)
    assert profile.handles == ("elm.example.org",)
    assert {"Dr. Ada Holm", "Bo Lie"} <= set(profile.staff)
    assert profile.phones == ("+47 55 55 01 00",)
    assert profile.products[0].brand == "Elmol"


def test_a_team_without_an_organisation_is_screened_too() -> None:
    assert services.screen(team=make_team(), text=SSN).verdict == "block"


def test_an_identity_number_blocks_and_the_run_is_kept() -> None:
    team = make_team()
    run = services.screen(team=team, text=SSN)
    assert run.verdict == "block"
    assert run.checked
    assert services.screen(team=team, text=SSN).pk == run.pk
    assert ScreeningRun.objects.count() == 1


DIFFERENT: list[dict[str, Any]] = [
    {"lang": "nb"},
    {"surface": "reply"},
    {"direction": "in"},
    {"parent": "I was your patient"},
    {"media": [("a", "")]},
    {"sources": ["https://example.org"]},
]


@pytest.mark.parametrize("about", DIFFERENT)
def test_a_different_question_gets_its_own_answer(about: Any) -> None:
    team = make_team()
    first = services.screen(team=team, text="Hello all.")
    assert services.screen(team=team, text="Hello all.", **about).pk != first.pk


def test_a_new_profile_or_new_rules_mean_a_new_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    team = make_team()
    first = services.screen(team=team, text=SSN)
    make_person(None, name="New Colleague")
    second = services.screen(team=team, text=SSN)
    assert second.pk != first.pk
    asked = [Question(SSN)]
    for version, stored in ((second.pack_version, [second]), ("newer", [])):
        monkeypatch.setattr(asking, "version", lambda *_, version=version: version)
        desk = services._Desk(team, keep=True)
        desk._look_up(asked)
        assert list(desk.known.values()) == stored


def test_many_texts_cost_no_more_than_one(django_assert_max_num_queries: Any) -> None:
    team = make_team()
    variants = {number: f"Walk {number} minutes." for number in range(1, 9)}
    body = Body(text="Walk.", channels=tuple(variants), variants=variants)
    for most in (8, 4):  # new answers are stored together, known ones read together
        with django_assert_max_num_queries(most):
            assert len({s.run.pk for s in services.screen_body(team=team, body=body)}) == 8


def test_typing_leaves_no_rows() -> None:
    run = services.screen(team=make_team(), text=SSN, keep=False)
    assert run.verdict == "block"
    assert ScreeningRun.objects.count() == 0


BREAKS = [
    (asking, "ask"),
    (asking, "version"),
    (services, "asked_by"),
]


@pytest.mark.parametrize(("module", "name"), BREAKS)
def test_what_fails_is_blocked_and_tried_again(module: Any, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    team = make_team()

    def broken(*_: object) -> None:
        raise OSError("rule files are gone")

    with monkeypatch.context() as patch:
        patch.setattr(module, name, broken)
        run = services.screen(team=team, text="Hello")
        assert (run.verdict, run.pk, run.findings[0]["rule"]) == ("block", None, "SYS-1")
        assert [s.run.verdict for s in services.screen_body(team=team, body=Body(text="Hello"))] == ["block"]
        assert presenting.cards(run, "en")[0]["title"] == "This could not be checked"
    assert services.screen(team=team, text="Hello").findings == []


def test_an_engine_that_checks_nothing_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wellspoken.engines.screening.engine.all_rules", dict)
    assert services.screen(team=make_team(), text="Hello").verdict == "block"


def test_a_pack_that_is_missing_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "engine", lambda *_: Engine(("atlantis",)))
    run = services.screen(team=make_team(), text="Hello")
    assert run.verdict == "block"
    assert run.pk is None


def test_each_different_text_of_a_body_is_screened_once() -> None:
    team = make_team()
    news, sky, toot = (make_channel(team, n) for n in ("newsroom", "bluesky", "mastodon"))
    body = Body(
        title="A walk",
        text="Hello all.",
        channels=(news.pk, sky.pk, toot.pk),
        variants={sky.pk: SSN, toot.pk: "Hello all."},
        pictures=(Picture("00000000-0000-0000-0000-000000000001", "x", SSN), Picture("b", "y", "")),
        evidence=(Evidence("https://example.org/a"),),
    )
    found = services.screen_body(team=team, body=body)
    assert [(s.part, s.channel_ids, s.run.verdict) for s in found] == [
        ("text", (news.pk, toot.pk), found[0].run.verdict),
        ("text", (sky.pk,), "block"),
        ("title", (news.pk,), found[2].run.verdict),
        ("alt:0", (news.pk, sky.pk, toot.pk), "block"),
    ]
    assert found[0].run.verdict != "block"


def test_a_body_without_channels_is_screened() -> None:
    (only,) = services.screen_body(team=make_team(), body=Body(title="A walk", text=SSN))
    assert (only.channel_ids, only.run.verdict) == ((), "block")


def test_screening_a_body_costs_few_queries(django_assert_max_num_queries: Any) -> None:
    make_organisation()
    team = make_team()
    channels = [make_channel(team) for _ in range(12)]
    body = Body(text="Hello all.", channels=tuple(c.pk for c in channels))
    with django_assert_max_num_queries(8):
        services.screen_body(team=team, body=body)
    with django_assert_max_num_queries(4):
        services.screen_body(team=team, body=body)


def test_cards_speak_the_readers_language() -> None:
    run = services.screen(team=make_team(), text=SSN)
    titles = {lang: presenting.cards(run, lang)[0]["title"] for lang in ("en", "id", "nb")}
    assert len(set(titles.values())) == 3
    card = presenting.cards(run, "en")[0]
    assert SSN[card["start"] : card["end"]] == card["quote"]
    assert card["fix"]["replacement"]


def test_a_fingerprint_names_rule_place_and_words() -> None:
    finding = {"rule": "A-1", "quote": "Brad  Kessler"}
    same = presenting.fingerprint({"rule": "A-1", "quote": "brad kessler"}, "k")
    assert presenting.fingerprint(finding, "k") == same
    assert presenting.fingerprint(finding, "other") != same
    assert presenting.fingerprint({**finding, "rule": "A-2"}, "k") != same
    assert presenting.fingerprint({**finding, "quote": "Brad"}, "k") != same


def test_offsets_are_code_points_after_emoji_too() -> None:
    text = "👩🏽‍⚕️💙 " + SSN
    card = presenting.cards(services.screen(team=make_team(), text=text), "en")[0]
    assert "842-41-8036" in text[card["start"] : card["end"]]
