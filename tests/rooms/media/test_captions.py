"""Caption files: what is taken, what is refused and where."""

from __future__ import annotations

import pytest

from wellspoken.rooms.media.films import captions
from wellspoken.rooms.media.films.errors import BadCaptions

SRT = "1\n00:00:00,500 --> 00:00:02,000\nWalk <i>slowly</i>.\n\n2\n00:00:02,000 --> 00:00:03,500\nDrink & rest.\n"
VTT = "WEBVTT\n\nNOTE\n\n00:00.500 --> 00:02.000 line:90%\nWalk slowly.\n\n00:02.000 --> 00:03.500\nDrink &amp; rest.\n"


@pytest.mark.parametrize(
    "data",
    [
        SRT.encode(),
        VTT.encode(),
        SRT.replace("\n", "\r\n").encode("utf-8-sig"),
        SRT.encode("utf-16"),
        ("\ufeff" + VTT).encode(),
    ],
)
def test_both_forms_say_the_same(data: bytes) -> None:
    cues = captions.read(data, 4.0)
    made = captions.vtt_of(cues)
    assert made.startswith("WEBVTT\n\n00:00:00.500 --> 00:00:02.000\nWalk slowly.\n")
    assert "Drink &amp; rest." in made
    assert captions.words_of(made) == "Walk slowly.\nDrink & rest."
    assert captions.vtt_of(captions.read(made.encode(), 4.0)) == made


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "empty", 0),
        (b"WEBVTT\n\nNOTE nothing here\n", "empty", 0),
        (b"Just words", "form", 0),
        ("1\n00:00:00,500 --> 00:00:01,000\nBl\u00e5b\u00e6r\n".encode("latin-1"), "encoding", 0),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "encoding", 0),
        (SRT.replace("00:00:02,000 -->", "00:00:01,000 -->").encode(), "overlap", 6),
        (SRT.replace("--> 00:00:03,500", "--> 00:00:01,500").encode(), "backwards", 6),
        (SRT.replace("Drink & rest.", "<i></i>").encode(), "blank", 6),
        (SRT.replace("00:00:03,500", "00:00:33,500").encode(), "past_end", 6),
        (SRT.replace("00:00:03,500", "soon").encode(), "time", 6),
        (SRT.replace("00:00:03,500", "00:00:73,500").encode(), "time", 6),
        (b"x" * (2**20 + 1), "too_big", 0),
    ],
)
def test_what_is_refused(data: bytes, code: str, line: int) -> None:
    with pytest.raises(BadCaptions) as told:
        captions.read(data, 4.0)
    assert (told.value.code, told.value.line) == (code, line)
    assert "%" not in told.value.sentence


def test_markup_cannot_come_through() -> None:
    cues = captions.read(b"1\n00:00:00,500 --> 00:00:01,000\n<script>alert(1)</script> a < b --> c\n", 4.0)
    assert "<" not in captions.vtt_of(cues).split("-->", 1)[1]
