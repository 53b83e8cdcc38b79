"""TikTok behind the proxy. Every post is a film, in two parts: the last one is the visible call."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.networks.adapter import Adapter, plain
from tests.replicas.lost_reply import LostReply
from tests.replicas.tiktok import APP, HANDLE, OPEN_ID, TikTok
from wellspoken.networks.contract import Account, Outgoing, Picture, Video
from wellspoken.networks.tiktok.connector import TikTokConnector

REFUSALS = {
    status: {"data": {}, "error": {"code": code, "message": "as the test wants it", "log_id": "1"}}
    for status, code in (
        (400, "invalid_params"),
        (401, "access_token_invalid"),
        (422, "invalid_params"),
        (429, "rate_limit_exceeded"),
        (500, "internal_error"),
    )
}


def film(path: Path, size: int = 20_000, seconds: float = 30.0) -> Video:
    """Write a file that stands for a film."""
    path.write_bytes(bytes(number % 251 for number in range(size)) if size < 100_000 else b"\x07" * size)
    return Video(path, "video/mp4", size, seconds, 1080, 1920, name=path.name)


def account_at(server: str, token: str) -> Account:
    """Return the account on a server."""
    secrets = {"access": token, "app_id": APP[0], "app_secret": APP[1]}
    return Account("tiktok", server, OPEN_ID, HANDLE, secrets, {"allow_private": True})


@contextmanager
def adapter() -> Iterator[Adapter]:
    """Run the replica and the proxy."""
    with tempfile.TemporaryDirectory() as folder, TikTok() as replica, LostReply(replica.url) as proxy:
        proxy.errors = dict(REFUSALS)  # type: ignore[assignment]
        replica.upload_host = proxy.url.partition("://")[2]
        video = film(Path(folder) / "film.mp4")

        def shape(text: str, pictures: tuple[Picture, ...]) -> Outgoing:
            return replace(plain(text, ()), video=video)

        yield Adapter(
            TikTokConnector(),
            account_at(proxy.url, replica.token()),
            proxy,
            "PUT /video/",
            lambda: [one["title"] for one in replica.published],
            uploads="/v2/post/publish/video/init/",
            asks="/v2/post/publish/status/fetch/",
            verifies="GET /v2/user/info/",
            settles="A",
            shape=shape,
        )
