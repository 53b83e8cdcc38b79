"""A film on a Facebook page, behind the proxy."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.networks.adapter import Adapter, plain
from tests.networks.adapters_facebook import REFUSALS, account_at
from tests.networks.adapters_tiktok import film
from tests.replicas.facebook import Facebook
from tests.replicas.lost_reply import LostReply
from wellspoken.networks.contract import Outgoing, Picture
from wellspoken.networks.facebook.connector import FacebookConnector


@contextmanager
def adapter() -> Iterator[Adapter]:
    """Run the replica and the proxy."""
    with tempfile.TemporaryDirectory() as folder, Facebook() as replica, LostReply(replica.url) as proxy:
        proxy.errors = dict(REFUSALS)  # type: ignore[assignment]
        video = film(Path(folder) / "film.mp4")

        def shape(text: str, pictures: tuple[Picture, ...]) -> Outgoing:
            return replace(plain(text, ()), video=video)

        yield Adapter(
            FacebookConnector(),
            account_at(proxy.url, replica.token()),
            proxy,
            "POST /v26.0/1221",
            lambda: [one["description"] for one in replica.films.values() if one["published"]],
            uploads="/videos",
            deletes="DELETE /v26.0/",
            settles="A",
            changes="POST /v26.0/1221",
            shape=shape,
        )
