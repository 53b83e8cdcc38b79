"""YouTube for the contract suite: a film that is there privately, and made public once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.networks.adapter import Adapter
from tests.replicas.google import APP
from tests.replicas.lost_reply import LostReply
from tests.replicas.youtube import CHANNEL, YouTube
from wellspoken.networks.contract import Account, Outcome, Outgoing, Picture, Presence, Video
from wellspoken.networks.youtube.connector import YouTubeConnector


def account_of(server: YouTube, url: str) -> Account:
    """Return a connected account whose server is called at ``url``."""
    token = server.token()
    kept = {"access": token["access_token"], "refresh": token["refresh_token"]}
    kept |= {"app_id": APP[0], "app_secret": APP[1]}
    return Account("youtube", url, CHANNEL, "@elmharbour", kept, {"allow_private": True})


@contextmanager
def adapter() -> Iterator[Adapter]:
    """Yield the adapter behind its proxy."""
    with YouTube() as server, LostReply(server.url) as proxy, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        path.write_bytes(b"film" * 100)
        film = Video(path, "video/mp4", 400, 2.0, 64, 36)

        def shape(text: str, pictures: tuple[Picture, ...]) -> Outgoing:
            return Outgoing(text, datetime.now(UTC), ("nb",), video=film, title="En film")

        for status in (400, 401, 422):
            proxy.errors[status] = {"error": {"code": status, "message": "no", "errors": [{"reason": "asked"}]}}
        yield Adapter(
            YouTubeConnector(),
            replace(account_of(server, proxy.url)),
            proxy,
            "PUT /youtube/v3/videos",
            lambda: [one["snippet"]["description"] for one in server.visible],
            uploads="/upload/youtube",
            deletes="DELETE /youtube/v3/videos",
            settles="A",
            changes="PUT /youtube/v3/videos",
            shape=shape,
            expects={"401_before": (Outcome.NOT_SENT, "sign_in_renewed", 0, Presence.ABSENT)},
        )
        assert server.odd == []
