"""Telegram channels: albums, captions, refusals in known and unknown words, connecting, editing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.networks.adapter import picture
from tests.replicas.lost_reply import LostReply
from tests.replicas.telegram import CHANNEL, TOKEN, Telegram
from wellspoken.networks.contract import Account, Outcome, Outgoing, Picture, Prepared, SignInError
from wellspoken.networks.registry import token_sign_in
from wellspoken.networks.telegram.connector import TelegramConnector
from wellspoken.networks.telegram.text import LIMITS, measure

NOW = datetime.now(UTC)
BOT = TelegramConnector()


@pytest.fixture
def server() -> Iterator[Telegram]:
    with Telegram() as running:
        yield running
        assert running.odd == []


def connect(server: Telegram, channel: str = "@harbourhealth", token: str = TOKEN) -> Account:
    return BOT.connect_token({"token": token, "channel": channel, "server": server.url}, allow_private=True)


def say(account: Account, text: str, *pictures: Picture, link: str | None = None) -> Prepared:
    outgoing = Outgoing(text, NOW, ("nb",), pictures, link)
    result = BOT.upload(account, outgoing, BOT.prepare(account, outgoing, BOT.key_for(NOW)))
    assert result.prepared is not None
    return Prepared.from_json(result.prepared.to_json())


def test_a_text_a_picture_and_an_album(server: Telegram) -> None:
    account = connect(server)
    text = BOT.publish(account, say(account, "Ærlig 💉 https://example.org", link="https://example.org"))
    one = BOT.publish(account, say(account, "Ett bilde", picture("red", "rød")))
    album = BOT.publish(account, say(account, "Album", picture("red"), picture("blue"), picture("green")))
    assert [text.remote_id, one.remote_id, album.remote_id] == ["41", "42", "43,44,45"]
    assert album.url == "https://t.me/harbourhealth/43"
    assert [message.get("caption") for message in server.messages[1:]] == ["Ett bilde", "Album", "", ""]
    assert len({message["photo"][0]["file_size"] for message in server.messages[1:]}) >= 1


def test_a_channel_without_a_public_name(server: Telegram) -> None:
    server.username = ""
    account = connect(server, str(CHANNEL))
    assert (account.remote_id, account.handle) == (str(CHANNEL), "Elm & Harbour Health")
    assert BOT.publish(account, say(account, "Hei")).url == "https://t.me/c/1234567890/41"


@pytest.mark.parametrize(
    "channel", ["@harbourhealth", "t.me/harbourhealth", "https://t.me/harbourhealth", str(CHANNEL)]
)
def test_connecting_by_any_of_its_names(server: Telegram, channel: str) -> None:
    account = connect(server, channel)
    assert (account.remote_id, account.handle) == (str(CHANNEL), "@harbourhealth")
    assert account.settings["name"] == "Elm & Harbour Health"
    assert TOKEN not in repr(account)
    health = BOT.verify(account)
    assert (health.ok, health.display_name) == (True, "Elm & Harbour Health")


CANNOT = [
    ({"token": "", "channel": "@a"}, "details_missing"),
    ({"token": "secret", "channel": "@harbourhealth"}, "sign_in_wrong"),
    ({"token": TOKEN[:-1] + "x", "channel": "@harbourhealth"}, "sign_in_wrong"),
    ({"token": TOKEN, "channel": "@another"}, "not_found"),
    ({"token": TOKEN, "channel": "harbour health"}, "not_found"),
]


@pytest.mark.parametrize(("fields", "reason"), CANNOT)
def test_what_cannot_be_connected(server: Telegram, fields: dict[str, str], reason: str) -> None:
    with pytest.raises(SignInError) as caught:
        BOT.connect_token({**fields, "server": server.url}, allow_private=True)
    assert caught.value.reason == reason
    assert TOKEN not in str(caught.value)


def test_a_bot_that_may_not_post_is_not_connected(server: Telegram) -> None:
    server.may_post = False
    with pytest.raises(SignInError, match="not_allowed"):
        connect(server)


def test_losing_the_right_to_post_breaks_the_channel(server: Telegram) -> None:
    account = connect(server)
    prepared = say(account, "Hei")
    server.may_post = False
    assert (BOT.publish(account, prepared).outcome, BOT.verify(account).reason) == (Outcome.BROKEN, "not_allowed")
    server.there = False
    sent = BOT.publish(account, prepared)
    assert (sent.outcome, sent.reason) == (Outcome.BROKEN, "not_allowed")
    server.token = "revoked"
    sent = BOT.publish(account, prepared)
    assert (sent.outcome, sent.reason) == (Outcome.BROKEN, "sign_in_expired")
    assert server.messages == []


WORDS = [
    (400, "Bad Request: message caption is too long", Outcome.REFUSED, "too_long"),
    (400, "Bad Request: PHOTO_INVALID_DIMENSIONS", Outcome.REFUSED, "invalid"),
    (400, "Bad Request: chat not found", Outcome.BROKEN, "not_allowed"),
    (403, "Forbidden: bot was blocked", Outcome.BROKEN, "not_allowed"),
    (400, "Bad Request: words nobody knows", Outcome.UNKNOWN, "invalid"),
    (500, "Internal Server Error: chat not found", Outcome.UNKNOWN, "server_error"),
]


@pytest.mark.parametrize(("status", "words", "outcome", "reason"), WORDS)
def test_only_known_words_prove_anything(
    server: Telegram, status: int, words: str, outcome: Outcome, reason: str
) -> None:
    account = connect(server)
    prepared = say(account, "Hei")
    act = {400: "400_after", 403: "403_before", 500: "500_before"}[status]
    with LostReply(server.url) as proxy:
        proxy.errors[status] = {"ok": False, "error_code": status, "description": words}
        proxy.script("/sendMessage", act)
        sent = BOT.publish(replace(account, server=proxy.url), prepared)
    assert (sent.outcome, sent.reason) == (outcome, reason)


def test_the_waiting_time_is_in_the_body(server: Telegram) -> None:
    account = connect(server)
    prepared = say(account, "Hei")
    with LostReply(server.url) as proxy:
        proxy.errors[429] = {"ok": False, "error_code": 429, "parameters": {"retry_after": 31}}
        proxy.script("/sendMessage", "429_before")
        sent = BOT.publish(replace(account, server=proxy.url), prepared)
    assert (sent.outcome, sent.retry_after) == (Outcome.NOT_SENT, 31.0)


def test_editing_replaces_words_and_may_be_repeated(server: Telegram) -> None:
    account = connect(server)
    text = BOT.publish(account, say(account, "Før"))
    album = BOT.publish(account, say(account, "Før", picture("red"), picture("blue")))
    for _ in range(2):
        assert BOT.edit(account, text.remote_id, say(account, "Etter")).done
        assert BOT.edit(account, album.remote_id, say(account, "Etter", picture(), picture())).done
    assert [server.messages[0]["text"], server.messages[1]["caption"]] == ["Etter", "Etter"]
    gone = BOT.edit(account, "999", say(account, "Etter"))
    assert (gone.outcome, gone.reason) == (Outcome.REFUSED, "invalid")


def test_an_album_is_deleted_whole(server: Telegram) -> None:
    account = connect(server)
    album = BOT.publish(account, say(account, "", picture("red"), picture("blue")))
    assert BOT.delete(account, album.remote_id).done
    assert server.messages == []
    assert BOT.delete(account, "not a number").outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("text", "pictures", "codes"),
    [
        ("å" * 4096, (), []),
        ("å" * 4097, (), ["too_long"]),
        ("💉" * 2049, (), ["too_long"]),
        ("å" * 1025, (picture(),), ["too_long"]),
        ("å" * 4097, (picture(),), ["too_long"]),
        ("å" * 1024, (picture(),), []),
        ("", (picture(size=(60, 2)),), ["picture_shape"]),
        ("", (picture(),) * 11, ["too_many_pictures"]),
    ],
)
def test_what_does_not_fit(text: str, pictures: tuple[Picture, ...], codes: list[str]) -> None:
    outgoing = Outgoing(text, NOW, ("nb",), pictures)
    assert [one.code for one in BOT.check(outgoing, LIMITS)] == codes


def test_what_the_network_cannot_do_is_written_down() -> None:
    assert not {"alt_text", "reply"} & BOT.capabilities
    assert not {"video", "thread", "first_comment"} & LIMITS.can
    assert measure("a💉", LIMITS).count == 3
    assert [one.name for one in token_sign_in("telegram").token_fields] == ["token", "channel"]


def test_a_stored_request_that_cannot_be_read_is_refused(server: Telegram) -> None:
    sent = BOT.publish(connect(server), Prepared("k", b"{}"))
    assert sent.outcome is Outcome.REFUSED
