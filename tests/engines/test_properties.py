"""What must hold for any text."""

import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wellspoken.engines.screening import Context, Engine, Profile
from wellspoken.engines.screening.identify import identify
from wellspoken.engines.text import normalise

ENGINE = Engine()
PIECES = st.sampled_from(
    [
        *("our patient ", "Mary Olson ", "Kåre Bakken ", "pasien kami ", "842-41-8036 ", "11836445017", "@", "#"),
        *("http://", "\u200b", "e\u0301", "A\u030a", "👩🏽\u200d⚕️", "call 988 ", "𝓕𝓵𝓾", "\n", "suicide ", "Botox "),
        *("MRN 12345 ", "yesterday ", "ﬁ", "\u202e", "٣", "İ", ". ", "$9 ", "Dr. "),
    ]
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=25).map("".join))
SURFACES = st.sampled_from(["post", "reply", "dm", "ad", "comment", "profile", "alt_text", "story_caption", "odd"])
QUICK = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(TEXTS, SURFACES, st.sampled_from(["in", "out"]), st.sampled_from([None, "en", "id", "nb", "xx"]))
def test_nothing_escapes_and_every_place_is_inside(text: str, surface: str, direction: str, lang: str | None) -> None:
    result = ENGINE.screen(
        Context(text, lang, surface, direction, parent=text[:20], profile=Profile(countries=("us", "no", "id")))
    )
    for finding in result.findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert ("could not be screened" in finding.say("en").message) is (finding.rule == "SYS-1")
        assert finding.rule != "SYS-1" or any(w in finding.say("en").message for w in ("script", "language"))
        if finding.fix:
            assert 0 <= finding.fix.start <= finding.fix.end <= len(text)
    for span in result.spans:
        assert 0 <= span.start < span.end <= len(text)


@QUICK
@given(TEXTS)
def test_composed_and_decomposed_text_read_the_same(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)
    one = [(s.label, normalise(composed[s.start : s.end]).text) for s in identify(composed, "en")]
    two = [(s.label, normalise(decomposed[s.start : s.end]).text) for s in identify(decomposed, "en")]
    assert one == two


@QUICK
@given(TEXTS)
def test_folded_places_lead_back_into_the_text(text: str) -> None:
    norm = normalise(text)
    assert len(norm.lower) == len(norm.text)
    last = 0
    for at in range(len(norm.text)):
        start, end = norm.span(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert start >= last
        last = start
