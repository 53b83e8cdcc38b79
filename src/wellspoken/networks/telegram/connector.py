"""The connector for Telegram channels (Bot API, which has versions but retires none).

Settling: class C. The API has no key against doubles and a bot cannot read its
channel's history, so an answer that got lost is looked up by a person.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from wellspoken.networks.answers import raw, visible_failure
from wellspoken.networks.base import Account, Limits, Outgoing, Prepared, Problem
from wellspoken.networks.http import CallFailed, OddAnswer, Reply, send, send_again
from wellspoken.networks.judging import Rules, judge
from wellspoken.networks.outcomes import Health, Outcome, Presence, Sent, Settled, UploadResult
from wellspoken.networks.telegram import answers, requests, text
from wellspoken.networks.telegram.signin import Refused, TelegramSignIn, who
from wellspoken.networks.thin import Thin


class TelegramConnector(Thin, TelegramSignIn):
    """Telegram channels."""

    code = "telegram"
    name = "Telegram"
    capabilities = frozenset({"publish", "delete", "edit", "pictures", "token"})
    API_VERSION = "Bot API 10.3"
    RETIRES = None

    TEXT = text
    VISIBLE_SECONDS = 24.0
    """No longer than the contract's ``PUBLISH_SECONDS``."""

    CHANGE_SECONDS = 20.0

    def beyond(self, outgoing: Outgoing, limits: Limits) -> Iterable[Problem]:
        """Return what only Telegram refuses."""
        return text.problems(outgoing)

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        """Build the message; pictures are read in ``upload``."""
        return Prepared(key, requests.body(account, outgoing, whole=False))

    def upload(self, account: Account, outgoing: Outgoing, prepared: Prepared) -> UploadResult:
        """Put the pictures into the message. Nothing is sent: the network has no invisible upload."""
        return UploadResult(replace(prepared, body=requests.body(account, outgoing, whole=True)))

    def publish(self, account: Account, prepared: Prepared) -> Sent:
        """Send the message, once."""
        answer: Reply | CallFailed
        try:
            answer = send(replace(requests.stored(account, prepared.body), seconds=self.VISIBLE_SECONDS))
        except CallFailed as error:
            answer = error
        except (ValueError, KeyError, TypeError):
            return Sent(Outcome.REFUSED, reason="invalid", raw="the stored request cannot be read")
        return judge(self._rules(account), answer, self.clock())

    def _rules(self, account: Account) -> Rules:
        return Rules(
            account.secrets,
            answers.written,
            lambda reply: answers.proven(reply, account, self.clock()),
            lambda reply: bool(answers.words_of(reply)),
        )

    def settle(self, account: Account, prepared: Prepared, since: datetime) -> Settled:
        """Nobody can be asked."""
        return Settled(Presence.UNSURE, raw="a bot cannot read its channel")

    def _told(self, account: Account, method: str, fields: dict[str, Any], attempts: int = 1) -> Reply | Sent:
        """Make a call; return a success, or what went wrong."""
        try:
            reply = send_again(replace(requests.call(account, method, fields), seconds=self.CHANGE_SECONDS), attempts)
        except CallFailed as error:
            return visible_failure(error, account.secrets)
        if reply.good:
            return reply
        found, said = answers.proven(reply, account, self.clock()), raw(reply, account.secrets)
        if found is not None:
            return found
        if answers.words_of(reply) and reply.status < 500:
            return Sent(Outcome.REFUSED, reason="invalid", status=reply.status, raw=said)
        return Sent(Outcome.UNKNOWN, reason="server_error", status=reply.status, raw=said)

    def delete(self, account: Account, remote_id: str) -> Sent:
        """Delete the message or the whole album. What is not there is passed over by the network."""
        try:
            numbers = [int(one) for one in remote_id.split(",")]
        except ValueError as error:
            return Sent(Outcome.REFUSED, reason="invalid", raw=str(error))
        fields = {"chat_id": account.remote_id, "message_ids": numbers}
        return self._changed(account, remote_id, self._told(account, "deleteMessages", fields, 2))

    def edit(self, account: Account, remote_id: str, prepared: Prepared) -> Sent:
        """Replace the text of a message, or the caption of its pictures. May be repeated."""
        try:
            fields = json.loads(prepared.body)["fields"]
            number = int(remote_id.partition(",")[0])
        except (ValueError, KeyError, TypeError) as error:
            return Sent(Outcome.REFUSED, reason="invalid", raw=str(error))
        place = {"chat_id": account.remote_id, "message_id": number}
        if "text" in fields:
            answer = self._told(account, "editMessageText", {**place, "text": fields["text"]})
        else:
            caption = fields.get("caption") or fields.get("media", [{}])[0].get("caption", "")
            answer = self._told(account, "editMessageCaption", {**place, "caption": caption})
        if isinstance(answer, Sent) and "message is not modified" in answer.raw:
            return Sent(Outcome.LIVE, remote_id, status=answer.status)
        return self._changed(account, remote_id, answer)

    def says(self, account: Account, remote_id: str, prepared: Prepared) -> Settled:
        """Nobody can be asked."""
        return Settled(Presence.UNSURE, raw="a bot cannot read its channel")

    def _changed(self, account: Account, remote_id: str, answer: Reply | Sent) -> Sent:
        if isinstance(answer, Sent):
            return answer
        try:
            answers.result_of(answer)
        except OddAnswer:
            said = raw(answer, account.secrets)
            return Sent(Outcome.UNKNOWN, reason="odd_answer", status=answer.status, raw=said)
        return Sent(Outcome.LIVE, remote_id, status=answer.status)

    def verify(self, account: Account) -> Health:
        """Ask who the bot is and whether it may write in the channel."""
        try:
            found = who(account, account.remote_id, self.clock())
        except Refused as refused:
            return Health(False, refused.sent.reason, raw=refused.sent.raw)
        if found.remote_id != account.remote_id:
            return Health(False, "odd_answer", raw="another channel")
        name = str(found.settings.get("name", ""))
        return Health(True, handle=found.handle, display_name=name, limits=text.LIMITS)
