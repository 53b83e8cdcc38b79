"""Connecting a channel: the bot's token and the channel's name, then three questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from wellspoken.networks.addresses import AddressRefused, server_address
from wellspoken.networks.answers import invisible_failure
from wellspoken.networks.base import Account
from wellspoken.networks.connecting import TokenField
from wellspoken.networks.http import CallFailed, OddAnswer, send_again
from wellspoken.networks.outcomes import Outcome, Sent, SignInError
from wellspoken.networks.telegram import answers, requests

ORIGIN = "https://api.telegram.org"
TOKEN = re.compile(r"\d{3,20}:[\w-]{30,60}")
CHANNEL = re.compile(r"@[A-Za-z]\w{3,31}|-100\d{5,20}")
_LINK = re.compile(r"(?:https?://)?t\.me/(\w+)/?")


class Refused(Exception):
    """A question was not answered as it should be; ``sent`` says why."""

    def __init__(self, sent: Sent) -> None:
        super().__init__(sent.reason)
        self.sent = sent


def _ask(account: Account, method: str, fields: dict[str, Any], now: datetime) -> dict[str, Any]:
    try:
        reply = send_again(requests.call(account, method, fields), 2)
        if not reply.good:
            raise Refused(answers.invisible(reply, account, now))
        result = answers.result_of(reply)
    except CallFailed as error:
        raise Refused(invisible_failure(error, account.secrets)) from error
    except OddAnswer as error:
        raise Refused(Sent(Outcome.NOT_SENT, reason="odd_answer", raw=str(error))) from error
    if not isinstance(result, dict):
        raise Refused(Sent(Outcome.NOT_SENT, reason="odd_answer", raw="not an object"))
    return result


def _may_write(member: Mapping[str, Any]) -> bool:
    status = member.get("status")
    return status == "creator" or (status == "administrator" and member.get("can_post_messages") is True)


def who(account: Account, channel: str, now: datetime) -> Account:
    """Return the account as the network describes it, once it is sure the bot may write. Raises Refused."""
    bot = _ask(account, "getMe", {}, now)
    chat = _ask(account, "getChat", {"chat_id": channel}, now)
    member = _ask(account, "getChatMember", {"chat_id": channel, "user_id": bot.get("id")}, now)
    if chat.get("type") != "channel" or not isinstance(chat.get("id"), int):
        raise Refused(Sent(Outcome.REFUSED, reason="not_found", raw="not a channel"))
    if not _may_write(member):
        raise Refused(Sent(Outcome.BROKEN, reason="not_allowed", raw="the bot may not post in this channel"))
    name = str(chat.get("username") or "")
    handle = f"@{name}" if name else str(chat.get("title") or chat.get("id"))
    settings = {**account.settings, "name": str(chat.get("title") or handle), "bot": str(bot.get("username") or "")}
    return Account("telegram", account.server, str(chat["id"]), handle, account.secrets, settings)


class TelegramSignIn:
    """The sign-in half of the connector."""

    clock: Callable[[], datetime]
    token_fields = (
        TokenField("token", secret=True, label_code="telegram_token"),
        TokenField("channel", secret=False, label_code="telegram_channel"),
    )

    def connect_token(self, fields: Mapping[str, str], *, allow_private: bool) -> Account:
        """Connect a channel the bot may write in: ``@name``, its t.me address or its number.

        ``server`` may name another Bot API server. Raises SignInError.
        """
        token, channel = fields.get("token", "").strip(), fields.get("channel", "").strip()
        if not token or not channel:
            raise SignInError("details_missing")
        if linked := _LINK.fullmatch(channel):
            channel = f"@{linked[1]}"
        if not TOKEN.fullmatch(token):
            raise SignInError("sign_in_wrong", "not a bot token")
        if not CHANNEL.fullmatch(channel):
            raise SignInError("not_found", "not a channel's name")
        try:
            server = server_address(fields.get("server") or ORIGIN, allow_private=allow_private)
        except AddressRefused as error:
            raise SignInError("address_refused", str(error)) from error
        account = Account("telegram", server, "", "", {"token": token}, {"allow_private": allow_private})
        try:
            return who(account, channel, self.clock())
        except Refused as refused:
            reason, words = refused.sent.reason, refused.sent.raw
            if "chat not found" in words.lower():
                reason = "not_found"
            raise SignInError({"sign_in_expired": "sign_in_wrong"}.get(reason, reason), words) from refused

    def disconnect(self, account: Account) -> Sent:
        """Nothing to give back: the bot and its token belong to the organisation."""
        return Sent(Outcome.LIVE)
