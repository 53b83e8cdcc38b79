"""The connector for Threads against the replica: counting, links, the one topic, tokens that renew themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.networks.adapter import picture
from tests.networks.adapters_threads import PUBLIC, account_at
from tests.replicas.graph import APP
from tests.replicas.lost_reply import LostReply
from tests.replicas.threads import USER, Threads, counted
from wellspoken.networks.contract import Account, AppRegistration, Outcome, Outgoing, Prepared, SignInError, Video
from wellspoken.networks.threads.connector import ThreadsConnector, wanted
from wellspoken.networks.threads.text import LIMITS, length

BACK = "https://social.example.org/channels/back"
NOW = datetime.now(UTC)
RED = replace(picture("red", "Rød åker"), url=PUBLIC)
FILM = Video(Path("f.mp4"), "video/mp4", 5_000, 30.0, 1080, 1920, url="https://e.org/f.mp4", alt="En sykepleier")
threads = ThreadsConnector()


@pytest.fixture(scope="module")
def replica() -> Iterator[Threads]:
    with Threads() as server:
        yield server


@pytest.fixture
def account(replica: Threads) -> Account:
    return account_at(replica.url, replica.token())


def say(account: Account, outgoing: Outgoing) -> Prepared:
    result = threads.upload(account, outgoing, threads.prepare(account, outgoing, "key"))
    assert result.prepared is not None, result.failure
    return result.prepared


def connect(replica: Threads) -> Account:
    app = AppRegistration(*APP)
    started = threads.start(replica.url, "", BACK, NOW, allow_private=True, app=app)
    found = parse_qs(urlsplit(httpx2.get(started.authorize_url).headers["location"]).query)
    return threads.finish(started.pending, found["code"][0] + "#_", "", found["state"][0], NOW)


COUNTS = [
    ("hei", 3),
    ("å", 1),
    ("漢字", 2),
    ("💉", 4),
    ("❤️", 6),
    ("🇳🇴", 8),
    ("👩🏽‍⚕️", 17),
    ("1️⃣", 7),
    ("#1", 2),
    ("", 0),
]


@pytest.mark.parametrize(("text", "count"), COUNTS)
def test_emoji_count_their_bytes(text: str, count: int) -> None:
    assert threads.measure(text, LIMITS).count == count


@settings(max_examples=200)
@given(st.text(max_size=40))
def test_never_less_than_the_replica_counts(text: str) -> None:
    assert length(text) >= len(text)
    if "\ufe0f" not in text and "\u20e3" not in text and text.isascii():
        assert length(text) == counted(text)


def test_only_the_first_tag_becomes_the_topic() -> None:
    found = threads.segments("#Vaksine hos @harbour: https://example.org/#x #Helse")
    assert [(one.kind, one.target) for one in found] == [
        ("tag", "Vaksine"),
        ("mention", "harbour"),
        ("link", "https://example.org/#x"),
    ]


FIVE = " ".join(f"https://example.org/{number}" for number in range(5))
REFUSED = [
    (Outgoing("💉" * 126, NOW), ["too_long"]),
    (Outgoing("💉" * 125, NOW), []),
    (Outgoing(FIVE, NOW), []),
    (Outgoing(f"{FIVE} https://example.org/1", NOW), []),
    (Outgoing(f"{FIVE} https://example.org/6", NOW), ["too_many_links"]),
    (Outgoing(FIVE, NOW, link="https://example.org/6"), ["too_many_links"]),
    (Outgoing(FIVE, NOW, link="https://example.org/1"), []),
    (Outgoing("x", NOW, pictures=(RED,), link="https://example.org"), ["link_not_shown"]),
    (Outgoing("x", NOW, pictures=(replace(RED, url=""),)), ["needs_public_address"]),
    (Outgoing("x", NOW, pictures=(RED,), video=FILM), ["video_and_pictures"]),
    (Outgoing("x", NOW, video=replace(FILM, seconds=301.0)), ["video_too_long"]),
    (Outgoing("x", NOW, thread=("y",)), ["cannot"]),
    (Outgoing("#a #b", NOW), []),
]


@pytest.mark.parametrize(("outgoing", "codes"), REFUSED)
def test_what_threads_would_refuse_is_said_before(outgoing: Outgoing, codes: list[str], account: Account) -> None:
    assert [one.code for one in threads.check(outgoing, LIMITS)] == codes
    if codes in ([], ["too_long"], ["too_many_links"]):
        result = threads.upload(account, outgoing, threads.prepare(account, outgoing, "key"))
        assert (result.failure is None) is (codes == [])


def test_text_picture_carousel_and_film(replica: Threads, account: Account) -> None:
    for outgoing, kind in (
        (Outgoing("Bare ord", NOW, link="https://example.org"), "TEXT"),
        (Outgoing("Ett bilde", NOW, pictures=(RED,)), "IMAGE"),
        (Outgoing("To bilder", NOW, pictures=(RED, RED)), "CAROUSEL"),
        (Outgoing("Film", NOW, video=FILM), "VIDEO"),
    ):
        prepared = say(account, outgoing)
        box = replica.boxes[prepared.handles["container"]]
        assert (box["media_type"], box["text"]) == (kind, outgoing.text)
        sent = threads.publish(account, prepared)
        assert sent.done
        assert threads.settle(account, prepared, NOW).remote_id == sent.remote_id
    assert wanted(Outgoing("Film", NOW, video=FILM)).fields["alt_text"] == "En sykepleier"
    assert wanted(Outgoing("x", NOW, link="https://example.org")).fields["link_attachment"] == "https://example.org"
    assert [one["alt_text"] for one in wanted(Outgoing("x", NOW, pictures=(RED, RED))).parts] == ["Rød åker"] * 2


def test_from_the_button_to_a_token_of_sixty_days(replica: Threads) -> None:
    account = connect(replica)
    assert (account.remote_id, account.handle, account.settings["name"]) == (USER, "harbour_clinic", "Harbour Clinic")
    health = threads.verify(account)
    assert health.ok
    assert health.expires_at is not None
    assert timedelta(days=59) < health.expires_at - NOW < timedelta(days=61)
    assert health.new_secrets is None


def test_what_the_person_is_asked_for() -> None:
    started = threads.start("", "", BACK, NOW, app=AppRegistration(*APP))
    assert started.authorize_url.startswith("https://threads.net/oauth/authorize?")
    query = parse_qs(urlsplit(started.authorize_url).query)
    assert query["scope"] == ["threads_basic,threads_content_publish,threads_delete"]
    assert started.pending["server"] == "https://graph.threads.net"


def test_a_code_is_good_once(replica: Threads) -> None:
    started = threads.start(replica.url, "", BACK, NOW, allow_private=True, app=AppRegistration(*APP))
    with pytest.raises(SignInError, match="denied"):
        threads.finish(started.pending, "made-up", "", started.pending["state"], NOW)


def near_end(account: Account) -> Account:
    soon = str((datetime.now(UTC) + timedelta(days=3)).timestamp())
    return replace(account, secrets={**account.secrets, "expires_at": soon})


def test_a_token_near_its_end_is_renewed(replica: Threads, account: Account) -> None:
    outgoing = Outgoing("Fornyet", NOW)
    result = threads.upload(near_end(account), outgoing, threads.prepare(account, outgoing, "key"))
    assert result.new_secrets is not None
    assert result.new_secrets["access"] != account.secrets["access"]
    assert result.new_secrets["app_secret"] == APP[1]
    assert threads.verify(account.with_secrets(result.new_secrets)).ok
    assert threads.verify(account).reason == "sign_in_expired"


@pytest.mark.parametrize(
    ("act", "reason"), [("500_before", "server_error"), ("429_before", "rate_limited"), ("cut_before", "lost_reply")]
)
def test_a_renewal_that_fails_for_a_while_is_not_a_broken_sign_in(
    replica: Threads, account: Account, act: str, reason: str
) -> None:
    with LostReply(replica.url) as proxy:
        proxy.default = {"/refresh_access_token": act}
        health = threads.verify(near_end(replace(account, server=proxy.url)))
    assert (health.ok, health.reason) == (False, reason)


def test_a_token_that_was_taken_back_is_broken(replica: Threads, account: Account) -> None:
    prepared = say(account, Outgoing("For sent", NOW))
    replica.tokens.discard(account.secrets["access"])
    assert threads.publish(account, prepared).outcome is Outcome.BROKEN
    assert threads.verify(near_end(account)).reason == "sign_in_expired"
    assert threads.delete(account, "1").outcome is not Outcome.LIVE
