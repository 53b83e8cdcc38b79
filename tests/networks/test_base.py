"""The plain data: what is hidden, what survives being stored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wellspoken.networks.contract import (
    Account,
    Health,
    Outcome,
    Picture,
    Prepared,
    Presence,
    Sent,
    Settled,
    Started,
    UploadResult,
)

SECRET = {"access": "hidden-token-1234"}


@pytest.mark.parametrize(
    "value",
    [
        Account("bluesky", "https://example.org", "did:x", "ola", SECRET),
        Sent(Outcome.NOT_SENT, new_secrets=SECRET),
        UploadResult(new_secrets=SECRET),
        Settled(Presence.UNSURE, new_secrets=SECRET),
        Health(True, new_secrets=SECRET),
        Started("https://example.org", SECRET),
    ],
    ids=lambda value: type(value).__name__,
)
def test_nothing_secret_is_shown(value: object) -> None:
    assert "hidden-token" not in repr(value)
    assert "hidden-token" not in str(value)


def test_a_request_is_stored_and_read_back_exactly() -> None:
    prepared = Prepared("3kabc", '{"text":"å 👩🏽‍⚕️"}'.encode(), {"blob:0": "{}"})
    assert Prepared.from_json(json.loads(json.dumps(prepared.to_json()))) == prepared
    with pytest.raises(KeyError):
        Prepared.from_json({"key": "x"})


def test_secrets_are_replaced_only_by_new_ones() -> None:
    account = Account("bluesky", "https://example.org", "did:x", "ola", SECRET)
    assert account.with_secrets(None) is account
    assert account.with_secrets({"access": "new"}).secrets == {"access": "new"}


def test_pictures_are_read_when_they_are_needed(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"abc")
    picture = Picture.from_path(path, "image/png", "alt", (1, 2))
    assert (picture.size, picture.load(), picture.name, picture.width) == (3, b"abc", "a.png", 1)
