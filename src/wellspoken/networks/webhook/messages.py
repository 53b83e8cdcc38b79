"""The messages a receiver gets, and how it is called.

Each is a JSON object ``type``, ``timestamp`` (ISO 8601, UTC) and ``data``:
``picture.upload``, ``post.publish``, ``post.edit``, ``post.delete`` and ``ping``. The question
after a lost answer is a signed GET. The receiver's side is described in
docs/howto/webhook-channel.md.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from wellspoken.networks.base import Account, Outgoing, Picture
from wellspoken.networks.http import Call, CallFailed
from wellspoken.networks.webhook.signing import headers


def message(kind: str, now: datetime, data: Mapping[str, Any]) -> bytes:
    """Return the exact bytes of one message."""
    said = {"type": kind, "timestamp": now.astimezone(UTC).isoformat(timespec="seconds"), "data": data}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def post(outgoing: Outgoing, key: str, pictures: list[str]) -> bytes:
    """Return the message that publishes; ``pictures`` are the receiver's own names of them."""
    named = [
        {"id": name, "alt": one.alt, "mime": one.mime, "width": one.width, "height": one.height}
        for name, one in zip(pictures, outgoing.pictures, strict=False)
    ]
    data: dict[str, Any] = {
        "delivery": key,
        "text": outgoing.text,
        "title": outgoing.title,
        "lang": list(outgoing.lang),
        "link": outgoing.link or "",
        "pictures": named,
        "first_comment": outgoing.first_comment,
        "thread": list(outgoing.thread),
        "paid_partnership": outgoing.disclosure.paid_partnership,
        "ai_made": outgoing.disclosure.ai_made,
    }
    return message("post.publish", outgoing.created_at, data)


def picture(one: Picture, now: datetime) -> tuple[str, bytes]:
    """Return the key and the message that hands a picture over; the same picture has the same key."""
    content = one.load()
    key = f"picture_{hashlib.sha256(content).hexdigest()[:40]}"
    data = {"mime": one.mime, "alt": one.alt, "width": one.width, "height": one.height, "name": one.name}
    return key, message("picture.upload", now, {**data, "content": base64.b64encode(content).decode()})


def call(account: Account, delivery: str, now: datetime, body: bytes = b"") -> Call:
    """Return the signed request: a POST of ``body``, or the GET that asks about ``delivery``.

    Raises CallFailed when the secret cannot be read.
    """
    try:
        named = headers(account.secrets.get("secret", ""), delivery, now, body)
    except ValueError as error:
        raise CallFailed("sign_in_wrong", "the signing secret cannot be read", spoken=False) from error
    if body:
        kind = str(json.loads(body)["type"])
        named |= {"Content-Type": "application/json", "Idempotency-Key": delivery, "Wellspoken-Event": kind}
    return Call(
        "POST" if body else "GET",
        account.server + account.secrets.get("path", "/"),
        named,
        body or None,
        home=account.server,
        allow_private=account.allow_private,
    )
