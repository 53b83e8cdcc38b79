"""The connector for TikTok against the replica: cutting a film, one last part, status, what the account may do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from tests.networks.adapter import picture
from tests.networks.adapters_tiktok import account_at, film
from tests.replicas.lost_reply import LostReply
from tests.replicas.tiktok import APP, HANDLE, OPEN_ID, TikTok
from wellspoken.networks.contract import (
    Account,
    AppRegistration,
    Disclosure,
    Outcome,
    Outgoing,
    Prepared,
    Presence,
    SignInError,
    Video,
)
from wellspoken.networks.http import OddAnswer
from wellspoken.networks.tiktok import connector as module
from wellspoken.networks.tiktok.connector import TikTokConnector
from wellspoken.networks.tiktok.film import PART, Plan, place_of
from wellspoken.networks.tiktok.text import LIMITS

BACK = "https://social.example.org/channels/back"
NOW = datetime.now(UTC)
tiktok = TikTokConnector()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAUSE", 0.01)


@pytest.fixture
def replica() -> Iterator[TikTok]:
    with TikTok() as server:
        yield server


@pytest.fixture
def account(replica: TikTok) -> Account:
    return account_at(replica.url, replica.token())


@pytest.fixture
def video(tmp_path: Path) -> Video:
    return film(tmp_path / "film.mp4")


def say(account: Account, outgoing: Outgoing) -> Prepared:
    result = tiktok.upload(account, outgoing, tiktok.prepare(account, outgoing, "key"))
    assert result.prepared is not None, result.failure
    return result.prepared


def connect(replica: TikTok) -> Account:
    started = tiktok.start(replica.url, "", BACK, NOW, allow_private=True, app=AppRegistration(*APP))
    found = parse_qs(urlsplit(httpx2.get(started.authorize_url).headers["location"]).query)
    return tiktok.finish(started.pending, found["code"][0], "", found["state"][0], NOW)


PLANS = [
    (1, 1, [(0, 1)]),
    (PART - 1, 1, [(0, PART - 1)]),
    (PART, 1, [(0, PART)]),
    (2 * PART - 1, 1, [(0, 2 * PART - 1)]),
    (2 * PART, 2, [(0, PART), (PART, 2 * PART)]),
    (3 * PART + 9, 3, [(0, PART), (PART, 2 * PART), (2 * PART, 3 * PART + 9)]),
]


@pytest.mark.parametrize(("size", "count", "spans"), PLANS)
def test_how_a_film_is_cut(size: int, count: int, spans: list[tuple[int, int]]) -> None:
    plan = Plan(size)
    assert (plan.count, list(plan.spans())) == (count, spans)


def test_a_long_film_is_out_only_with_its_last_part(replica: TikTok, account: Account, tmp_path: Path) -> None:
    long = film(tmp_path / "long.mp4", 2 * PART + 5)
    prepared = say(account, Outgoing("Lang film", NOW, video=long))
    made = replica.films[prepared.handles["publish_id"]]
    assert (made["brought"], replica.published) == (PART, [])
    assert tiktok.settle(account, prepared, NOW).outcome is Presence.ABSENT
    sent = tiktok.publish(account, Prepared.from_json(prepared.to_json()))
    assert (sent.outcome, made["brought"]) == (Outcome.LIVE, long.size)
    assert sent.url == f"https://www.tiktok.com/@{HANDLE}/video/{sent.remote_id}"
    assert len(str(prepared.to_json())) < 2_000


def test_what_is_said_about_a_film(replica: TikTok, account: Account, video: Video) -> None:
    told = Disclosure(paid_partnership=True, ai_made=True)
    prepared = say(account, Outgoing("Film", NOW, video=video, disclosure=told))
    info = replica.films[prepared.handles["publish_id"]]["info"]
    assert (info["brand_content_toggle"], info["is_aigc"], info["privacy_level"]) == (True, True, "PUBLIC_TO_EVERYONE")
    assert (info["disable_duet"], info["disable_comment"]) == (True, False)


def test_a_film_that_takes_a_moment(replica: TikTok, account: Account, video: Video) -> None:
    replica.processing = 2
    assert tiktok.publish(account, say(account, Outgoing("Snart ute", NOW, video=video))).done


def test_a_film_that_takes_long_is_asked_about_later(
    replica: TikTok, account: Account, video: Video, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TikTokConnector, "AFTER_SECONDS", 0.3)
    replica.processing = 10_000
    prepared = say(account, Outgoing("Senere", NOW, video=video))
    sent = tiktok.publish(account, prepared)
    assert (sent.outcome, sent.reason) == (Outcome.UNKNOWN, "busy")
    assert tiktok.settle(account, prepared, NOW).outcome is Presence.UNSURE
    replica.films[prepared.handles["publish_id"]]["waits"] = 0
    assert tiktok.settle(account, prepared, NOW).outcome is Presence.LIVE


def test_a_film_tiktok_does_not_like_is_refused(replica: TikTok, account: Account, video: Video) -> None:
    replica.processing = 10_000
    prepared = say(account, Outgoing("Feil format", NOW, video=video))
    replica.films[prepared.handles["publish_id"]] |= {"status": "FAILED", "why": "file_format_check_failed"}
    sent = tiktok.publish(account, prepared)
    assert (sent.outcome, sent.raw) == (Outcome.REFUSED, "FAILED file_format_check_failed")
    assert tiktok.settle(account, prepared, NOW).outcome is Presence.ABSENT


def test_an_account_that_cannot_post_for_everybody(replica: TikTok, account: Account, video: Video) -> None:
    replica.may["privacy_level_options"] = ["SELF_ONLY"]
    outgoing = Outgoing("Bare for meg", NOW, video=video)
    failure = tiktok.upload(account, outgoing, tiktok.prepare(account, outgoing, "key")).failure
    assert failure is not None
    assert (failure.outcome, replica.films) == (Outcome.REFUSED, {})


def test_the_account_says_how_long_a_film_may_be(replica: TikTok, account: Account, video: Video) -> None:
    outgoing = Outgoing("For lang", NOW, video=replace(video, seconds=301.0))
    assert tiktok.check(outgoing, LIMITS) == []
    failure = tiktok.upload(account, outgoing, tiktok.prepare(account, outgoing, "key")).failure
    assert failure is not None
    assert (failure.outcome, failure.reason) == (Outcome.REFUSED, "too_long")


def test_a_place_is_used_again_until_it_is_too_old(replica: TikTok, account: Account, video: Video) -> None:
    outgoing = Outgoing("Én plass", NOW, video=video)
    once = say(account, outgoing)
    assert tiktok.upload(account, outgoing, once).prepared == once
    late = TikTokConnector(lambda: datetime.now(UTC) + timedelta(minutes=51))
    assert late.publish(account, once).reason == "upload_again"
    again = late.upload(account, outgoing, once).prepared
    assert again is not None
    assert again.handles["publish_id"] != once.handles["publish_id"]


def test_a_file_that_is_gone_is_brought_again(account: Account, video: Video) -> None:
    prepared = say(account, Outgoing("Borte", NOW, video=video))
    video.path.unlink()
    assert tiktok.publish(account, prepared).reason == "upload_again"
    outgoing = Outgoing("Borte", NOW, video=replace(video, size=2 * PART))
    failure = tiktok.upload(account, outgoing, tiktok.prepare(account, outgoing, "key")).failure
    assert failure is not None
    assert failure.outcome is Outcome.REFUSED


PLACES = [
    ("https://open.tiktokapis.com", "https://open-upload.tiktokapis.com/video/?id=1", True),
    ("https://open.tiktokapis.com", "https://open.tiktokapis.com/video/?id=1", True),
    ("https://open.tiktokapis.com", "http://open-upload.tiktokapis.com/video/", False),
    ("https://open.tiktokapis.com", "https://open-upload.tiktokapis.com.example.org/", False),
    ("https://open.tiktokapis.com", "https://tiktokapis.com.example.org/", False),
    ("http://127.0.0.1:1", "https://open-upload.tiktokapis.com/video/", False),
]


@pytest.mark.parametrize(("server", "address", "fine"), PLACES)
def test_films_go_to_tiktok_only(server: str, address: str, fine: bool) -> None:
    account = account_at(server, "token")
    if fine:
        assert place_of(account, address)
        return
    with pytest.raises(OddAnswer):
        place_of(account, address)


def test_the_place_gets_no_token(replica: TikTok, account: Account, video: Video) -> None:
    """The replica forbids a part that comes with a token."""
    with LostReply(replica.url) as proxy:
        replica.upload_host = proxy.url.partition("://")[2]
        through = replace(account, server=proxy.url)
        assert tiktok.publish(through, say(through, Outgoing("Uten nøkkel", NOW, video=video))).done


REFUSED = [
    (Outgoing("Bare ord", NOW), ["needs_video"]),
    (Outgoing("x", NOW, pictures=(picture(),)), ["too_many_pictures", "needs_video"]),
    (Outgoing("", NOW), ["empty", "needs_video"]),
]


@pytest.mark.parametrize(("outgoing", "codes"), REFUSED)
def test_what_tiktok_would_refuse_is_said_before(outgoing: Outgoing, codes: list[str], account: Account) -> None:
    assert [one.code for one in tiktok.check(outgoing, LIMITS)] == codes
    failure = tiktok.upload(account, outgoing, tiktok.prepare(account, outgoing, "key")).failure
    assert failure is not None
    assert failure.outcome is Outcome.REFUSED


def test_marks_and_film(video: Video) -> None:
    assert [one.code for one in tiktok.check(Outgoing("#a #b #c #d #e #f", NOW, video=video), LIMITS)] == [
        "too_many_hashtags"
    ]
    link = Outgoing("x", NOW, video=video, link="https://example.org")
    assert [one.code for one in tiktok.check(link, LIMITS)] == ["link_not_shown"]
    assert [one.kind for one in tiktok.segments("#a @b https://example.org")] == ["tag", "mention"]


def test_from_the_button_to_an_account_and_back(replica: TikTok) -> None:
    account = connect(replica)
    assert (account.remote_id, account.handle, account.settings["name"]) == (OPEN_ID, HANDLE, "Harbour Clinic")
    health = tiktok.verify(account)
    assert health.ok
    assert health.expires_at is not None
    assert timedelta(days=364) < health.expires_at - NOW < timedelta(days=366)
    assert tiktok.disconnect(account).done
    assert tiktok.disconnect(account).done
    assert account.secrets["access"] not in replica.tokens


def test_what_the_person_is_asked_for() -> None:
    started = tiktok.start("", "", BACK, NOW, app=AppRegistration(*APP))
    assert started.authorize_url.startswith("https://www.tiktok.com/v2/auth/authorize/?")
    query = parse_qs(urlsplit(started.authorize_url).query)
    assert (query["scope"], query["client_key"]) == (["user.info.basic,video.publish"], [APP[0]])
    assert started.pending["server"] == "https://open.tiktokapis.com"


def test_a_code_that_is_no_good_comes_with_status_200(replica: TikTok) -> None:
    started = tiktok.start(replica.url, "", BACK, NOW, allow_private=True, app=AppRegistration(*APP))
    with pytest.raises(SignInError, match="denied"):
        tiktok.finish(started.pending, "made-up", "", started.pending["state"], NOW)


def ended(account: Account, refresh: str) -> Account:
    past = str((datetime.now(UTC) - timedelta(hours=1)).timestamp())
    return replace(account, secrets={**account.secrets, "expires_at": past, "refresh": refresh})


def test_tokens_of_a_day_are_renewed(replica: TikTok, account: Account) -> None:
    replica.refresh_tokens.add("rft.of-the-clinic")
    health = tiktok.verify(ended(account, "rft.of-the-clinic"))
    assert health.ok
    assert health.new_secrets is not None
    assert health.new_secrets["refresh"] not in ("", "rft.of-the-clinic")
    assert tiktok.verify(ended(account, "rft.made-up")).reason == "sign_in_expired"
