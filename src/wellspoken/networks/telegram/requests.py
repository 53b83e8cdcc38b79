"""The one request that shows a post, as it is stored and as it is sent.

Stored as JSON: ``method``, ``fields`` and ``files`` (name, type and base64
content), because the network has no invisible upload.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from wellspoken.networks.base import Account, Outgoing
from wellspoken.networks.http import Call

Files = dict[str, tuple[str, bytes, str]]


def body(account: Account, outgoing: Outgoing, *, whole: bool) -> bytes:
    """Return the request as it is stored; the pictures are read only when it is to be ``whole``."""
    fields: dict[str, Any] = {"chat_id": account.remote_id}
    names = [f"photo{number}" for number in range(len(outgoing.pictures))]
    if len(names) > 1:
        method = "sendMediaGroup"
        media: list[dict[str, str]] = [{"type": "photo", "media": f"attach://{name}"} for name in names]
        media[0] |= {"caption": outgoing.text} if outgoing.text else {}
        fields["media"] = media
    elif names:
        method = "sendPhoto"
        fields |= {"photo": f"attach://{names[0]}", "caption": outgoing.text}
    else:
        method = "sendMessage"
        fields["text"] = outgoing.text
        fields |= {"link_preview_options": {"url": outgoing.link}} if outgoing.link else {}
    files = [
        {"name": name, "mime": one.mime, "content": base64.b64encode(one.load()).decode()}
        for name, one in zip(names, outgoing.pictures if whole else (), strict=False)
    ]
    said = {"method": method, "fields": fields, "files": files}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def call(account: Account, method: str, fields: dict[str, Any], files: Files | None = None) -> Call:
    """Return one call of the Bot API. The token is part of the address: that is how this network wants it."""
    url = f"{account.server}/bot{account.secrets.get('token', '')}/{method}"
    private = account.allow_private
    if files:
        data = {name: one if isinstance(one, str) else json.dumps(one) for name, one in fields.items()}
        return Call("POST", url, data=data, files=files, home=account.server, allow_private=private)
    content = json.dumps(fields, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json"}
    return Call("POST", url, headers, content, home=account.server, allow_private=private)


def stored(account: Account, request: bytes) -> Call:
    """Return the call that was stored by ``body``. Raises ValueError or KeyError when it is not one."""
    said = json.loads(request)
    files = {
        one["name"]: (f"{one['name']}.{one['mime'].rpartition('/')[2]}", base64.b64decode(one["content"]), one["mime"])
        for one in said["files"]
    }
    return call(account, said["method"], said["fields"], files)
