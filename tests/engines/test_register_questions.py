"""Questions to the reviewer: when they are asked, in which words, and how many."""

import re

import pytest

from tests.engines.test_rules import context
from wellspoken.engines.screening import Context, Engine, MediaItem, Profile
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.finding import LANGUAGES
from wellspoken.engines.screening.register import COMPETENCES, QUESTIONS, Question
from wellspoken.engines.screening.register.choosing import MOST
from wellspoken.engines.screening.rule import Example

EXAMPLES = [
    pytest.param(q, e, id=f"{q.id}-{'asked' if e.bad else 'not'}-{n}")
    for q in QUESTIONS
    for n, e in enumerate(q.examples)
]


@pytest.mark.parametrize(("question", "example"), EXAMPLES)
def test_asked_where_it_fits(question: Question, example: Example) -> None:
    assert question.fits(Document(context(example))) is example.bad


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
def test_words_are_complete(question: Question) -> None:
    assert set(question.words) == set(LANGUAGES)
    for lang, words in question.words.items():
        assert words.ask.endswith("?")
        assert words.why.endswith(".")
        assert words.todo.endswith(".")
        assert len(words.ask) <= 170
        whole = f"{words.ask} {words.why} {words.todo}"
        if lang == "id":
            assert not re.search(r"\b(?:kamu|kau|lu|elo)\b", whole, re.IGNORECASE)
        if lang == "nb":
            assert not re.search(r"\b(?:Dem|Deres|ikkje|eg)\b", whole)
    assert len({words.ask for words in question.words.values()}) == len(LANGUAGES)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
def test_facts_are_complete(question: Question) -> None:
    assert question.competence in COMPETENCES
    assert question.good in ("yes", "no")
    assert question.citation
    assert question.id not in question.covers
    assert {e.bad for e in question.examples} == {True, False}


def test_each_question_is_there_once() -> None:
    ids = [q.id for q in QUESTIONS]
    assert len(set(ids)) == len(ids)


FULL = Context(
    "Our patient Ann Berg, a little girl, is home after surgery! In partnership with Elm Shoes: kids, send us your "
    "drawings. We are aware of a power outage. Join our study. Dr. Bo Ek recommends it.",
    media=(MediaItem("ward.mp4", "A ward", "video", captions="x"),),
)


def test_a_handful_and_the_most_important_first() -> None:
    asked = Engine().screen(FULL).questions
    assert len(asked) == MOST
    assert asked[0].id == "HIPAA-AUTH-1"
    order = [q.id for q in QUESTIONS]
    assert [a.id for a in asked] == sorted((a.id for a in asked), key=order.index)


@pytest.mark.parametrize(
    "ctx",
    [
        Context("Walk with us on Saturday at ten."),
        Context(FULL.text, direction="in", surface="comment"),
        Context("Two nurses by a window, one patient asleep", surface="alt_text"),
        Context(""),
    ],
)
def test_nothing_is_asked_without_need(ctx: Context) -> None:
    assert Engine().screen(ctx).questions == ()


def test_a_question_can_be_switched_off() -> None:
    picture = Context("The lobby is open.", media=(MediaItem("lobby.jpg", "The lobby"),))
    assert [q.id for q in Engine().screen(picture).questions] == ["HIPAA-ID-Q"]
    assert Engine(overrides={"HIPAA-ID-Q": "off"}).screen(picture).questions == ()


def test_the_law_follows_the_audience() -> None:
    def cited(country: str) -> str:
        profile = Profile(countries=(country,))
        ctx = Context("The lobby is open.", profile=profile, media=(MediaItem("lobby.jpg", "The lobby"),))
        return Engine().screen(ctx).questions[0].citation

    assert "164.514" in cited("us")
    assert "helsepersonelloven" in cited("no")
    assert "UU 27/2022" in cited("id")


@pytest.mark.parametrize(("lang", "word"), [("en", "picture"), ("id", "gambar"), ("nb", "bildet"), ("fr", "picture")])
def test_the_json_form_speaks_the_readers_language(lang: str, word: str) -> None:
    ctx = Context("The lobby is open.", media=(MediaItem("lobby.jpg", "The lobby"),))
    said = Engine().screen(ctx).to_json(lang)["questions"][0]
    assert word in said["question"]
    assert {"id", "question", "why", "todo", "competence", "good", "required", "citation", "covers"} == set(said)


def test_a_trigger_that_breaks_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    from wellspoken.engines.screening import engine

    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(engine, "asked", broken)
    result = Engine().screen(Context("Hello"))
    assert (result.verdict, result.findings[0].rule) == ("block", "SYS-1")
