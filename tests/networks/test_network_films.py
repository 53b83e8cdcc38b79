"""Films on Mastodon (replica, also with slow processing) and Bluesky (real server), and what is refused before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest

from tests.film_kit import film
from tests.networks.conftest import picture, records
from tests.networks.test_mastodon import connect
from tests.replicas.mastodon import Mastodon
from wellspoken.networks.contract import Account, Captions, Connector, Outcome, Outgoing, Prepared, Presence, Video
from wellspoken.networks.mastodon import uploading
from wellspoken.networks.registry import connector

NOW = datetime.now(UTC)
VTT = b"WEBVTT\n\n00:00:00.200 --> 00:00:01.000\nG\xc3\xa5 sakte.\n"


@pytest.fixture
def video(tmp_path: Path) -> Video:
    path = tmp_path / "film.mp4"
    path.write_bytes(film())
    captions = (Captions("nb", lambda: VTT),)
    return Video(path, "video/mp4", path.stat().st_size, 4.0, 640, 360, captions=captions, alt="To går en tur")


def uploaded(bluesky: Connector, account: Account, outgoing: Outgoing, known: Prepared | None = None) -> Prepared:
    first = known or bluesky.prepare(account, outgoing, bluesky.key_for(NOW))
    result = bluesky.upload(account, outgoing, first)
    assert result.prepared is not None, result.failure
    return result.prepared


def test_mastodon_takes_a_film_and_waits_until_it_is_processed(
    replica: Mastodon, video: Video, monkeypatch: pytest.MonkeyPatch
) -> None:
    account, mastodon = connect(replica.url), connector("mastodon")
    replica.processing = 3
    outgoing = Outgoing("En tur", NOW, ("nb",), video=replace(video, captions=()))
    assert mastodon.check(outgoing, mastodon.limits(account)) == []
    prepared = uploaded(mastodon, account, outgoing)
    assert uploaded(mastodon, account, outgoing, prepared).handles == prepared.handles  # not uploaded again
    assert mastodon.publish(account, prepared).outcome is Outcome.LIVE
    shown = replica.statuses[-1]["media_attachments"]
    assert [one["description"] for one in shown] == ["To går en tur"]
    assert mastodon.settle(account, prepared, NOW).outcome is Presence.LIVE
    replica.processing = 10**6
    monkeypatch.setattr(uploading, "PROCESSING_SECONDS", 0.0)
    slow = mastodon.upload(account, outgoing, mastodon.prepare(account, outgoing, mastodon.key_for(NOW)))
    assert slow.failure is not None
    assert (slow.failure.outcome, slow.failure.reason) == (Outcome.NOT_SENT, "busy")


def test_a_film_that_is_gone_is_not_sent(replica: Mastodon, video: Video) -> None:
    account, mastodon = connect(replica.url), connector("mastodon")
    outgoing = Outgoing("En tur", NOW, video=replace(video, path=video.path.with_name("gone"), captions=()))
    result = mastodon.upload(account, outgoing, mastodon.prepare(account, outgoing, mastodon.key_for(NOW)))
    assert result.failure is not None
    assert result.failure.outcome is Outcome.NOT_SENT


@pytest.mark.parametrize(
    ("network", "changes", "code"),
    [
        ("mastodon", {}, "cannot"),  # captions
        ("mastodon", {"captions": (), "size": 10**9}, "video_too_big"),
        ("mastodon", {"captions": (), "alt": "x" * 1501}, "film_alt_too_long"),
        ("bluesky", {"size": 10**9}, "video_too_big"),
        ("bluesky", {"seconds": 181.0}, "video_too_long"),
        ("bluesky", {"mime": "video/webm"}, "video_type"),
        ("bluesky", {"alt": "x" * 1001}, "film_alt_too_long"),
        ("bluesky", {"captions": (Captions("nb", lambda: b"x" * 20_001),)}, "captions_too_big"),
        ("newsroom", {"mime": "video/quicktime"}, "video_type"),
        ("telegram", {"captions": ()}, "cannot"),
    ],
)
def test_what_a_network_refuses_is_said_before(
    network: str, changes: dict[str, object], code: str, video: Video
) -> None:
    found = connector(network)
    limits = found.limits(Account(network, "", "", ""))
    outgoing = Outgoing("En tur", NOW, ("nb",), title="Tur", video=replace(video, **changes))  # type: ignore[arg-type]
    assert code in [problem.code for problem in found.check(outgoing, limits)]


@pytest.mark.parametrize("network", ["mastodon", "bluesky"])
def test_film_and_pictures_do_not_go_together(network: str, video: Video) -> None:
    found = connector(network)
    outgoing = Outgoing("En tur", NOW, ("nb",), (picture(),), video=replace(video, captions=()))
    problems = found.check(outgoing, found.limits(Account(network, "", "", "")))
    assert "video_and_pictures" in [problem.code for problem in problems]


@pytest.mark.pds
def test_bluesky_keeps_the_film_and_its_captions(home: Account, video: Video) -> None:
    bluesky, outgoing = connector("bluesky"), Outgoing("En tur", NOW, ("nb",), video=video)
    assert bluesky.check(outgoing, bluesky.limits(home)) == []
    before = len(records(home.server, home.remote_id))
    prepared = uploaded(bluesky, home, outgoing)
    assert [bluesky.publish(home, prepared).outcome for _twice in range(2)] == [Outcome.LIVE, Outcome.LIVE]
    assert len(records(home.server, home.remote_id)) == before + 1
    params = {"repo": home.remote_id, "collection": "app.bsky.feed.post", "rkey": prepared.key}
    kept = httpx2.get(f"{home.server}/xrpc/com.atproto.repo.getRecord", params=params).json()["value"]["embed"]
    assert (kept["$type"], kept["alt"]) == ("app.bsky.embed.video", "To går en tur")
    assert [one["lang"] for one in kept["captions"]] == ["nb"]
    for blob, data in ((kept["video"], video.path.read_bytes()), (kept["captions"][0]["file"], VTT)):
        asked = {"did": home.remote_id, "cid": blob["ref"]["$link"]}
        assert httpx2.get(f"{home.server}/xrpc/com.atproto.sync.getBlob", params=asked).content == data
