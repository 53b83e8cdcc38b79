"""Counting and finding links, mentions and tags, on each network."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellspoken.networks.bluesky import record
from wellspoken.networks.bluesky import text as bluesky
from wellspoken.networks.contract import Limits, Outgoing
from wellspoken.networks.mastodon import text as mastodon
from wellspoken.networks.mastodon.limits import DEFAULT, from_instance
from wellspoken.networks.registry import CONNECTORS, UnknownNetwork, connector, sign_in

MASTODON = Limits(max_length=500, unit="graphemes", link_length=23)

SEGMENTS = [
    ("bluesky", "Se https://example.org/a_(b).", [("link", "https://example.org/a_(b)")]),
    ("bluesky", "(se https://example.org/x)", [("link", "https://example.org/x")]),
    ("bluesky", "«https://example.org»", [("link", "https://example.org")]),
    ("bluesky", "helse.no/råd, ok", [("link", "https://helse.no/råd")]),
    ("bluesky", "slutt.Ny setning, 1.5 mg, fil.txt, meg@example.org", []),
    ("bluesky", "hei @Ola.Bsky.Social!", [("mention", "ola.bsky.social")]),
    ("bluesky", "a@ola.bsky.social @ola @-x.no", []),
    ("bluesky", "#VaksinØ #1 #2026 #a1! (#b)", [("tag", "VaksinØ"), ("tag", "a1"), ("tag", "b")]),
    ("bluesky", "x#y #" + "a" * 65, []),
    ("bluesky", "https://example.org/#del", [("link", "https://example.org/#del")]),
    ("bluesky", "https://example.org/@ola.no", [("link", "https://example.org/@ola.no")]),
    ("mastodon", "Se https://example.org/a_(b).", [("link", "https://example.org/a_(b)")]),
    ("mastodon", "helse.no", []),
    ("mastodon", "@ola@example.org og @kari.", [("mention", "ola@example.org"), ("mention", "kari")]),
    ("mastodon", "meg@example.org", []),
    ("mastodon", "#VaksinØ #1 #a-b x#y", [("tag", "VaksinØ"), ("tag", "a")]),
    ("mastodon", "https://example.org/@ola#del", [("link", "https://example.org/@ola#del")]),
    (
        "telegram",
        "@ola_no #VaksinØ #1 https://e.no/#a",
        [("mention", "ola_no"), ("tag", "VaksinØ"), ("link", "https://e.no/#a")],
    ),
    ("telegram", "meg@example.org x#y", []),
    ("webhook", "(se https://e.no/a) #tag @ola", [("link", "https://e.no/a")]),
    ("newsroom", "Se https://example.org. #tag @ola.no", [("link", "https://example.org")]),
    (
        "facebook",
        "(se https://example.org/a_(b)) @ola #VaksinØ",
        [("link", "https://example.org/a_(b)"), ("tag", "VaksinØ")],
    ),
    ("facebook", "meg@example.org x#y #1", []),
    (
        "instagram",
        "Se https://example.org. 👩🏽‍⚕️ @helse.no meg@example.org #råd!",
        [("mention", "helse.no"), ("tag", "råd")],
    ),
    ("threads", "👩🏽‍⚕️#nei (#ja) #to https://e.no/#x", [("tag", "ja"), ("link", "https://e.no/#x")]),
    ("linkedin", "«https://example.org» @ola #å_b", [("link", "https://example.org"), ("tag", "å_b")]),
    ("tiktok", "#råd @ola https://example.org", [("tag", "råd"), ("mention", "ola")]),
    ("google_business", "#råd @ola (https://example.org/x)", [("link", "https://example.org/x")]),
]


@pytest.mark.parametrize(("code", "text", "expected"), SEGMENTS)
def test_what_is_shown_specially(code: str, text: str, expected: list[tuple[str, str]]) -> None:
    found = connector(code).segments(text)
    assert [(one.kind, one.target) for one in found] == expected
    assert all(text[one.start : one.end] == one.text for one in found)


COUNTS = [
    ("hei", 3),
    ("👩🏽‍⚕️🇳🇴é", 3),
    ("https://example.org/" + "x" * 200, 23),
    ("https://e.no", 23),
    ("se https://e.no og https://example.org/lang", 3 + 23 + 4 + 23),
    ("@ola@example.org hei", 8),
    ("@ola hei", 8),
    ("", 0),
]


@pytest.mark.parametrize(("text", "count"), COUNTS)
def test_mastodon_counts_links_and_mentions_its_own_way(text: str, count: int) -> None:
    assert mastodon.measure(text, MASTODON).count == count


def test_other_servers_count_code_points() -> None:
    limits = Limits(max_length=500, unit="code_points", link_length=23)
    assert mastodon.measure("👩🏽‍⚕️", limits).count == len("👩🏽‍⚕️")


@pytest.mark.parametrize(
    ("instance", "length", "unit"),
    [
        ({"configuration": {"statuses": {"max_characters": 11000}}}, 11000, "code_points"),
        ({"source_url": "https://github.com/mastodon/mastodon"}, 500, "graphemes"),
        ({"max_toot_chars": 5000}, 5000, "code_points"),
        ({"configuration": {"statuses": {"max_characters": "many"}}}, 500, "code_points"),
        ({"configuration": []}, 500, "code_points"),
        ({}, 500, "code_points"),
    ],
)
def test_limits_come_from_the_server_and_nonsense_is_ignored(instance: dict, length: int, unit: str) -> None:  # type: ignore[type-arg]
    limits = from_instance(instance)
    assert (limits.max_length, limits.unit) == (length, unit)
    assert Limits.from_json(limits.to_json()) == limits


def test_bluesky_counts_graphemes_and_bytes() -> None:
    measured = bluesky.measure("👩🏽‍⚕️" * 200, bluesky.LIMITS)
    assert (measured.count, measured.details["bytes"]) == (200, 200 * len("👩🏽‍⚕️".encode()))
    assert measured.over == 1


@settings(deadline=None)  # the first text loads every connector
@given(st.text(max_size=400))
def test_any_text_can_be_measured_and_its_facets_are_in_bounds(text: str) -> None:
    for code in CONNECTORS:
        one = connector(code)
        one.measure(text, DEFAULT)
        for segment in one.segments(text):
            assert text[segment.start : segment.end] == segment.text
    for facet in bluesky.facets(text, {}):
        raw = text.encode()[facet["index"]["byteStart"] : facet["index"]["byteEnd"]]
        assert raw.decode() in text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_comes_back_as_it_went(text: str) -> None:
    import html

    shown = "<p>" + html.escape(text).replace("\n", "<br />") + "</p>"
    if not any(one.kind == "mention" for one in mastodon.segments(text)):
        assert mastodon.words_of_html(shown) == mastodon.words_of_text(text)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<p>Se <a href="x"><span class="invisible">https://</span><span>e.no/ab</span></a></p>', "Se https://e.no/ab"),
        ('<p><span class="h-card"><a href="x">@<span>ola</span></a></span> hei</p>', "@ola@example.org hei"),
        ("<p>a</p><p>b<br/>c &amp; d</p>", "a\n\nb\nc & d"),
    ],
)
def test_a_post_is_recognised_in_the_servers_html(content: str, text: str) -> None:
    assert mastodon.words_of_html(content) == mastodon.words_of_text(text)


def test_another_text_is_not_mistaken_for_ours() -> None:
    assert mastodon.words_of_html("<p>Vaksine hjelper</p>") != mastodon.words_of_text("Vaksine hjelper ikke")


def test_keys_sort_by_time_and_never_repeat() -> None:
    start = datetime(2026, 11, 21, tzinfo=UTC)
    keys = [record.tid(start + timedelta(milliseconds=number)) for number in range(200)]
    assert keys == sorted(keys)
    assert len(set(keys)) == 200
    assert all(len(key) == 13 for key in keys)
    assert record.tid(datetime(2024, 1, 1, tzinfo=UTC)).startswith("3k")


@pytest.mark.parametrize("code", list(CONNECTORS))
def test_what_cannot_go_out_is_named(code: str) -> None:
    one = connector(code)
    naive = Outgoing("", datetime(2026, 1, 1), ("nb", "id", "en", "da"))
    codes = {problem.code for problem in one.check(naive, DEFAULT)}
    assert {"empty", "naive_time", "too_many_languages"} <= codes
    broken = Outgoing("a\ud800", datetime.now(UTC), title="t")
    assert "not_text" in {problem.code for problem in one.check(broken, DEFAULT)}


def test_unknown_networks_raise() -> None:
    with pytest.raises(UnknownNetwork):
        connector("myspace")
    with pytest.raises(UnknownNetwork):
        sign_in("newsroom")
    assert sign_in("bluesky") is connector("bluesky")
