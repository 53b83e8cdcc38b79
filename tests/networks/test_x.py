"""X: counting, uploading, disclosures, duplicates, tokens; its bodies are judged by X's own models."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from xdk.posts.models import CreateRequest

from tests.networks.adapter import picture
from tests.networks.adapters_x import CONNECTOR, NOW, account_of, say
from tests.replicas.lost_reply import LostReply
from tests.replicas.x import X
from wellspoken.networks.contract import (
    Account,
    Captions,
    Disclosure,
    Outcome,
    Outgoing,
    Presence,
    Video,
)
from wellspoken.networks.x import uploading
from wellspoken.networks.x.connector import XConnector
from wellspoken.networks.x.publishing import words_of_post, words_of_text
from wellspoken.networks.x.text import LIMITS, measure, segments

VTT = b"WEBVTT\n\n00:01.000 --> 00:02.000\nHei\n"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "PAUSE", 0.01)


@pytest.fixture
def server() -> Iterator[X]:
    with X() as running:
        yield running
        assert running.odd == []


@pytest.fixture
def account(server: X) -> Account:
    return account_of(server, server.url)


WEIGHTS = [
    ("", 0),
    ("Ærlig talt", 10),
    ("中文", 4),
    ("👩🏽‍⚕️🇳🇴1️⃣", 6),
    ("e\u0301", 1),
    ("https://example.org/" + "x" * 200, 23),
    ("se helse.no/råd, ok", 30),
    ("blåbærgrød.no", 23),
    ("meg@helse.no fil.txt 1.5 slutt.Ny", 33),
    ("中https://example.org", 25),
    ("https://example.org/中", 25),
    ("“”‘’—…", 7),
    ("→", 2),
]


@pytest.mark.parametrize(("text", "weight"), WEIGHTS)
def test_weights(text: str, weight: int) -> None:
    assert measure(text, LIMITS).count == weight


def test_what_is_shown_specially() -> None:
    text = "Hei @ola_no og meg@example.org: helse.no #VaksinØ #1 (https://e.no/a)"
    assert [(one.kind, one.target) for one in segments(text)] == [
        ("mention", "ola_no"),
        ("link", "https://helse.no"),
        ("tag", "VaksinØ"),
        ("link", "https://e.no/a"),
    ]


def test_disclosures_and_replies_are_fields_x_knows(server: X, account: Account) -> None:
    disclosure = Disclosure(paid_partnership=True, ai_made=True)
    first = CONNECTOR.publish(account, say(account, "Annonse", disclosure=disclosure))
    outgoing = Outgoing("Svar", NOW, ("nb",))
    reply = CONNECTOR.upload(account, outgoing, CONNECTOR.prepare_reply(account, outgoing, "k", first.remote_id))
    assert reply.prepared is not None
    assert CONNECTOR.publish(account, reply.prepared).done
    assert server.posts[0]["said"] == {"text": "Annonse", "made_with_ai": True, "paid_partnership": True}
    assert server.posts[1]["said"]["reply"] == {"in_reply_to_tweet_id": first.remote_id}
    assert set(server.posts[0]["said"]) <= set(CreateRequest.model_fields)


def test_a_film_is_sent_in_parts_and_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "PART", 1000)
    path = tmp_path / "film.mp4"
    path.write_bytes(bytes(range(250)) * 9)
    film = Video(path, "video/mp4", 2250, 3.0, 64, 36)
    with X(processing=3) as server:
        account = account_of(server, server.url)
        spoken = (Captions("nb-NO", lambda: VTT), Captions("en", lambda: VTT))
        assert CONNECTOR.publish(account, say(account, "Film", video=replace(film, captions=spoken))).done
        media = next(iter(server.media.values()))
        assert [len(part) for part in media["parts"]] == [1000, 1000, 250]
        assert [(track["language_code"], track["display_name"]) for track, _ in media["captions"]] == [
            ("NB", "norsk bokmål (Norge)"),
            ("EN", "English"),
        ]
        assert all(b"00:00:01,000 --> 00:00:02,000\nHei" in content for _, content in media["captions"])
        assert (b"".join(media["parts"]), media["media_category"]) == (path.read_bytes(), "tweet_video")


def test_captions_without_words_stop_the_film(server: X, account: Account, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"film")
    film = Video(path, "video/mp4", 4, 3.0, 64, 36, captions=(Captions("nb", lambda: b"WEBVTT"),))
    outgoing = Outgoing("Film", NOW, ("nb",), video=film)
    failure = CONNECTOR.upload(account, outgoing, CONNECTOR.prepare(account, outgoing, "k")).failure
    assert failure is not None
    assert (failure.outcome, failure.reason) == (Outcome.REFUSED, "invalid")


def test_a_picture_is_uploaded_once_while_x_keeps_it(server: X, account: Account) -> None:
    outgoing = Outgoing("Bilde", NOW, ("nb",), (picture(),))
    first = say(account, "Bilde", picture())
    assert CONNECTOR.upload(account, outgoing, first).prepared == first
    later = XConnector(lambda: datetime.now(UTC) + timedelta(hours=13))
    kept = {**account.secrets, "expires_at": str((NOW + timedelta(days=2)).timestamp())}
    stale = replace(account, secrets=kept)
    server.media.clear()
    sent = later.publish(stale, first)
    assert (sent.outcome, sent.reason) == (Outcome.NOT_SENT, "upload_again")
    again = later.upload(stale, outgoing, first).prepared
    assert again is not None
    assert later.publish(stale, again).done


@pytest.mark.faults
def test_the_same_words_after_a_lost_answer_are_ours(server: X, account: Account) -> None:
    with LostReply(server.url) as proxy:
        behind = replace(account, server=proxy.url)
        prepared = say(behind, "Åpent til 20 https://example.org/apent?a=b&c=d & <helse.no>", picture())
        proxy.script("POST /2/tweets", "cut")
        assert CONNECTOR.publish(behind, prepared).outcome is Outcome.UNKNOWN
        again = CONNECTOR.publish(behind, prepared)
        assert (again.outcome, again.status) == (Outcome.LIVE, 403)
        assert len(server.posts) == 1
        assert CONNECTOR.settle(behind, prepared, NOW).remote_id == again.remote_id


def test_the_same_words_as_an_older_post_are_refused(server: X, account: Account) -> None:
    CONNECTOR.publish(account, say(account, "Åpent til 20"))
    server.posts[0]["created_at"] = "2026-11-01T08:00:00.000Z"
    sent = CONNECTOR.publish(account, say(account, "Åpent til 20"))
    assert (sent.outcome, sent.reason) == (Outcome.REFUSED, "conflict")
    server.posts[0]["created_at"] = "2020-11-01T08:00:00.000Z"
    sent = CONNECTOR.publish(account, say(account, "Åpent til 20"))
    assert (sent.outcome, sent.reason) == (Outcome.UNKNOWN, "conflict")


@pytest.mark.faults
def test_twenty_posts_through_lost_answers_are_twenty_posts(server: X, account: Account) -> None:
    with LostReply(server.url) as proxy:
        behind = replace(account, server=proxy.url)
        acts = ["cut", "pass", "500_after", "garble", "redirect_after"]
        proxy.script("POST /2/tweets", *(acts * 4))
        for number in range(20):
            prepared, since = say(behind, f"Melding {number} https://example.org/{number}"), datetime.now(UTC)
            sent = CONNECTOR.publish(behind, prepared)
            if sent.outcome is Outcome.UNKNOWN:
                assert CONNECTOR.settle(behind, prepared, since).outcome is Presence.LIVE
    assert len(server.posts) == 20


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("name", ["tweet.fields", "post.fields"])
def test_either_name_of_the_fields_will_do(name: str, strict: bool) -> None:
    with X(fields_name=name, strict=strict) as server:
        account = account_of(server, server.url)
        prepared = say(account, "Hei https://example.org")
        CONNECTOR.publish(account, prepared)
        assert CONNECTOR.settle(account, prepared, NOW).outcome is Presence.LIVE


def test_posts_without_a_time_prove_nothing(server: X, account: Account) -> None:
    prepared = say(account, "Hei")
    with X(fields_name="post.fields", strict=False) as other:
        other._fields = lambda query, known: {"id", "text"}  # type: ignore[method-assign]
        other.tokens = server.tokens
        behind = replace(account, server=other.url)
        CONNECTOR.publish(behind, prepared)
        assert CONNECTOR.settle(behind, prepared, NOW).outcome is Presence.UNSURE


def test_a_long_timeline_proves_nothing_when_it_does_not_end(server: X, account: Account) -> None:
    prepared = say(account, "Hei")
    for number in range(350):
        post = {"id": str(number), "text": "x", "created_at": datetime.now(UTC).isoformat(), "said": {}}
        server.posts.append(post)
    assert CONNECTOR.settle(account, prepared, NOW).outcome is Presence.UNSURE


@pytest.mark.parametrize(
    ("problem", "outcome", "reason"),
    [
        (
            {"title": "Forbidden", "type": "https://api.x.com/2/problems/client-forbidden"},
            Outcome.BROKEN,
            "not_allowed",
        ),
        ({"title": "Forbidden", "detail": "You may not reply here"}, Outcome.REFUSED, "invalid"),
        ({"error": "something between us"}, Outcome.UNKNOWN, "odd_answer"),
    ],
)
def test_kinds_of_no(server: X, account: Account, problem: dict[str, str], outcome: Outcome, reason: str) -> None:
    prepared = say(account, "Hei")
    with LostReply(server.url) as proxy:
        proxy.errors[403] = problem
        proxy.script("POST /2/tweets", "403_before")
        sent = CONNECTOR.publish(replace(account, server=proxy.url), prepared)
    assert (sent.outcome, sent.reason) == (outcome, reason)


def test_words_survive_what_x_does_to_them() -> None:
    post = {
        "text": "R&amp;D https://t.co/a se https://t.co/b https://t.co/p",
        "entities": {
            "urls": [
                {"url": "https://t.co/a", "expanded_url": "https://www.Example.org/"},
                {"url": "https://t.co/b", "expanded_url": "http://helse.no/råd"},
                {"url": "https://t.co/p", "expanded_url": "https://x.com/a/photo/1", "display_url": "pic.x.com/a"},
            ]
        },
    }
    assert words_of_post(post) == words_of_text("R&D https://example.org se helse.no/råd")
    assert words_of_post(post) != words_of_text("R&D https://example.org se helse.no/rød")
    long = {"text": "Kort", "note_tweet": {"text": "Langt &amp; mer"}}
    assert words_of_post(long) == words_of_text("Langt & mer")


def test_what_the_network_cannot_do_is_said_before_writing() -> None:
    film = Video(Path("a.mp4"), "video/mp4", 10, 200.0, 64, 36)
    outgoing = Outgoing("Hei", NOW, ("nb",), (picture(),), video=film, thread=("to",), first_comment="tre")
    found = CONNECTOR.check(outgoing, LIMITS)
    assert {one.code for one in found} == {"cannot", "video_too_long", "video_and_pictures"}
    assert {one.params["what"] for one in found if one.code == "cannot"} == {"thread", "first_comment"}


@pytest.mark.parametrize("name", ["tweet.fields", "post.fields"])
def test_figures_and_messages(name: str) -> None:
    with X(fields_name=name) as server:
        account = account_of(server, server.url)
        sent = CONNECTOR.publish(account, say(account, "Hei"))
        for number in range(5):
            about = [{"type": "replied_to", "id": sent.remote_id}] if number else []
            made = (NOW + timedelta(seconds=number)).isoformat()
            one = {"id": str(number + 1), "author_id": "77", "text": f"Svar {number}", "created_at": made}
            server.mentions.append({**one, f"referenced_{name.partition('.')[0]}s": about})
        figures = CONNECTOR.read_metrics(account, (sent.remote_id, "404"))
        inbox = CONNECTOR.read_inbox(account, NOW - timedelta(minutes=1))
    values = {"likes": 3, "replies": 1, "reposts": 0, "views": 250, "quotes": 0, "bookmarks": 2}
    assert [(one.remote_id, one.values) for one in figures.posts] == [(sent.remote_id, values)]
    assert [one.text for one in inbox.messages] == [f"Svar {number}" for number in range(5)]
    assert [one.kind for one in inbox.messages] == ["mention", "reply", "reply", "reply", "reply"]
    assert (inbox.messages[4].author, inbox.messages[4].about) == ("ola_no", sent.remote_id)
    assert inbox.messages[4].url == "https://x.com/ola_no/status/5"


@pytest.mark.faults
@pytest.mark.parametrize(("act", "reason"), [("500_before", "server_error"), ("429_before", "rate_limited")])
def test_reading_says_what_went_wrong(server: X, account: Account, act: str, reason: str) -> None:
    with LostReply(server.url) as proxy:
        proxy.default = {"GET /": act}
        behind = replace(account, server=proxy.url)
        for failure in (CONNECTOR.read_metrics(behind, ("1",)).failure, CONNECTOR.read_inbox(behind, NOW).failure):
            assert failure is not None
            assert failure.reason == reason
