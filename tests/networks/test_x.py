"""X: counting, uploading, disclosures, duplicates, tokens; its bodies are judged by X's own models."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from xdk import Client
from xdk.media import models as media_models
from xdk.posts.models import CreateRequest

from tests.networks.adapter import picture
from tests.networks.adapters_x import account_of
from tests.replicas.lost_reply import LostReply
from tests.replicas.x import APP, USER, X
from wellspoken.networks import oauth2
from wellspoken.networks.contract import (
    Account,
    AppRegistration,
    Captions,
    Disclosure,
    Outcome,
    Outgoing,
    Picture,
    Prepared,
    Presence,
    SignInError,
    Video,
)
from wellspoken.networks.x import connector, uploading
from wellspoken.networks.x.connector import XConnector
from wellspoken.networks.x.publishing import words_of_post, words_of_text
from wellspoken.networks.x.text import LIMITS, measure, segments

BACK = "http://127.0.0.1:9999/oauth/x/callback/"
NOW = datetime.now(UTC)
CONNECTOR = XConnector()
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


def say(account: Account, text: str, *pictures: Picture, **more: object) -> Prepared:
    outgoing = Outgoing(text, datetime.now(UTC), ("nb",), pictures, **more)  # type: ignore[arg-type]
    result = CONNECTOR.upload(account, outgoing, CONNECTOR.prepare(account, outgoing, CONNECTOR.key_for(NOW)))
    assert result.prepared is not None, result.failure
    return result.prepared


def connect(server: X) -> Account:
    """Go through OAuth; the replica agrees at once."""
    app = AppRegistration(*APP)
    started = CONNECTOR.start(server.url, "", BACK, NOW, allow_private=True, app=app)
    found = parse_qs(urlsplit(httpx2.get(started.authorize_url).headers["location"]).query)
    return CONNECTOR.finish(started.pending, found["code"][0], "", found["state"][0], NOW)


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


def test_from_the_button_to_a_post_with_pictures(server: X) -> None:
    account = connect(server)
    assert (account.remote_id, account.handle, account.settings["name"]) == (
        USER["id"],
        "elmharbour",
        "Elm & Harbour Health",
    )
    assert not any(value in repr(account) for value in account.secrets.values())
    sent = CONNECTOR.publish(account, say(account, "To bilder", picture("red", "rød åker"), picture("blue", "")))
    assert sent.outcome is Outcome.LIVE
    assert sent.url == f"https://x.com/elmharbour/status/{sent.remote_id}"
    numbers = server.posts[0]["said"]["media"]["media_ids"]
    assert [server.media[one]["alt"] for one in numbers] == ["rød åker", ""]
    assert all(b"".join(server.media[one]["parts"]).startswith(b"\x89PNG") for one in numbers)


def test_nothing_secret_is_in_the_address(server: X) -> None:
    started = CONNECTOR.start("", "", BACK, NOW, app=AppRegistration(*APP))
    asked = parse_qs(urlsplit(started.authorize_url).query)
    assert started.authorize_url.startswith("https://x.com/i/oauth2/authorize?")
    assert APP[1] not in started.authorize_url
    assert asked["scope"] == ["tweet.read tweet.write users.read media.write offline.access"]
    assert asked["code_challenge_method"] == ["S256"]
    assert started.pending["verifier"] not in started.authorize_url


def test_what_the_answer_must_match(server: X) -> None:
    started = CONNECTOR.start(server.url, "", BACK, NOW, allow_private=True, app=AppRegistration(*APP))
    found = parse_qs(urlsplit(httpx2.get(started.authorize_url).headers["location"]).query)
    code, state = found["code"][0], found["state"][0]
    for pending, given, reason in (
        (started.pending, "x", "state_mismatch"),
        ({**started.pending, "verifier": "another"}, state, "denied"),
        ({**started.pending, "app_secret": "another"}, state, "denied"),
    ):
        with pytest.raises(SignInError) as caught:
            CONNECTOR.finish(pending, code, "", given, NOW)
        assert caught.value.reason == reason
    with pytest.raises(SignInError, match="app_missing"):
        CONNECTOR.start(server.url, "", BACK, NOW, allow_private=True)


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


def test_xs_own_client_is_content_with_the_replica() -> None:
    """What the replica answers is what X's client expects: a replica that is wrong would prove nothing."""
    with X(fields_name="post.fields") as server:
        client = Client(base_url=server.url, access_token=server.token()["access_token"])
        assert client.users.get_me().data.id == USER["id"]
        about = media_models.InitializeUploadRequest(
            media_type="image/png", media_category="tweet_image", total_bytes=4
        )
        number = client.media.initialize_upload(about).data.id
        part = media_models.AppendUploadRequest(media=base64.b64encode(b"\x89PNG").decode(), segment_index=0)
        client.media.append_upload(number, part)
        client.media.finalize_upload(number)
        made = client.posts.create(CreateRequest(text="Hei https://example.org", media={"media_ids": [number]}))
        asked = ["created_at", "entities", "attachments", "note_post"]
        start = f"{NOW - timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}"
        page = next(iter(client.users.get_posts(USER["id"], max_results=100, start_time=start, post_fields=asked)))
        assert [one.id for one in page.data] == [made.data.id]
        assert client.posts.get_by_ids([made.data.id], post_fields=["public_metrics"]).data[0].public_metrics
        assert client.posts.delete(made.data.id).data.deleted
        assert server.odd == []


def test_a_long_timeline_proves_nothing_when_it_does_not_end(server: X, account: Account) -> None:
    prepared = say(account, "Hei")
    for number in range(350):
        post = {"id": str(number), "text": "x", "created_at": datetime.now(UTC).isoformat(), "said": {}}
        server.posts.append(post)
    assert CONNECTOR.settle(account, prepared, NOW).outcome is Presence.UNSURE


def test_tokens_are_renewed_before_they_end_and_kept(server: X, account: Account) -> None:
    due = replace(account, secrets={**account.secrets, "expires_at": str(NOW.timestamp())})
    health = CONNECTOR.verify(due)
    assert health.ok
    assert health.new_secrets is not None
    assert health.new_secrets["refresh"] != account.secrets["refresh"]
    assert (health.new_secrets["app_id"], health.new_secrets["app_secret"]) == APP
    again = CONNECTOR.verify(due)
    assert (again.ok, again.reason) == (False, "sign_in_expired")


def test_an_empty_refresh_token_replaces_nothing(server: X, account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    given = server.token
    monkeypatch.setattr(server, "token", lambda: {**given(), "refresh_token": ""})
    due = replace(account, secrets={**account.secrets, "expires_at": str(NOW.timestamp())})
    health = CONNECTOR.verify(due)
    assert health.new_secrets is not None
    assert health.new_secrets["refresh"] == account.secrets["refresh"]
    assert health.new_secrets["access"] != account.secrets["access"]


def test_a_server_in_trouble_does_not_break_the_renewal(server: X, account: Account) -> None:
    due = {**account.secrets, "expires_at": str(NOW.timestamp())}
    with LostReply(server.url) as proxy:
        behind = replace(account, server=proxy.url, secrets=due)
        for act, reason in (("500_before", "server_error"), ("429_before", "rate_limited"), ("garble", "odd_answer")):
            proxy.script("/2/oauth2/token", act)
            sent = CONNECTOR.publish(behind, Prepared("k", b"{}"))
            assert (sent.outcome, sent.reason) == (Outcome.NOT_SENT, reason)
        assert proxy.times("POST /2/tweets") == 0


def test_disconnecting_ends_both_tokens(server: X, account: Account) -> None:
    prepared = say(account, "Kommer ikke ut")
    assert CONNECTOR.disconnect(account).done
    assert CONNECTOR.disconnect(account).done
    sent = CONNECTOR.publish(account, prepared)
    assert (sent.outcome, sent.reason) == (Outcome.BROKEN, "sign_in_expired")
    assert server.posts == []


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


def test_an_app_that_never_ends_its_tokens_is_not_renewed() -> None:
    assert not oauth2.due({"access": "a", "refresh": "b"}, NOW)
    assert not oauth2.due({"access": "a", "expires_at": str(NOW.timestamp())}, NOW)


@pytest.mark.faults
def test_a_renewal_that_hangs_does_not_hold_the_post(
    server: X, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connector, "BEFORE_SECONDS", 0.3)
    due = {**account.secrets, "expires_at": str(NOW.timestamp())}
    with LostReply(server.url) as proxy:
        proxy.script("/2/oauth2/token", "hang")
        began = time.monotonic()
        sent = CONNECTOR.publish(replace(account, server=proxy.url, secrets=due), Prepared("k", b"{}"))
        assert time.monotonic() - began < 3
    assert (sent.outcome, sent.reason) == (Outcome.NOT_SENT, "lost_reply")


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
