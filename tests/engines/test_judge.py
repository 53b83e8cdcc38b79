"""The learned judge beside the rules: what it may and may not do, and that it fails closed."""

import unicodedata

import pytest

from wellspoken.engines.screening import Context, Engine, Finding, MessageRef
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.finding import LANGUAGES
from wellspoken.engines.screening.learned import concepts, judging
from wellspoken.engines.screening.learned import model as weights
from wellspoken.engines.screening.learned.signals import Signals
from wellspoken.engines.screening.learned.words import WORDS

TEXT = "Our patient Mary Olson went home after her stroke."


def judged(monkeypatch: pytest.MonkeyPatch, text: str, told: dict[str, float], **more: object) -> list[Finding]:
    """What the judge leaves of the rules' findings when its heads say `told`."""
    doc = Document(Context(text, "en", **more))  # type: ignore[arg-type]
    engine = Engine()
    monkeypatch.setattr(weights.Model, "judge", lambda self, seen: Scores(self.heads, told))
    return judging.judge(doc, engine.by_rules(doc), engine.screen(doc.ctx).checked, {})


class Scores:
    """Log odds as the model would give them."""

    def __init__(self, heads: tuple[str, ...], told: dict[str, float]) -> None:
        self.said = [told.get(head, -50.0) for head in heads]

    def tolist(self) -> list[float]:
        return self.said


def test_a_name_that_the_text_ties_to_care_is_never_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    found = judged(monkeypatch, TEXT, {})
    assert any(f.rule == "HIPAA-ID-A" and f.severity == "block" for f in found)


def test_a_number_with_a_checksum_is_never_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    found = judged(monkeypatch, "The code for the raffle is 800-12-3456, SSN of the winner.", {})
    assert any(f.rule == "HIPAA-ID-G" and f.severity == "block" for f in found)


def test_a_soft_finding_becomes_advice_when_the_text_is_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The farmer from Millbrook broke his arm yesterday and came to our ward."
    before = Engine().by_rules(Document(Context(text, "en")))
    assert any(f.rule == "HIPAA-DEID-1" and f.severity == "review" for f in before)
    after = judged(monkeypatch, text, {})
    assert {f.severity for f in after if f.rule == "HIPAA-DEID-1"} == {"advise"}
    assert len(after) == len(before)


@pytest.mark.parametrize(
    ("text", "told", "settled", "left"),
    [
        ("Coffee cuts the risk of dementia.", -9.0, {}, {"advise"}),
        ("Coffee cuts the risk of dementia.", 3.0, {}, {"review"}),
        ("Coffee cuts the risk of dementia.", -9.0, {"LINK-1": "review"}, {"review"}),
        ("Garlic cures cancer and cuts the risk of dementia.", -9.0, {}, {"block", "review"}),
    ],
)
def test_a_look_at_a_claim_becomes_advice_when_nothing_is_claimed(
    monkeypatch: pytest.MonkeyPatch, text: str, told: float, settled: dict[str, str], left: set[str]
) -> None:
    doc = Document(Context(text, "en"))
    limits = {("truth", "en", "clean"): -1.0}
    monkeypatch.setattr(judging, "thresholds", lambda: limits)
    monkeypatch.setattr(weights.Model, "judge", lambda self, seen: Scores(self.heads, {"truth": told}))
    found = judging.judge(doc, Engine().by_rules(doc), ("LINK-1", "MIS-4"), settled)
    assert {f.severity for f in found if f.family in judging.TRUTH} == left


@pytest.mark.parametrize(
    ("head", "direction", "rule"),
    [
        ("privacy", "out", "HIPAA-DEID-1"),
        ("privacy", "in", "HIPAA-ID-A"),
        ("promo", "out", "FTC-1"),
        ("danger", "in", "SUI-4"),
        ("danger-adverse", "in", "AE-1"),
    ],
)
def test_a_confident_judge_speaks_for_a_rule(
    monkeypatch: pytest.MonkeyPatch, head: str, direction: str, rule: str
) -> None:
    found = judged(monkeypatch, "The lift is mended.", {head: 9.0, "danger-self": 1.0}, direction=direction)
    assert [(f.rule, f.severity) for f in found if f.confidence is not None] == [(rule, "review")]


def test_it_does_not_speak_for_a_rule_that_was_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    doc = Document(Context("The lift is mended.", "en"))
    monkeypatch.setattr(weights.Model, "judge", lambda self, seen: Scores(self.heads, {"privacy": 9.0}))
    assert judging.judge(doc, [], (), {}) == []


def test_a_severity_that_the_organisation_chose_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    doc = Document(Context("The lift is mended.", "en"))
    monkeypatch.setattr(weights.Model, "judge", lambda self, seen: Scores(self.heads, {"privacy": 9.0}))
    found = judging.judge(doc, [], ("HIPAA-DEID-1",), {"HIPAA-DEID-1": "advise"})
    assert [f.severity for f in found] == ["advise"]


def test_without_the_model_nothing_is_screened(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> weights.Model:
        raise weights.BrokenJudge("the learned judge is missing")

    monkeypatch.setattr(judging, "model", missing)
    result = Engine().screen(Context("We open at nine."))
    assert (result.verdict, result.findings[0].rule) == ("block", "SYS-1")


def test_a_changed_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Elsewhere:
        """A folder whose model differs from its manifest."""

        def __init__(self, name: str = "") -> None:
            self.name = name

        def joinpath(self, name: str) -> "Elsewhere":
            return Elsewhere(name)

        def read_bytes(self) -> bytes:
            return b"other"

        def read_text(self, _encoding: str) -> str:
            return "0000"

    monkeypatch.setattr(weights, "_folder", Elsewhere)
    with pytest.raises(weights.BrokenJudge):
        weights.model.__wrapped__()


def test_it_hears_the_same_in_both_forms_of_letters() -> None:
    text = "Kåre på rom 4 fikk endelig reise hjem i går, så glade vi er!"
    one, other = (Engine().screen(Context(unicodedata.normalize(form, text), "nb")).findings for form in ("NFC", "NFD"))
    assert [(f.rule, f.severity, f.confidence) for f in one] == [(f.rule, f.severity, f.confidence) for f in other]


def test_pairs_by_name_and_by_number_say_the_same() -> None:
    doc = Document(Context(TEXT, "en"))
    signals = Signals(doc, Engine().by_rules(doc))
    model = weights.model()
    assert model.judge(signals) == pytest.approx(model.scores(weights.seen(signals)), abs=1e-3)


@pytest.mark.parametrize(
    ("word", "lang", "concept"),
    [("nurses", "en", "staffrole"), ("barnelege", "nb", "staffrole"), ("mengoperasi", "id", "procedure")],
)
def test_words_have_concepts(word: str, lang: str, concept: str) -> None:
    names = concepts.names()
    assert concept in {names[number] for number in concepts.numbers(concepts.of_word(word, lang))}


def test_every_finding_has_words_in_every_language() -> None:
    keys = {key for words in WORDS.values() for key in words}
    for lang in LANGUAGES:
        for key in keys:
            said = Finding(
                "MIS-1", "source", "review", 0, 1, "TRUTH", MessageRef(f"LEARNED#{key}", {"text": "x"}), "", "-"
            ).say(lang)
            assert "x" in said.message
            assert all((said.title, said.advice))
