"""As somebody types: nothing is screened twice, nothing is stored, names and publishers are plain words."""

import pytest
from django.utils import translation

from tests.factories import make_body, make_channel, make_organisation, make_team
from wellspoken.engines.screening import Engine
from wellspoken.rooms.compliance import recent, sources, warming
from wellspoken.rooms.compliance.models import ScreeningRun
from wellspoken.rooms.compliance.naming import named, rule_names
from wellspoken.rooms.compliance.services import screen_body


@pytest.fixture
def screened(monkeypatch):
    """The texts that reach the engine."""
    recent.forget()
    seen = []
    real = Engine.screen

    def listening(self, ctx, *rest):
        seen.append(ctx.text)
        return real(self, ctx, *rest)

    monkeypatch.setattr(Engine, "screen", listening)
    yield seen
    recent.forget()


@pytest.mark.django_db
def test_only_what_changed_is_screened_and_nothing_is_stored(screened) -> None:
    make_organisation()
    team = make_team()
    channels = tuple(make_channel(team).pk for _ in range(3))
    first = make_body("Walk with us.", title="A walk", channels=channels)
    screen_body(team=team, body=first, keep=False)
    assert sorted(screened) == ["A walk", "Walk with us."]  # three channels, one text
    screened.clear()
    second = make_body("Walk with us today.", title="A walk", channels=channels)
    again = screen_body(team=team, body=second, keep=False)
    assert screened == ["Walk with us today."]
    assert {answer.part for answer in again} == {"text", "title"}
    assert ScreeningRun.objects.count() == 0


@pytest.mark.django_db
def test_another_team_is_not_answered_with_what_was_said_to_this_one(screened) -> None:
    make_organisation()
    for country in ("no", "us"):
        team = make_team(f"Team {country}")
        team.country = country
        team.save()
        screen_body(team=team, body=make_body("Walk with us."), keep=False)
    assert screened == ["Walk with us.", "Walk with us."]


@pytest.mark.django_db
def test_a_failure_is_tried_again(monkeypatch) -> None:
    make_organisation()
    team = make_team()
    recent.forget()
    real = Engine._screen
    monkeypatch.setattr(Engine, "_screen", lambda self, ctx: 1 / 0)
    assert screen_body(team=team, body=make_body("Walk."), keep=False)[0].run.verdict == "block"
    monkeypatch.setattr(Engine, "_screen", real)
    assert screen_body(team=team, body=make_body("Walk."), keep=False)[0].run.verdict != "block"


def test_the_memory_is_bounded(monkeypatch) -> None:
    from wellspoken.engines.screening import Profile
    from wellspoken.rooms.compliance.asking import Question

    recent.forget()
    monkeypatch.setattr(recent, "MOST", 3)
    for number in range(5):
        recent.ask(Question(f"Walk {number}."), Profile.from_mapping({"countries": ["us"]}))
    assert len(recent._answers) == 3
    recent.forget()


def test_rules_have_names_in_each_language_and_unknown_ones_keep_their_id() -> None:
    for lang in ("en", "nb", "id"):
        assert all(name and name != rule for rule, name in rule_names(lang).items())
    rule = next(iter(rule_names("nb")))
    assert named([rule, rule, "GONE-1"], "nb") == sorted([rule_names("nb")[rule], "GONE-1"], key=str.casefold)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://www.who.int/news/item", "World Health Organization: health authority"),
        ("https://apps.who.int/x", "World Health Organization: health authority"),
        ("https://bit.ly/abc", "a shortened link"),
        ("https://example.org/a", "not on the list of known sources"),
        ("https://who.int.example.org/a", "not on the list of known sources"),
        ("", ""),
        ("not an address", ""),
    ],
)
def test_a_source_in_words(url, said) -> None:
    with translation.override("en"):
        assert said in sources.in_words(url)
        assert bool(said) == bool(sources.in_words(url))


def test_warming_reads_no_database() -> None:
    warming.warm()  # this test has no database: a query would fail it
