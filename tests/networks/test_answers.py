"""Waiting times and what administrators may read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wellspoken.networks.answers import HIDDEN, redact, wait_of
from wellspoken.networks.http import Reply

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7),
        ({"retry-after": "Sat, 21 Nov 2026 12:01:00 GMT"}, 60),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "999999999"}, 86400),
        ({"ratelimit-reset": str(int(NOW.timestamp()) + 30)}, 30),
        ({"x-ratelimit-reset": "2026-11-21T12:05:00.158143Z"}, 300.158143),
        ({"x-ratelimit-reset": "2026-11-21T11:00:00Z"}, 0),
        ({"retry-after": "5", "ratelimit-reset": "0"}, 5),
        ({"ratelimit-reset": "9" * 30}, None),
    ],
)
def test_how_long_a_server_asks_to_wait(headers: dict[str, str], wait: float | None) -> None:
    found = wait_of(Reply(429, headers, b""), NOW)
    assert found == (None if wait is None else pytest.approx(wait))


@pytest.mark.parametrize(
    "text",
    [
        "the token is s3cret-value-of-channel, sorry",
        "Authorization: Bearer abcdefgh12345678",
        "DPoP abcdefgh12345678",
        '{"accessJwt":"eyJhbGciOi.eyJzdWIi.c2ln"}',
        '{"refresh_token": "zzzzzzzz"}',
        "client_secret=zzzzzzzz&x=1",
    ],
)
def test_nothing_secret_is_kept(text: str) -> None:
    shown = redact(text, {"access": "s3cret-value-of-channel", "kind": "oauth"})
    assert HIDDEN in shown
    for secret in ("s3cret-value", "abcdefgh1234", "eyJhbGciOi", "zzzzzzzz"):
        assert secret not in shown


def test_what_is_kept_is_short_and_plain_words_stay() -> None:
    assert redact("oauth is a word", {"kind": "oauth"}) == "oauth is a word"
    assert len(redact("å" * 9000, {}).encode()) <= 4096
