"""Films on Facebook pages: parts, captions, waiting until they are ready, one switch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.networks.adapter import picture
from tests.networks.adapters_facebook import account_at
from tests.networks.adapters_tiktok import film as film_file
from tests.networks.oracle_meta import complaints
from tests.replicas.facebook import Facebook
from tests.replicas.lost_reply import LostReply
from wellspoken.networks.contract import Account, Captions, Disclosure, Outcome, Outgoing, Prepared, Presence, Video
from wellspoken.networks.facebook import film
from wellspoken.networks.facebook.connector import FacebookConnector
from wellspoken.networks.facebook.text import LIMITS
from wellspoken.networks.subtitles import place_of, srt_of

NOW = datetime.now(UTC)
VTT = (
    b"WEBVTT\n\n1\n00:01.000 --> 00:02.500 align:start\n<v Ola>Vask <b>hendene</b></v>\nnaa\n\n"
    b"NOTE x --> y\n\n01:00:03.000 --> 01:00:04.000\nTakk\n"
)
facebook = FacebookConnector()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(film, "PAUSE", 0.01)
    monkeypatch.setattr(film, "WAIT_SECONDS", 3.0)


@pytest.fixture
def replica() -> Iterator[Facebook]:
    with Facebook() as server:
        yield server


@pytest.fixture
def account(replica: Facebook) -> Account:
    return account_at(replica.url, replica.token())


@pytest.fixture
def video(tmp_path: Path) -> Video:
    return film_file(tmp_path / "film.mp4")


def say(account: Account, outgoing: Outgoing) -> Prepared:
    result = facebook.upload(account, outgoing, facebook.prepare(account, outgoing, "key"))
    assert result.prepared is not None, result.failure
    return result.prepared


def failure(account: Account, outgoing: Outgoing) -> tuple[Outcome, str]:
    sent = facebook.upload(account, outgoing, facebook.prepare(account, outgoing, "key")).failure
    assert sent is not None
    return sent.outcome, sent.reason


def test_a_film_with_captions_is_brought_in_parts_and_published_once(
    replica: Facebook, account: Account, video: Video
) -> None:
    spoken = tuple(Captions(lang, lambda: VTT) for lang in ("nb", "en-GB"))
    outgoing = Outgoing(
        "Håndvask",
        NOW,
        ("nb",),
        video=replace(video, captions=spoken),
        title="Slik",
        disclosure=Disclosure(ai_made=True),
    )
    assert facebook.check(outgoing, LIMITS) == []
    with LostReply(replica.url) as proxy:
        prepared = say(replace(account, server=proxy.url), outgoing)
        assert proxy.times("/videos") == 5
    made = replica.films[prepared.handles["post"]]
    assert (made["published"], made["at"], set(made["captions"])) == (False, video.size, {"nb_NO", "en_GB"})
    assert (made["description"], made["title"], made["is_ai_generated"]) == ("Håndvask", "Slik", "true")
    sent = facebook.publish(account, prepared)
    assert (sent.outcome, sent.url) == (Outcome.LIVE, f"https://www.facebook.com/harbour/videos/{sent.remote_id}/")
    assert facebook.publish(account, prepared) == sent
    assert facebook.upload(account, outgoing, prepared).prepared == prepared
    better = facebook.prepare(account, Outgoing("Håndvask 2", NOW), "key")
    assert facebook.edit(account, sent.remote_id, better).done
    assert made["description"] == "Håndvask 2"


def test_a_film_is_published_only_when_it_is_ready(
    replica: Facebook, account: Account, video: Video, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film, "WAIT_SECONDS", 0.0)
    replica.processing = 3
    prepared = say(account, Outgoing("Tar tid", NOW, video=video))
    early = facebook.publish(account, prepared)
    assert (early.outcome, early.reason) == (Outcome.NOT_SENT, "busy")
    assert facebook.settle(account, prepared, NOW).outcome is Presence.ABSENT
    while not facebook.publish(account, prepared).done:
        assert not replica.films[prepared.handles["post"]]["published"]


def test_a_film_facebook_cannot_use(replica: Facebook, account: Account, video: Video) -> None:
    replica.verdict = "error"
    assert failure(account, Outgoing("Ødelagt", NOW, video=video)) == (Outcome.REFUSED, "invalid")
    silent = replace(video, captions=(Captions("nb", lambda: b"WEBVTT\n"),))
    assert failure(account, Outgoing("Uten ord", NOW, video=silent)) == (Outcome.REFUSED, "invalid")
    video.path.unlink()
    assert failure(account, Outgoing("Borte", NOW, video=video)) == (Outcome.REFUSED, "invalid")


def test_films_go_to_facebooks_own_places_only(monkeypatch: pytest.MonkeyPatch) -> None:
    line = facebook.line(account_at("https://graph.facebook.com", "token"))
    call = film._call(line, {}, b"x")
    assert call.url.startswith("https://graph-video.facebook.com/v26.0/")
    assert call.home == "https://graph-video.facebook.com"
    assert film._call(facebook.line(account_at("http://127.0.0.1:1", "token")), {}).home == "http://127.0.0.1:1"


def test_what_facebook_would_refuse_is_said_before(video: Video) -> None:
    told = Disclosure(ai_made=True)
    for outgoing, codes in (
        (Outgoing("x", NOW, video=video, pictures=(picture(),)), ["video_and_pictures"]),
        (Outgoing("x", NOW, disclosure=told), ["cannot"]),
        (Outgoing("x", NOW, video=replace(video, mime="video/webm")), ["video_type"]),
        (Outgoing("", NOW, video=video), []),
    ):
        assert [one.code for one in facebook.check(outgoing, LIMITS)] == codes


def test_metas_own_client_knows_every_field(video: Video) -> None:
    said = dict(film.words(Outgoing("x", NOW, video=video, title="t", disclosure=Disclosure(ai_made=True))))
    assert complaints("Page", "create_video", said) == []
    transfer = {"upload_phase": "transfer", "upload_session_id": "1", "start_offset": "0", "video_file_chunk": "x"}
    assert complaints("Page", "create_video", transfer) == []
    assert complaints("Page", "create_video", {"upload_phase": "start", "file_size": "5"}) == []
    assert complaints("AdVideo", "api_update", {"published": "true", "description": "x"}) == []
    assert complaints("AdVideo", "create_cap_t_i_on", {"default_locale": "nb_NO"}) == []


def test_captions_become_subrip() -> None:
    assert srt_of(VTT).decode() == (
        "1\n00:00:01,000 --> 00:00:02,500\nVask hendene\nnaa\n\n2\n01:00:03,000 --> 01:00:04,000\nTakk\n"
    )
    assert srt_of(VTT.replace(b"\n", b"\r\n")) == srt_of(VTT)
    for broken in (b"", b"WEBVTT", b"WEBVTT\n\nsoon --> later\nx\n"):
        with pytest.raises(ValueError, match=r"cue|time"):
            srt_of(broken)


@pytest.mark.parametrize(
    ("lang", "place"),
    [("nb", "nb_NO"), ("en", "en_US"), ("en-GB", "en_GB"), ("id", "id_ID"), ("zh-Hant-TW", "zh_TW"), ("DE", "de_DE")],
)
def test_a_language_becomes_a_place(lang: str, place: str) -> None:
    assert place_of(lang) == place
