"""Folding, words, languages, reading levels."""

import unicodedata

import pytest

from wellspoken.engines.text import detect, grapheme_count, graphemes, normalise, reading_level, sentences, tokens


@pytest.mark.parametrize(
    ("original", "folded", "piece", "back"),
    [
        ("plain text", "plain text", "text", "text"),
        ("Kåre her", "Kåre her", "Kåre", "Kåre"),
        (unicodedata.normalize("NFD", "Kåre her"), "Kåre her", "Kåre", unicodedata.normalize("NFD", "Kåre")),
        ("84\u200b2-41", "842-41", "842", "84\u200b2"),
        ("𝓕𝓵𝓾 now", "Flu now", "Flu", "𝓕𝓵𝓾"),
        ("don’t", "don't", "don't", "don’t"),
        ("ﬁne day", "fine day", "fine", "ﬁne"),
        ("１２３", "123", "123", "１２３"),
    ],
)
def test_folding_keeps_places(original: str, folded: str, piece: str, back: str) -> None:
    norm = normalise(original)
    assert norm.text == folded
    at = norm.text.index(piece)
    start, end = norm.span(at, at + len(piece))
    assert original[start:end] == back


def test_lower_case_keeps_length() -> None:
    assert len(normalise("İSTANBUL ẞ").lower) == len(normalise("İSTANBUL ẞ").text)


def test_empty_range_stays_empty() -> None:
    norm = normalise("a\u200bb")
    assert norm.span(2, 2) == (3, 3)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Berg is here. So are we!", 2),
        ("Møtet er kl. 10 i Bergen. Velkommen", 2),
        ("Sp. dr. Hana hadir. Terima kasih.", 2),
        ("One line\nanother line", 2),
        ("Hun kom 13. mai til oss.", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_words_keep_apostrophes_and_places() -> None:
    words = tokens("Don't re-use #tags, ok?")
    assert [w.text for w in words] == ["Don't", "re-use", "tags", "ok"]
    assert words[1].start == 6


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The clinic is open on Friday for you and your family", "en"),
        ("Klinikken er åpen på fredag for deg og familien din", "nb"),
        ("Klinik buka hari Jumat untuk Anda dan keluarga Anda", "id"),
        ("Eg veit ikkje kva dei vil, men me er her for dykk", "nn"),
        ("Kliniken är öppen på fredag och vi är här för dig", "sv"),
    ],
)
def test_languages(text: str, lang: str) -> None:
    assert detect(text).lang == lang


def test_tiny_text_takes_the_hint() -> None:
    assert detect("OK 123", "id").lang == "id"


@pytest.mark.parametrize(
    ("easy", "hard", "lang"),
    [
        (
            "Wash your hands. Stay home when you are sick. Call us if you need help.",
            "Expeditious revascularization necessitates perioperative anticoagulation irrespective of comorbidities.",
            "en",
        ),
        (
            "Vask hendene. Bli hjemme når du er syk. Ring oss hvis du trenger hjelp.",
            "Differensialdiagnostisk utredning forutsetter samarbeid mellom primærhelsetjenesten og sykehusene.",
            "nb",
        ),
        (
            "Cuci tangan. Di rumah saja bila sakit. Hubungi kami bila perlu.",
            "Penatalaksanaan komprehensif mempertimbangkan karakteristik individual serta komplikasi kardiovaskular.",
            "id",
        ),
    ],
)
def test_reading_level_tells_easy_from_hard(easy: str, hard: str, lang: str) -> None:
    low = reading_level(tokens(easy), sentences(easy), lang)
    high = reading_level(tokens(hard), sentences(hard), lang)
    assert low is not None
    assert high is not None
    assert low.method == high.method
    assert high.score > low.score + 5


def test_short_texts_have_no_level() -> None:
    assert reading_level(tokens("Hi there"), sentences("Hi there"), "en") is None


def test_graphemes_are_what_people_count() -> None:
    assert grapheme_count("👩🏽‍⚕️ok") == 3
    assert graphemes("e\u0301a") == ["e\u0301", "a"]
