"""A replica of the Pinterest API v5: boards and pins.

    with Pinterest() as server:
        server.pins       # newest last
        server.odd        # requests Pinterest's own models do not know

Requests are judged by names, lengths and values from the models Pinterest
generates (``networks/oracles/pinterest.json``). Kept as the real one does: lists
come in pages with a ``bookmark``; a board may be in any order; refusals are
``code`` and ``message``; deleting twice is 404; nothing is idempotent.
"""

from __future__ import annotations

import base64
import json
import secrets
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.replicas.serving import Quiet, Served

KNOWN: dict[str, Any] = json.loads((Path(__file__).parents[1] / "networks/oracles/pinterest.json").read_text())
BOARD = "549755885175"
APP = ("1234567", "app-secret-of-ours")
PAGE = 250


class _Refusal(Exception):
    def __init__(self, status: int, code: int, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.said = {"code": code, "message": words}


class _Handler(Quiet):
    replica: Pinterest

    def _json(self, status: int, value: object) -> None:
        self.answer(status, {"content-type": "application/json"}, json.dumps(value).encode())

    def _serve(self) -> None:
        body, parts = self.body(), urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        try:
            if parts.path == "/oauth/":
                return self.answer(302, {"location": self.replica.consent(query)}, b"")
            if parts.path == "/v5/oauth/token":
                return self._json(200, self._token(dict(parse_qsl(body.decode()))))
            self._signed_in()
            with self.replica.lock:
                status, value = self.replica.do(self.command, parts.path, query, body)
        except _Refusal as refusal:
            return self._json(refusal.status, refusal.said)
        return self._json(status, value) if value is not None else self.answer(status, {}, b"")

    do_GET = do_POST = do_DELETE = _serve

    def _token(self, asked: dict[str, str]) -> dict[str, Any]:
        pair = base64.b64encode(":".join(APP).encode()).decode()
        if self.headers.get("authorization") != f"Basic {pair}":
            raise _Refusal(401, 2, "Authentication failed.")
        return self.replica.exchange(asked)

    def _signed_in(self) -> None:
        token = self.headers.get("authorization", "").removeprefix("Bearer ")
        if token not in self.replica.tokens:
            raise _Refusal(401, 2, "Authentication failed.")


class Pinterest(Served):
    """The replica: one person with boards."""

    def __init__(self) -> None:
        super().__init__(type("Handler", (_Handler,), {"replica": self}))
        self.boards = [{"id": BOARD, "name": "Vaksiner", "privacy": "PUBLIC"}]
        self.pins: list[dict[str, Any]] = []
        self.odd: list[str] = []
        self.tokens: set[str] = set()
        self.refreshes: set[str] = set()
        self.codes: dict[str, dict[str, str]] = {}
        self.newest_first = True
        self.number = 813744226420795884
        self.lock = threading.RLock()

    def token(self) -> dict[str, Any]:
        """Give out a pair of tokens."""
        access, refresh = f"pina_{secrets.token_urlsafe(40)}", f"pinr_{secrets.token_urlsafe(40)}"
        self.tokens.add(access)
        self.refreshes.add(refresh)
        return {
            "access_token": access,
            "refresh_token": refresh,
            "response_type": "authorization_code",
            "token_type": "bearer",
            "expires_in": 2592000,
            "refresh_token_expires_in": 5184000,
            "scope": "boards:read pins:read pins:write user_accounts:read",
        }

    def consent(self, asked: dict[str, str]) -> str:
        """Agree at once and return where the person goes."""
        code = secrets.token_urlsafe(12)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def exchange(self, asked: dict[str, str]) -> dict[str, Any]:
        """Exchange a code or a refresh token."""
        if asked["grant_type"] == "refresh_token":
            if asked["refresh_token"] not in self.refreshes:
                raise _Refusal(400, 1, "Invalid refresh token")
            return self.token()
        granted = self.codes.pop(asked["code"], {})
        if granted.get("redirect_uri") != asked["redirect_uri"]:
            raise _Refusal(400, 283, "Invalid authorization code")
        return self.token()

    def do(self, method: str, path: str, query: dict[str, str], body: bytes) -> tuple[int, Any]:
        """Do one call of a person who is signed in."""
        if (method, path) == ("GET", "/v5/user_account"):
            return 200, {"username": "elmharbour", "account_type": "BUSINESS"}
        if (method, path) == ("GET", "/v5/boards"):
            return 200, _page(self.boards, query)
        if method == "GET" and path.startswith("/v5/boards/"):
            number = path.split("/")[3]
            board = next((one for one in self.boards if one["id"] == number), None)
            if board is None:
                raise _Refusal(404, 40, "Board not found.")
            return 200, _page(self._of(number), query) if path.endswith("/pins") else board
        if (method, path) == ("POST", "/v5/pins"):
            return 201, self._pin(json.loads(body))
        if method == "DELETE" and path.startswith("/v5/pins/"):
            return self._delete(path.rpartition("/")[2])
        raise _Refusal(404, 0, "no such address")

    def _of(self, board: str) -> list[dict[str, Any]]:
        found = [{name: one[name] for name in one if name != "media_source"} for one in self.pins]
        found = [one for one in found if one["board_id"] == board]
        return found[::-1] if self.newest_first else found

    def _judge(self, model: str, said: dict[str, Any]) -> None:
        known = KNOWN[model]
        self.odd += [f"{model}.{name}" for name in said if name not in known["fields"]]
        for name, values in known["values"].items():
            if name in said and said[name] not in values:
                raise _Refusal(400, 1, f"{name} is not one of {values}")
        for name, limit in known["limits"].items():
            if name in said and len(said[name]) > limit.get("max_length", limit.get("max_items", 0)):
                raise _Refusal(400, 1, f"{name} is too long")

    def _pin(self, said: dict[str, Any]) -> dict[str, Any]:
        self._judge("pin_create", said)
        source = said["media_source"]
        many = source["source_type"] == "multiple_image_base64"
        self._judge("pin_media_source_images_base64" if many else "pin_media_source_image_base64", source)
        for item in source["items"] if many else []:
            self._judge("pin_media_source_images_base64_items", item)
        for item in source["items"] if many else [source]:
            if not base64.b64decode(item["data"]).startswith((b"\x89PNG", b"\xff\xd8")):
                raise _Refusal(400, 1, "not an image")
        if said["board_id"] not in {one["id"] for one in self.boards}:
            raise _Refusal(404, 40, "Board not found.")
        self.number += 1
        made = (datetime.now(UTC) + timedelta(0)).strftime("%Y-%m-%dT%H:%M:%S")
        named = {name: said.get(name) for name in ("title", "description", "link", "alt_text", "board_id")}
        pin = {"id": str(self.number), "created_at": made, **named, "media_source": source}
        self.pins.append(pin)
        return {name: pin[name] for name in pin if name != "media_source"}

    def _delete(self, number: str) -> tuple[int, Any]:
        kept = [one for one in self.pins if one["id"] != number]
        if len(kept) == len(self.pins):
            raise _Refusal(404, 50, "Pin not found.")
        self.pins[:] = kept
        return 204, None


def _page(items: list[dict[str, Any]], query: dict[str, str]) -> dict[str, Any]:
    at, most = int(query.get("bookmark", "0")), min(PAGE, int(query.get("page_size", "25")))
    more = str(at + most) if len(items) > at + most else None
    return {"items": items[at : at + most], "bookmark": more}
