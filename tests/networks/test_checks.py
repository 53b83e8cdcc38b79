"""What every network refuses by its limits: films, threads, first comments, marks, disclosures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wellspoken.networks.base import Captions, Disclosure, Limits, Measure, Outgoing, Picture, Video
from wellspoken.networks.checks import common

FILM = Video(Path("film.mp4"), "video/mp4", 5_000, 30.0, 640, 360)
PICTURE = Picture(lambda: b"x", "image/png", "", 4, 4, size=1)
ALL = frozenset({"video", "captions", "thread", "first_comment", "paid_partnership", "ai_made"})
LIMITS = Limits(
    max_length=30,
    unit="characters",
    max_videos=1,
    video_bytes=10_000,
    video_seconds=60,
    video_types=("video/mp4",),
    max_thread=3,
    max_hashtags=1,
    max_mentions=1,
    max_links=1,
    can=ALL,
)
SAID = Outgoing("Hei", datetime(2026, 11, 22, tzinfo=UTC))


def measure(text: str, limits: Limits) -> Measure:
    return Measure(len(text), limits.max_length, limits.unit, max(0, len(text) - limits.max_length))


def codes(outgoing: Outgoing, limits: Limits = LIMITS) -> list[str]:
    return [one.code for one in common(outgoing, limits, measure)]


CASES = [
    ({}, []),
    ({"video": FILM, "text": ""}, []),
    ({"video": replace(FILM, mime="video/webm")}, ["video_type"]),
    ({"video": replace(FILM, size=10_001)}, ["video_too_big"]),
    ({"video": replace(FILM, seconds=60.5)}, ["video_too_long"]),
    ({"thread": ("to", "tre")}, []),
    ({"thread": ("to", "tre", "fire")}, ["thread_too_long"]),
    ({"thread": (" ", "x" * 31)}, ["thread_part_empty", "thread_part_too_long"]),
    ({"first_comment": "x" * 31}, ["first_comment_too_long"]),
    ({"text": "#a #b"}, ["too_many_hashtags"]),
    ({"text": "#1 #2 #a_3"}, []),
    ({"text": "@a.b @c a@b.no"}, ["too_many_mentions"]),
    ({"text": "http://a.no http://b.no"}, ["too_many_links"]),
    ({"text": "http://a.no http://a.no"}, []),
]


@pytest.mark.parametrize(("said", "found"), CASES)
def test_limits_are_held(said: dict[str, object], found: list[str]) -> None:
    assert codes(replace(SAID, **said)) == found  # type: ignore[arg-type]


def test_what_a_network_cannot_do_is_said_by_name() -> None:
    captions = (Captions("nb", lambda: b"WEBVTT"),)
    disclosure = Disclosure(paid_partnership=True, ai_made=True)
    everything = replace(
        SAID, video=replace(FILM, captions=captions), thread=("to",), first_comment="tre", disclosure=disclosure
    )
    found = common(everything, Limits(max_length=20, unit="characters"), measure)
    assert {one.params["what"] for one in found} == ALL
    assert {one.code for one in found} == {"cannot"}


def test_a_text_alone_where_a_picture_is_needed() -> None:
    needs = replace(LIMITS, needs_picture=True)
    assert codes(SAID, needs) == ["needs_picture"]
    assert codes(replace(SAID, pictures=(PICTURE,)), needs) == []
    assert codes(replace(SAID, video=FILM), needs) == []
    assert codes(replace(SAID, pictures=(PICTURE,)), replace(LIMITS, needs_video=True)) == ["needs_video"]


def test_networks_that_fetch_pictures_need_a_public_address() -> None:
    fetches = replace(LIMITS, fetches_pictures=True)
    there = replace(PICTURE, url="https://example.org/p.png")
    assert codes(replace(SAID, pictures=(PICTURE, there)), fetches) == ["needs_public_address"]
    assert codes(replace(SAID, pictures=(there, there)), fetches) == []
    assert codes(SAID, fetches) == []


def test_limits_come_back_from_json_as_they_went() -> None:
    assert Limits.from_json(LIMITS.to_json()) == LIMITS
    assert Limits.from_json({"max_length": 5, "unit": "characters"}).can == frozenset()
