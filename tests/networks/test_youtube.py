"""YouTube: films in parts that get lost, captions, channels, rights, judged by Google's own description."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from tests.networks.adapters_youtube import account_of
from tests.replicas.google import APP
from tests.replicas.lost_reply import LostReply
from tests.replicas.youtube import CHANNEL, GRAIN, KNOWN, SCOPE, YouTube, unknown
from wellspoken.networks.contract import (
    Account,
    AppRegistration,
    Captions,
    Choice,
    Disclosure,
    Limits,
    Outcome,
    Outgoing,
    Prepared,
    Presence,
    SignInError,
    UploadResult,
    Video,
)
from wellspoken.networks.youtube import uploading
from wellspoken.networks.youtube.connector import ORIGIN, YouTubeConnector
from wellspoken.networks.youtube.text import LIMITS

BACK = "http://127.0.0.1:9999/oauth/youtube/callback/"
NOW = datetime.now(UTC)
CONNECTOR = YouTubeConnector()
BYTES = bytes(range(256)) * 3000
SPOKEN = b"WEBVTT\n\n00:00.000 --> 00:01.000\nHei\n"


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "PART", GRAIN)


@pytest.fixture
def server() -> Iterator[YouTube]:
    with YouTube() as running:
        yield running
        assert running.odd == []


@pytest.fixture
def account(server: YouTube) -> Account:
    return account_of(server, server.url)


@pytest.fixture
def film(tmp_path: Path) -> Video:
    path = tmp_path / "film.mp4"
    path.write_bytes(BYTES)
    captions = (Captions("nb", lambda: SPOKEN), Captions("id", lambda: SPOKEN))
    return Video(path, "video/mp4", len(BYTES), 12.0, 640, 360, captions=captions)


def bring(account: Account, film: Video | None, text: str = "Om vaksiner", **more: object) -> UploadResult:
    outgoing = Outgoing(text, NOW, ("nb",), video=film, title="Vaksiner", **more)  # type: ignore[arg-type]
    return CONNECTOR.upload(account, outgoing, CONNECTOR.prepare(account, outgoing, CONNECTOR.key_for(NOW)))


def brought(account: Account, film: Video, **more: object) -> Prepared:
    result = bring(account, film, **more)
    assert result.prepared is not None, result.failure
    return Prepared.from_json(result.prepared.to_json())


def connect(server: YouTube) -> Account | Choice:
    """Go through OAuth; the replica agrees at once."""
    started = CONNECTOR.start(server.url, "", BACK, NOW, allow_private=True, app=AppRegistration(*APP))
    found = parse_qs(urlsplit(httpx2.get(started.authorize_url).headers["location"]).query)
    return CONNECTOR.finish(started.pending, found["code"][0], "", found["state"][0], NOW)


def test_from_the_button_to_a_film_with_captions(server: YouTube, film: Video) -> None:
    account = connect(server)
    assert isinstance(account, Account)
    assert (account.remote_id, account.handle, account.settings["name"]) == (
        CHANNEL,
        "@elmharbour",
        "Elm & Harbour Health",
    )
    prepared = brought(account, film)
    assert server.visible == []
    assert CONNECTOR.settle(account, prepared, NOW).outcome is Presence.ABSENT
    sent = CONNECTOR.publish(account, prepared)
    assert (sent.outcome, sent.url) == (Outcome.LIVE, f"https://www.youtube.com/watch?v={sent.remote_id}")
    assert server.contents[sent.remote_id] == BYTES
    assert [(one["language"], one["content"]) for one in server.captions] == [("nb", SPOKEN), ("id", SPOKEN)]
    snippet = server.visible[0]["snippet"]
    assert (snippet["title"], snippet["description"], snippet["defaultLanguage"]) == ("Vaksiner", "Om vaksiner", "nb")
    assert CONNECTOR.publish(account, prepared).remote_id == sent.remote_id
    assert len(server.films) == 1


@pytest.mark.faults
@pytest.mark.parametrize("drop", [1, 2, 3])
def test_lost_parts_are_sent_again_and_nothing_else(server: YouTube, account: Account, film: Video, drop: int) -> None:
    server.drop = drop
    sent = CONNECTOR.publish(account, brought(account, film))
    assert server.contents[sent.remote_id] == BYTES


@pytest.mark.faults
@pytest.mark.parametrize("act", ["cut", "cut_before", "500_before", "500_after"])
def test_lost_answers_to_parts_are_asked_about(server: YouTube, account: Account, film: Video, act: str) -> None:
    with LostReply(server.url) as proxy:
        proxy.script("PUT /upload", act, "pass", act)
        sent = CONNECTOR.publish(replace(account, server=proxy.url), brought(replace(account, server=proxy.url), film))
    assert server.contents[sent.remote_id] == BYTES
    assert len(server.films) == 1


@pytest.mark.faults
def test_an_upload_that_goes_nowhere_ends(server: YouTube, account: Account, film: Video) -> None:
    with LostReply(server.url) as proxy:
        proxy.default = {"PUT /upload": "500_before"}
        result = bring(replace(account, server=proxy.url), film)
    assert result.failure is not None
    assert (result.failure.outcome, result.failure.reason) == (Outcome.NOT_SENT, "server_error")


def test_a_film_without_its_captions_is_taken_away(server: YouTube, account: Account, film: Video) -> None:
    server.refuse_captions = True
    result = bring(account, film)
    assert result.failure is not None
    assert (result.failure.outcome, server.films) == (Outcome.REFUSED, {})


def test_what_viewers_are_told(server: YouTube, account: Account, film: Video) -> None:
    disclosure = Disclosure(paid_partnership=True, ai_made=True)
    CONNECTOR.publish(account, brought(account, film, disclosure=disclosure))
    made = server.visible[0]
    assert made["status"]["containsSyntheticMedia"] is True
    assert made["paidProductPlacementDetails"] == {"hasPaidProductPlacement": True}


def test_a_project_that_was_not_audited_cannot_publish(film: Video) -> None:
    with YouTube(audited=False) as server:
        account = account_of(server, server.url)
        prepared = brought(account, film)
        sent = CONNECTOR.publish(account, prepared)
        assert (sent.outcome, sent.reason) == (Outcome.REFUSED, "not_allowed")
        assert CONNECTOR.settle(account, prepared, NOW).outcome is Presence.ABSENT


def test_a_film_somebody_deleted_is_not_called_absent(server: YouTube, account: Account, film: Video) -> None:
    prepared = brought(account, film)
    server.films.clear()
    assert CONNECTOR.settle(account, prepared, NOW).outcome is Presence.UNSURE


def test_a_film_is_brought_once(server: YouTube, account: Account, film: Video) -> None:
    prepared = brought(account, film)
    outgoing = Outgoing("Om vaksiner", NOW, ("nb",), video=film, title="Vaksiner")
    assert CONNECTOR.upload(account, outgoing, prepared).prepared == prepared
    assert len(server.films) == 1


def test_several_channels_are_a_choice_and_none_is_an_error(server: YouTube) -> None:
    server.channels = [CHANNEL, "UC2"]
    found = connect(server)
    assert isinstance(found, Choice)
    assert [one.remote_id for one in found.accounts] == [CHANNEL, "UC2"]
    server.channels = []
    with pytest.raises(SignInError, match="not_found"):
        connect(server)


def test_rights_that_were_not_given_connect_nothing(server: YouTube) -> None:
    server.scopes = ("https://www.googleapis.com/auth/userinfo.email",)
    with pytest.raises(SignInError, match="not_allowed"):
        connect(server)


def test_where_people_and_secrets_go() -> None:
    started = CONNECTOR.start("", "", BACK, NOW, app=AppRegistration(*APP))
    assert started.authorize_url.startswith("https://accounts.google.com/o/oauth2/v2/auth?")
    assert APP[1] not in started.authorize_url
    google = CONNECTOR.google
    assert google.at(ORIGIN, "https://oauth2.googleapis.com") == "https://oauth2.googleapis.com"
    assert google.at("http://127.0.0.1:1", "https://oauth2.googleapis.com") == "http://127.0.0.1:1"


def test_one_right_is_enough_and_it_is_asked_for() -> None:
    assert CONNECTOR.scopes == (SCOPE,)
    assert all(SCOPE in method["scopes"] for method in KNOWN["methods"].values())
    assert KNOWN["rootUrl"] == f"{ORIGIN}/"


def test_the_description_finds_mistakes() -> None:
    said = {"snippet": {"titel": "x", "title": 5}, "status": {"privacyStatus": "hidden"}}
    assert unknown("Video", said) == [
        "VideoSnippet.titel",
        "VideoSnippet.title=5",
        "VideoStatus.privacyStatus='hidden'",
    ]


@pytest.mark.parametrize("long", [True, False])
def test_how_long_a_film_may_be_depends_on_the_channel(film: Video, long: bool) -> None:
    with YouTube(long_films=long) as server:
        account = connect(server)
        assert isinstance(account, Account)
        health = CONNECTOR.verify(account)
    limits = CONNECTOR.limits(account)
    assert limits == health.limits
    assert Limits.from_json(limits.to_json()) == limits
    outgoing = Outgoing("a", NOW, ("nb",), video=replace(film, seconds=1000.0), title="t")
    assert [one.code for one in CONNECTOR.check(outgoing, limits)] == ([] if long else ["video_too_long"])


def test_a_renewal_keeps_the_refresh_token(server: YouTube, account: Account) -> None:
    due = replace(account, secrets={**account.secrets, "expires_at": str(NOW.timestamp())})
    health = CONNECTOR.verify(due)
    assert health.ok
    assert health.new_secrets is not None
    assert health.new_secrets["refresh"] == account.secrets["refresh"]
    server.refreshes.clear()
    assert CONNECTOR.verify(due).reason == "sign_in_expired"


def test_disconnecting_ends_everything(server: YouTube, account: Account, film: Video) -> None:
    prepared = brought(account, film)
    assert CONNECTOR.disconnect(account).done
    assert CONNECTOR.disconnect(account).reason == "already_gone"
    assert CONNECTOR.publish(account, prepared).outcome is Outcome.BROKEN


NO = [
    (403, "quotaExceeded", Outcome.NOT_SENT, "rate_limited"),
    (403, "insufficientPermissions", Outcome.BROKEN, "not_allowed"),
    (403, "forbidden", Outcome.REFUSED, "invalid"),
]


@pytest.mark.parametrize(("status", "named", "outcome", "reason"), NO)
def test_kinds_of_no(
    server: YouTube, account: Account, film: Video, status: int, named: str, outcome: Outcome, reason: str
) -> None:
    prepared = brought(account, film)
    with LostReply(server.url) as proxy:
        proxy.errors[status] = {"error": {"code": status, "message": "no", "errors": [{"reason": named}]}}
        proxy.script("PUT /youtube", f"{status}_before")
        sent = CONNECTOR.publish(replace(account, server=proxy.url), prepared)
    assert (sent.outcome, sent.reason) == (outcome, reason)
    assert (sent.retry_after is not None) == (reason == "rate_limited")


@pytest.mark.faults
def test_an_upload_is_never_led_to_another_server(server: YouTube, account: Account, film: Video) -> None:
    with LostReply(server.url) as elsewhere, LostReply(server.url) as proxy:
        proxy.redirect_to = f"{elsewhere.url}/upload/youtube/v3/videos?upload_id=1"
        proxy.default = {"/upload": "redirect_before"}
        assert bring(replace(account, server=proxy.url), film).failure is not None
        assert elsewhere.seen == []


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"title": ""}, ["title_missing"]),
        ({"title": "x" * 101}, ["title_too_long"]),
        ({"title": "a < b"}, ["signs_not_taken"]),
        ({"text": "é" * 2501}, ["too_long"]),
        ({"text": " ".join(f"#a{number}" for number in range(16))}, ["too_many_hashtags"]),
        ({"video": None}, ["needs_video"]),
        ({"first_comment": "hei"}, ["cannot"]),
    ],
)
def test_what_does_not_fit(film: Video, change: dict[str, object], codes: list[str]) -> None:
    outgoing = replace(Outgoing("Hei", NOW, ("nb",), video=film, title="t"), **change)  # type: ignore[arg-type]
    assert [one.code for one in CONNECTOR.check(outgoing, LIMITS)] == codes


def test_an_empty_film_is_not_sent(film: Video) -> None:
    outgoing = Outgoing("Hei", NOW, ("nb",), video=replace(film, size=0), title="t")
    assert [one.code for one in CONNECTOR.check(outgoing, LIMITS)] == ["video_empty"]


def _thread(number: int, made: datetime, author: str) -> dict[str, object]:
    said = {
        "textOriginal": f"Kommentar {number}",
        "publishedAt": made.isoformat(),
        "authorDisplayName": "@ola",
        "authorChannelId": {"value": author},
    }
    top = {"id": f"c{number}", "snippet": said}
    return {"id": f"c{number}", "snippet": {"videoId": "v1", "topLevelComment": top}}


def test_figures_and_comments(server: YouTube, account: Account, film: Video) -> None:
    prepared = brought(account, film)
    sent = CONNECTOR.publish(account, prepared)
    server.threads = [_thread(one, NOW + timedelta(minutes=one), "UCother") for one in range(-3, 5)]
    server.threads.append(_thread(9, NOW, CHANNEL))
    figures = CONNECTOR.read_metrics(account, (sent.remote_id, "gone"))
    inbox = CONNECTOR.read_inbox(account, NOW)
    assert [(one.remote_id, one.values) for one in figures.posts] == [(sent.remote_id, {"views": 1204, "likes": 31})]
    assert [one.text for one in inbox.messages] == [f"Kommentar {number}" for number in range(5)]
    assert inbox.messages[0].url == "https://www.youtube.com/watch?v=v1&lc=c0"


@pytest.mark.faults
def test_reading_says_what_went_wrong(server: YouTube, account: Account) -> None:
    with LostReply(server.url) as proxy:
        proxy.default = {"GET /": "500_before"}
        behind = replace(account, server=proxy.url)
        for failure in (CONNECTOR.read_metrics(behind, ("1",)).failure, CONNECTOR.read_inbox(behind, NOW).failure):
            assert failure is not None
            assert failure.reason == "server_error"


def test_editing_changes_the_words_and_keeps_the_rest(server: YouTube, account: Account, film: Video) -> None:
    sent = CONNECTOR.publish(account, brought(account, film))
    server.films[sent.remote_id]["snippet"]["categoryId"] = "27"
    new = CONNECTOR.prepare(account, Outgoing("Nye ord", NOW, ("nb",), title="Ny tittel"), "k2")
    for _ in range(2):
        assert CONNECTOR.edit(account, sent.remote_id, new).done
    snippet = server.visible[0]["snippet"]
    assert (snippet["title"], snippet["description"], snippet["categoryId"]) == ("Ny tittel", "Nye ord", "27")
    gone = CONNECTOR.edit(account, "gone", new)
    assert (gone.outcome, gone.reason) == (Outcome.REFUSED, "not_found")
    bad = CONNECTOR.prepare(account, Outgoing("a < b", NOW, ("nb",), title="Ny"), "k3")
    assert CONNECTOR.edit(account, sent.remote_id, bad).outcome is Outcome.REFUSED


@pytest.mark.faults
@pytest.mark.parametrize(("act", "outcome"), [("cut", Outcome.UNKNOWN), ("500_after", Outcome.UNKNOWN)])
def test_a_lost_answer_to_an_edit_is_unknown(
    server: YouTube, account: Account, film: Video, act: str, outcome: Outcome
) -> None:
    sent = CONNECTOR.publish(account, brought(account, film))
    new = CONNECTOR.prepare(account, Outgoing("Nye ord", NOW, ("nb",), title="Ny tittel"), "k2")
    with LostReply(server.url) as proxy:
        proxy.default = {"PUT /youtube": act}
        assert CONNECTOR.edit(replace(account, server=proxy.url), sent.remote_id, new).outcome is outcome
    assert CONNECTOR.edit(account, sent.remote_id, new).done
