"""A replica of the Bot API: the calls a connector makes, in the shapes of core.telegram.org/bots/api.

    with Telegram() as server:
        server.messages     # what the channel shows, oldest first
        server.odd          # requests with fields the API does not have

Kept as the real one does: every answer is an object with ``ok``; a refusal has
``error_code`` and ``description``; flood control answers 429 with
``parameters.retry_after``; an album is one message per picture; deleting passes
over what is not there; no call gives a channel's messages back.
"""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

from tests.replicas.multipart import fields_and_files
from tests.replicas.serving import Quiet, Served

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"
CHANNEL = -1001234567890
BOT = {"id": 123456789, "is_bot": True, "first_name": "Harbour", "username": "harbour_bot"}
KNOWN: dict[str, Any] = json.loads((Path(__file__).parents[1] / "networks/oracles/telegram.json").read_text())


class _Refusal(Exception):
    def __init__(self, code: int, words: str) -> None:
        super().__init__(words)
        self.code = code


class _Handler(Quiet):
    replica: Telegram

    def _json(self, status: int, value: object) -> None:
        self.answer(status, {"content-type": "application/json"}, json.dumps(value).encode())

    def do_POST(self) -> None:
        """Answer one call."""
        body, replica = self.body(), self.replica
        _, bot, method = self.path.split("/", 2)
        try:
            if bot != f"bot{replica.token}":
                raise _Refusal(401, "Unauthorized")
            given, files = self._given(body)
            replica.judge_fields(method, given)
            with replica.lock:
                result = getattr(replica, f"on_{method}")(given, files)
        except _Refusal as refusal:
            said = {"ok": False, "error_code": refusal.code, "description": str(refusal)}
            return self._json(refusal.code, said)
        return self._json(200, {"ok": True, "result": result})

    def _given(self, body: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
        kind = self.headers.get("content-type", "")
        if "json" in kind:
            return dict(json.loads(body)), {}
        fields, files = fields_and_files(kind, body)
        return {**fields, **({"media": json.loads(fields["media"])} if "media" in fields else {})}, files


class Telegram(Served):
    """The replica: one bot, one channel."""

    def __init__(self) -> None:
        super().__init__(type("Handler", (_Handler,), {"replica": self}))
        self.token = TOKEN
        self.may_post = True
        self.there = True
        self.username = "harbourhealth"
        self.messages: list[dict[str, Any]] = []
        self.odd: list[str] = []
        self.number = 40
        self.lock = threading.Lock()

    def judge_fields(self, method: str, given: dict[str, Any]) -> None:
        """Note fields the real one does not know, and those it misses."""
        known = KNOWN[method]
        self.odd += [f"{method}: {one}?" for one in given if one not in known["required"] + known["optional"]]
        self.odd += [f"{method}: no {one}" for one in known["required"] if one not in given]

    def _chat(self, given: dict[str, Any]) -> dict[str, Any]:
        if str(given["chat_id"]) not in (str(CHANNEL), f"@{self.username}"):
            raise _Refusal(400, "Bad Request: chat not found")
        if not self.there:
            raise _Refusal(403, "Forbidden: bot was kicked from the channel chat")
        named = {"username": self.username} if self.username else {}
        return {"id": CHANNEL, "title": "Elm & Harbour Health", "type": "channel", **named}

    def _writable(self, given: dict[str, Any]) -> dict[str, Any]:
        chat = self._chat(given)
        if not self.may_post:
            raise _Refusal(400, "Bad Request: need administrator rights in the channel chat")
        return chat

    def _show(self, chat: dict[str, Any], **said: Any) -> dict[str, Any]:
        self.number += 1
        made = {"message_id": self.number, "sender_chat": chat, "chat": chat, "date": 1_795_000_000, **said}
        self.messages.append(made)
        return made

    def on_getMe(self, given: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
        return BOT

    def on_getChat(self, given: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
        return self._chat(given)

    def on_getChatMember(self, given: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
        self._chat(given)
        return {"status": "administrator", "user": BOT, "can_post_messages": self.may_post}

    def on_sendMessage(self, given: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
        chat = self._writable(given)
        if not given["text"]:
            raise _Refusal(400, "Bad Request: message text is empty")
        if len(given["text"]) > 4096:
            raise _Refusal(400, "Bad Request: message is too long")
        return self._show(chat, text=given["text"])

    def _photo(self, name: str, files: dict[str, bytes], caption: str) -> bytes:
        if len(caption) > 1024:
            raise _Refusal(400, "Bad Request: message caption is too long")
        content = files.get(name.removeprefix("attach://"), b"")
        if not content.startswith((b"\x89PNG", b"\xff\xd8", b"RIFF")):
            raise _Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED")
        return content

    def on_sendPhoto(self, given: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
        chat, caption = self._writable(given), given.get("caption", "")
        photo = self._photo(given["photo"], files, caption)
        return self._show(chat, caption=caption, photo=[{"file_size": len(photo)}])

    def on_sendMediaGroup(self, given: dict[str, Any], files: dict[str, bytes]) -> list[dict[str, Any]]:
        chat, media = self._writable(given), given["media"]
        known = KNOWN["InputMediaPhoto"]
        self.odd += [name for one in media for name in one if name not in known["required"] + known["optional"]]
        if not 2 <= len(media) <= 10:
            raise _Refusal(400, "Bad Request: wrong number of messages specified")
        photos = [self._photo(one["media"], files, one.get("caption", "")) for one in media]
        return [
            self._show(chat, caption=one.get("caption", ""), photo=[{"file_size": len(photo)}])
            for one, photo in zip(media, photos, strict=True)
        ]

    def _change(self, given: dict[str, Any], name: str) -> dict[str, Any]:
        self._writable(given)
        found = next((one for one in self.messages if one["message_id"] == given["message_id"]), None)
        if found is None:
            raise _Refusal(400, "Bad Request: message to edit not found")
        if found.get(name) == given[name]:
            raise _Refusal(400, "Bad Request: message is not modified: specified new content is the same")
        found[name] = given[name]
        return found

    def on_editMessageText(self, given: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
        return self._change(given, "text")

    def on_editMessageCaption(self, given: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
        return self._change(given, "caption")

    def on_deleteMessages(self, given: dict[str, Any], files: dict[str, bytes]) -> bool:
        self._writable(given)
        self.messages[:] = [one for one in self.messages if one["message_id"] not in given["message_ids"]]
        return True
