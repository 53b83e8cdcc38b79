"""The connector for Instagram against the replica, and its requests against Meta's own client."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from tests.networks.adapter import picture
from tests.networks.adapters_instagram import account_at, fetched
from tests.networks.oracle_meta import complaints
from tests.replicas.graph import APP, IG_ID
from tests.replicas.instagram import Instagram
from tests.replicas.lost_reply import LostReply
from wellspoken.networks import containers
from wellspoken.networks.contract import (
    Account,
    AppRegistration,
    Disclosure,
    Outcome,
    Outgoing,
    Prepared,
    Presence,
    Video,
)
from wellspoken.networks.instagram.connector import InstagramConnector, wanted
from wellspoken.networks.instagram.text import LIMITS

BACK = "https://social.example.org/channels/back"
NOW = datetime.now(UTC)
RED, BLUE = fetched(picture("red", "Rød åker")), fetched(picture("blue", ""))
FILM = Video(Path("f.mp4"), "video/mp4", 5_000, 30.0, 1080, 1920, url="https://social.example.org/signed/f.mp4")
instagram = InstagramConnector()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "PAUSE", 0.01)


@pytest.fixture(scope="module")
def replica() -> Iterator[Instagram]:
    with Instagram() as server:
        yield server


@pytest.fixture
def account(replica: Instagram) -> Account:
    replica.processing, replica.used = 0, 3
    return account_at(replica.url, replica.token())


def say(account: Account, outgoing: Outgoing) -> Prepared:
    result = instagram.upload(account, outgoing, instagram.prepare(account, outgoing, "key"))
    assert result.prepared is not None, result.failure
    return result.prepared


def test_the_account_is_found_behind_its_page(replica: Instagram) -> None:
    started = instagram.start(replica.url, "", BACK, NOW, allow_private=True, app=AppRegistration(*APP))
    query = parse_qs(urlsplit(started.authorize_url).query)
    assert query["scope"] == ["instagram_basic,instagram_content_publish,pages_show_list,pages_read_engagement"]
    found = parse_qs(urlsplit(httpx2.get(started.authorize_url).headers["location"]).query)
    account = instagram.finish(started.pending, found["code"][0], "", found["state"][0], NOW)
    assert isinstance(account, Account)
    assert (account.remote_id, account.handle, account.settings["page"]) == (IG_ID, "harbour_clinic", "Harbour Clinic")
    assert instagram.verify(account).ok


def test_one_picture_with_its_description(replica: Instagram, account: Account) -> None:
    prepared = say(account, Outgoing("Vask hendene", NOW, pictures=(RED,)))
    box = replica.boxes[prepared.handles["container"]]
    assert (box["image_url"], box["alt_text"], box["caption"]) == (RED.url, "Rød åker", "Vask hendene")
    sent = instagram.publish(account, prepared)
    assert (sent.outcome, sent.url) == (Outcome.LIVE, f"https://www.instagram.com/p/{sent.remote_id}/")


def test_several_pictures_are_a_carousel(replica: Instagram, account: Account) -> None:
    prepared = say(account, Outgoing("Fire steg", NOW, pictures=(RED, BLUE, RED)))
    box = replica.boxes[prepared.handles["container"]]
    parts = [replica.boxes[one] for one in box["children"].split(",")]
    assert [one.get("alt_text") for one in parts] == ["Rød åker", None, "Rød åker"]
    assert all("caption" not in one for one in parts)
    assert instagram.publish(account, prepared).done


def test_a_film_is_a_reel_and_says_how_it_was_made(replica: Instagram, account: Account) -> None:
    outgoing = Outgoing("Film", NOW, video=FILM, disclosure=Disclosure(paid_partnership=True, ai_made=True))
    assert instagram.check(outgoing, LIMITS) == []
    box = replica.boxes[say(account, outgoing).handles["container"]]
    assert (box["media_type"], box["is_paid_partnership"], box["is_ai_generated"]) == ("REELS", "true", "true")


def test_nothing_is_published_before_it_is_ready(replica: Instagram, account: Account) -> None:
    replica.processing = 3
    assert instagram.publish(account, say(account, Outgoing("Trengte tid", NOW, pictures=(RED,)))).done


def test_what_takes_long_is_asked_about_before_publishing(
    replica: Instagram, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    replica.processing = 3
    monkeypatch.setattr(containers, "WAIT_SECONDS", 0.0)
    prepared, before = say(account, Outgoing("Lang film", NOW, video=FILM)), len(replica.posts)
    assert prepared.handles["ready"] == ""
    with LostReply(replica.url) as proxy:
        through = replace(account, server=proxy.url)
        early = [instagram.publish(through, prepared) for _ in range(2)]
        assert [(one.outcome, one.reason) for one in early] == [(Outcome.NOT_SENT, "busy")] * 2
        assert proxy.times("media_publish") == 0
        assert instagram.publish(through, prepared).done
        again = instagram.publish(through, prepared)
    assert (again.outcome, again.remote_id) == (Outcome.LIVE, next(reversed(replica.posts)))
    assert len(replica.posts) == before + 1


@pytest.mark.parametrize(
    ("status", "outcome", "reason"),
    [("ERROR", Outcome.REFUSED, "invalid"), ("EXPIRED", Outcome.NOT_SENT, "upload_again")],
)
@pytest.mark.parametrize("ready", ["", "1"])
def test_a_container_that_failed_or_is_too_old(
    replica: Instagram, account: Account, status: str, outcome: Outcome, reason: str, ready: str
) -> None:
    prepared = say(account, Outgoing("Gikk ikke", NOW, pictures=(RED,)))
    replica.boxes[prepared.handles["container"]]["status"] = status
    sent = instagram.publish(account, replace(prepared, handles={**prepared.handles, "ready": ready}))
    assert (sent.outcome, sent.reason) == (outcome, reason)
    assert instagram.settle(account, prepared, NOW).outcome is Presence.ABSENT


def test_a_container_that_cannot_be_made_is_refused(
    replica: Instagram, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers.Containers, "status", lambda self, number: "ERROR")
    outgoing = Outgoing("Ødelagt", NOW, pictures=(RED,))
    failure = instagram.upload(account, outgoing, instagram.prepare(account, outgoing, "key")).failure
    assert failure is not None
    assert failure.outcome is Outcome.REFUSED


def test_containers_are_made_again_only_when_too_old(replica: Instagram, account: Account) -> None:
    outgoing = Outgoing("Én gang", NOW, pictures=(RED, BLUE))
    once, count = say(account, outgoing), len(replica.boxes)
    assert instagram.upload(account, outgoing, Prepared.from_json(once.to_json())).prepared == once
    assert len(replica.boxes) == count
    late = InstagramConnector(lambda: datetime.now(UTC) + timedelta(hours=23, minutes=1))
    again = late.upload(account, outgoing, once).prepared
    assert again is not None
    assert again.handles["container"] != once.handles["container"]


def test_the_newest_post_is_not_taken_for_ours(replica: Instagram, account: Account) -> None:
    """The status proves that it is out; its number is named only when it is unmistakable."""
    first = say(account, Outgoing("To like", NOW, pictures=(RED,)))
    second = say(account, Outgoing("To like", NOW, pictures=(RED,)))
    ours = instagram.publish(account, first)
    assert instagram.settle(account, first, NOW).remote_id == ours.remote_id
    instagram.publish(account, second)
    found = instagram.settle(account, first, NOW)
    assert (found.outcome, found.remote_id) == (Presence.LIVE, "")
    assert instagram.settle(account, first, NOW + timedelta(hours=1)).remote_id == ""


def test_enough_for_today(replica: Instagram, account: Account) -> None:
    replica.used = 100
    outgoing = Outgoing("Nummer hundre og én", NOW, pictures=(RED,))
    failure = instagram.upload(account, outgoing, instagram.prepare(account, outgoing, "key")).failure
    assert failure is not None
    assert (failure.outcome, failure.reason, failure.retry_after) == (Outcome.NOT_SENT, "rate_limited", 3600.0)


REFUSED = [
    (Outgoing("Bare ord", NOW), ["needs_picture"]),
    (Outgoing("x", NOW, pictures=(replace(RED, url=""),)), ["needs_public_address"]),
    (Outgoing("x", NOW, pictures=(replace(RED, mime="image/png"),)), ["picture_type"]),
    (Outgoing("x", NOW, pictures=(replace(RED, width=700, height=1000),)), ["picture_shape"]),
    (Outgoing("x", NOW, pictures=(replace(RED, width=2000, height=1000),)), ["picture_shape"]),
    (Outgoing("x", NOW, pictures=(replace(RED, width=1080, height=1350),)), []),
    (Outgoing("#a #b #c #d #e #f", NOW, pictures=(RED,)), ["too_many_hashtags"]),
    (Outgoing("x", NOW, pictures=(RED,) * 11), ["too_many_pictures"]),
    (Outgoing("x" * 2201, NOW, pictures=(RED,)), ["too_long"]),
    (Outgoing("x", NOW, pictures=(RED,), video=FILM), ["video_and_pictures"]),
    (Outgoing("x", NOW, video=replace(FILM, seconds=2.0)), ["video_too_short"]),
    (Outgoing("x", NOW, video=replace(FILM, seconds=901.0)), ["video_too_long"]),
    (Outgoing("x", NOW, pictures=(RED,), link="https://example.org"), ["link_not_shown"]),
    (Outgoing("x", NOW, pictures=(RED,), first_comment="y"), ["cannot"]),
]


@pytest.mark.parametrize(("outgoing", "codes"), REFUSED)
def test_what_instagram_would_refuse_is_said_before(outgoing: Outgoing, codes: list[str]) -> None:
    assert [one.code for one in instagram.check(outgoing, LIMITS)] == codes


def test_a_text_alone_is_refused_also_later(account: Account) -> None:
    outgoing = Outgoing("Bare ord", NOW)
    failure = instagram.upload(account, outgoing, instagram.prepare(account, outgoing, "key")).failure
    assert failure is not None
    assert failure.outcome is Outcome.REFUSED


def test_links_are_words_here() -> None:
    found = instagram.segments("Se https://example.org @helse.no #VaksinØ")
    assert [(one.kind, one.target) for one in found] == [("mention", "helse.no"), ("tag", "VaksinØ")]


def test_metas_own_client_knows_every_field() -> None:
    told = Disclosure(paid_partnership=True, ai_made=True)
    for outgoing in (
        Outgoing("Hei", NOW, pictures=(RED,), disclosure=told),
        Outgoing("Hei", NOW, pictures=(RED, BLUE)),
        Outgoing("Hei", NOW, video=FILM),
    ):
        made = wanted(outgoing)
        for fields in (made.fields, *made.parts):
            assert complaints("IGUser", "create_media", dict(fields)) == []
    assert complaints("IGUser", "create_media", {"children": '["1", "2"]'}) == []
    assert complaints("IGUser", "create_media_publish", {"creation_id": "17"}) == []
    assert complaints("IGUser", "create_media", {"image": "x"}) == ["image"]
