"""What faces ask about networks."""

from __future__ import annotations

import json
import re

import pytest

from tests.factories import make_channel
from wellspoken.networks.base import Limits, Problem
from wellspoken.rooms.channels import measures
from wellspoken.rooms.channels.measures import PictureFacts, Said
from wellspoken.rooms.channels.problems import CANNOT, SENTENCES, problem_words

pytestmark = pytest.mark.django_db


def test_length_in_the_networks_own_counting() -> None:
    channel = make_channel(network="bluesky")
    nurses = measures.measure(channel, "👩🏽‍⚕️" * 20)
    assert nurses.to_json() == {"count": 20, "limit": 300, "unit": "graphemes", "over": 0}
    assert measures.measure(channel, "x" * 301).over == 1
    assert measures.measure(channel, "hei").over == 0


@pytest.mark.parametrize(
    "text", ["", "plain", "See https://example.org/a. And #HeartMonth @elm.example.org!", "a\n\nhttps://x.example.org"]
)
def test_the_preview_is_the_text_in_stretches(text: str) -> None:
    pieces = measures.preview(make_channel(network="bluesky"), text)
    assert "".join(p.text for p in pieces) == text
    assert all(p.href.startswith("https://") for p in pieces if p.href)


def test_the_preview_never_links_anything_but_the_web() -> None:
    for piece in measures.preview(make_channel(network="newsroom"), "javascript:alert(1) data:text/html,x"):
        assert piece.href == ""


def test_problems_are_said_in_words() -> None:
    channel = make_channel(network="bluesky")
    found = measures.problems(channel, Said("x" * 400))
    assert [(p.code, p.severity) for p in found] == [("too_long", "block")]
    assert "400" in found[0].message
    assert "300" in found[0].message
    five = tuple(PictureFacts("image/jpeg", 10, 10, "alt") for _ in range(5))
    assert "too_many_pictures" in [p.code for p in measures.problems(channel, Said("hi", five))]
    assert [p.code for p in measures.problems(make_channel(), Said("hi"))] == ["title_missing"]
    assert measures.problems(make_channel(), Said("hi", title="A title")) == []


def test_every_code_of_the_contract_has_a_sentence_whose_holes_can_be_filled() -> None:
    params = {
        "count": 1,
        "most": 2,
        "number": 3,
        "type": "x",
        "size": 4,
        "pixels": 5,
        "length": 6,
        "seconds": 7,
        "least": 8,
        "lang": "nb",
        "percent": 9,
    }
    for code in re.findall(r"``([a-z_]+)``", Problem.__doc__ or ""):
        if code in {"what", "number", "least", "lang"}:  # names of numbers and words, not codes
            continue
        assert code in SENTENCES or code == "cannot", code
    for code in SENTENCES:
        assert "%(" not in problem_words(code, params)
    for what in re.findall(r"``([a-z_]+)``", (Limits.__doc__ or "").partition("``can``")[2].partition("``check``")[0]):
        assert problem_words("cannot", {"what": what}) == str(CANNOT[what])
    assert "would not take" in problem_words("cannot", {"what": "unheard_of"})


def test_limits_are_json() -> None:
    assert json.loads(json.dumps(measures.limits(make_channel(network="bluesky"))))["max_length"] == 300


def test_limits_read_from_the_server_win() -> None:
    usual = measures.limits(make_channel(network="mastodon"))
    channel = make_channel(network="mastodon", limits={**usual, "max_length": 11_000})
    assert measures.limits(channel)["max_length"] == 11_000
    assert measures.measure(channel, "x").limit == 11_000


def test_names() -> None:
    assert measures.network_name("bluesky") == "Bluesky"
    assert measures.network_name("unheard-of") == "unheard-of"
    assert set(measures.networks_available()) >= {"newsroom", "bluesky", "mastodon"}
