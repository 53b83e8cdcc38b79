"""A replica of a Mastodon server: the calls a connector makes, with real semantics.

    with Mastodon() as server:
        token = server.token()          # or go through OAuth at server.url
        server.statuses                  # newest last
        server.deleted                   # ids

Kept as the real one does: an idempotency key is honoured for an hour, per
account, only after the first call has ended; a replay whose post was deleted is
404; pictures may need time (``processing``). The shape of every answer is
compared with recordings of a real server in ``test_mastodon_shapes.py``.
"""

from __future__ import annotations

import html
import json
import re
import secrets
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from tests.replicas import mastodon_shapes as shapes
from tests.replicas.serving import Quiet, Served

KEY_LIFE = timedelta(hours=1)
FIRST_ID = 117440813461137764


@dataclass
class State:
    """What the server knows."""

    apps: dict[str, dict[str, str]] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    media: dict[str, dict[str, Any]] = field(default_factory=dict)
    waits: dict[str, int] = field(default_factory=dict)
    statuses: list[dict[str, Any]] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    keys: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    number: int = FIRST_ID
    lock: threading.RLock = field(default_factory=threading.RLock)

    def next_id(self) -> str:
        """Return an id greater than all before."""
        with self.lock:
            self.number += 65536
            return str(self.number)


class _Handler(Quiet):
    replica: Mastodon

    def _json(self, status: int, value: object) -> None:
        moment = datetime.now(UTC) + timedelta(minutes=5)
        headers = {
            "content-type": "application/json; charset=utf-8",
            "x-ratelimit-limit": "300",
            "x-ratelimit-remaining": "299",
            "x-ratelimit-reset": moment.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        }
        self.answer(status, headers, json.dumps(value).encode())

    def _error(self, status: int, words: str) -> None:
        self._json(status, {"error": words})

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.path).query))

    def _signed_in(self) -> bool:
        kind, _, token = self.headers.get("authorization", "").partition(" ")
        if kind == "Bearer" and token in self.replica.state.tokens:
            return True
        self._error(401, "The access token is invalid")
        return False

    def do_GET(self) -> None:
        """Answer questions."""
        path = urlsplit(self.path).path
        replica = self.replica
        if path == "/api/v2/instance" and replica.has_v2:
            self._json(200, shapes.instance(replica.url, replica.max_characters))
        elif path == "/api/v1/instance":
            self._json(200, shapes.instance_v1(replica.url, replica.max_characters))
        elif path == "/oauth/authorize":
            self._authorize()
        elif path == "/.well-known/oauth-authorization-server":
            self._json(200, shapes.oauth_metadata(replica.url))
        elif path.startswith("/api/") and self._signed_in():
            self._get_private(path)
        elif not path.startswith("/api/"):
            self._error(404, "Record not found")

    def _get_private(self, path: str) -> None:
        state = self.replica.state
        if path == "/api/v1/accounts/verify_credentials":
            self._json(200, shapes.own_account(self.replica.url))
        elif found := re.fullmatch(r"/api/v1/media/(\d+)", path):
            self._media_state(found[1])
        elif re.fullmatch(rf"/api/v1/accounts/{shapes.ACCOUNT_ID}/statuses", path):
            self._timeline()
        elif found := re.fullmatch(r"/api/v1/statuses/(\d+)", path):
            status = next((one for one in state.statuses if one["id"] == found[1]), None)
            self._json(200, status) if status else self._error(404, "Record not found")
        else:
            self._error(404, "Record not found")

    def _media_state(self, number: str) -> None:
        state = self.replica.state
        if number not in state.media:
            return self._error(404, "Record not found")
        state.waits[number] = state.waits.get(number, 0) - 1
        return self._json(206 if state.waits[number] > 0 else 200, state.media[number])

    def _timeline(self) -> None:
        limit = min(40, int(self.query.get("limit", "20")))
        after = int(self.query.get("min_id") or self.query.get("since_id") or 0)
        posts = [one for one in self.replica.state.statuses if int(one["id"]) > after]
        page = posts[:limit] if "min_id" in self.query else posts[-limit:]
        self._json(200, page[::-1])

    def _authorize(self) -> None:
        asked, state = self.query, self.replica.state
        app = state.apps.get(asked.get("client_id", ""))
        if app is None or asked.get("redirect_uri") != app["redirect_uri"]:
            return self._error(400, "invalid_client")
        code = secrets.token_urlsafe(12)
        state.codes[code] = asked
        back = urlencode({"code": code, "state": asked.get("state", "")})
        return self.answer(302, {"location": f"{app['redirect_uri']}?{back}"}, b"")

    def do_POST(self) -> None:
        """Do things."""
        body, path = self.body(), urlsplit(self.path).path
        if path == "/api/v1/apps":
            self._register(self._fields(body))
        elif path == "/oauth/token":
            self._token(self._fields(body))
        elif path == "/oauth/revoke":
            self.replica.state.tokens.discard(self._fields(body).get("token", ""))
            self._json(200, {})
        elif path.startswith("/api/") and self._signed_in():
            if path == "/api/v2/media":
                self._upload(body)
            elif path == "/api/v1/statuses":
                self._post(self._fields(body))
            else:
                self._error(404, "Record not found")

    def _fields(self, body: bytes) -> dict[str, Any]:
        if "json" in self.headers.get("content-type", ""):
            return dict(json.loads(body or b"{}"))
        found: dict[str, Any] = {}
        for name, values in parse_qs(body.decode()).items():
            found[name.removesuffix("[]")] = values if name.endswith("[]") else values[0]
        return found

    def _register(self, asked: dict[str, Any]) -> None:
        app = shapes.app(asked, self.replica.state.next_id())
        self.replica.state.apps[app["client_id"]] = app
        self._json(200, app)

    def _token(self, asked: dict[str, Any]) -> None:
        state = self.replica.state
        granted = state.codes.pop(asked.get("code", ""), None)
        app = state.apps.get(asked.get("client_id", ""))
        same = granted is not None and granted["redirect_uri"] == asked.get("redirect_uri")
        if not same or app is None or app["client_secret"] != asked.get("client_secret"):
            return self._error(400, "invalid_grant")
        if not shapes.pkce_fits(granted or {}, asked):
            return self._error(400, "invalid_grant")
        token = self.replica.token()
        return self._json(200, shapes.token(token, asked.get("scope", "read")))

    def _upload(self, body: bytes) -> None:
        state = self.replica.state
        kind, fields = shapes.multipart(self.headers.get("content-type", ""), body)
        if kind not in shapes.IMAGE_TYPES and kind not in shapes.FILM_TYPES:
            return self._error(422, "Validation failed: File content type is invalid")
        number = state.next_id()
        state.media[number] = shapes.media(self.replica.url, number, fields.get("description"))
        state.waits[number] = self.replica.processing
        return self._json(202 if self.replica.processing else 200, state.media[number])

    def _post(self, asked: dict[str, Any]) -> None:
        state, key = self.replica.state, self.headers.get("idempotency-key")
        known = state.keys.get(key or "")
        if known and known[1] > datetime.now(UTC) - KEY_LIFE:
            status = next((one for one in state.statuses if one["id"] == known[0]), None)
            return self._json(200, status) if status else self._error(404, "Record not found")
        text, media = str(asked.get("status", "")), [str(one) for one in asked.get("media_ids", [])]
        if len(shapes.counted(text)) > self.replica.max_characters:
            return self._error(422, "Validation failed: Text character limit exceeded")
        if (not text and not media) or any(one not in state.media for one in media):
            return self._error(422, "Validation failed: Text can't be blank")
        attached = [state.media[one] for one in media]
        made = shapes.status(self.replica.url, state.next_id(), html.escape(text, quote=False), attached, asked)
        state.statuses.append(made)
        if key:
            state.keys[key] = (made["id"], datetime.now(UTC))
        return self._json(200, made)

    def do_PUT(self) -> None:
        """Change a status: pictures that are not named again are taken off; boosters hear of each real change."""
        body = self.body()
        if not self._signed_in():
            return None
        state, found = self.replica.state, re.fullmatch(r"/api/v1/statuses/(\d+)", self.path)
        status = next((one for one in state.statuses if found and one["id"] == found[1]), None)
        if status is None:
            return self._error(404, "Record not found")
        asked = self._fields(body)
        text, media = str(asked.get("status", "")), [str(one) for one in asked.get("media_ids", [])]
        if len(shapes.counted(text)) > self.replica.max_characters:
            return self._error(422, "Validation failed: Text character limit exceeded")
        if (not text and not media) or any(one not in state.media for one in media):
            return self._error(422, "Validation failed: Text can't be blank")
        for one in asked.get("media_attributes", []):
            state.media[str(one["id"])]["description"] = one["description"]
        before = json.dumps(status)
        shown = shapes.status(
            self.replica.url, status["id"], html.escape(text, quote=False), [state.media[one] for one in media], asked
        )
        status |= {name: shown[name] for name in ("content", "media_attachments", "language")}
        if json.dumps(status) != before:
            status["edited_at"] = datetime.now(UTC).isoformat().replace("+00:00", "Z")
            self.replica.edits += 1
        return self._json(200, status)

    def do_DELETE(self) -> None:
        """Delete a status."""
        if not self._signed_in():
            return None
        state, found = self.replica.state, re.fullmatch(r"/api/v1/statuses/(\d+)", self.path)
        with state.lock:
            kept = [one for one in state.statuses if not found or one["id"] != found[1]]
            gone = [one for one in state.statuses if one not in kept]
            state.statuses[:] = kept
        if not gone:
            return self._error(404, "Record not found")
        state.deleted.append(gone[0]["id"])
        return self._json(200, {**gone[0], "text": "as written"})


class Mastodon(Served):
    """The replica. ``processing`` is how many questions a picture needs until it is ready."""

    def __init__(self, port: int = 0, *, has_v2: bool = True, processing: int = 0, max_characters: int = 500) -> None:
        super().__init__(type("Handler", (_Handler,), {"replica": self}), port)
        self.state = State()
        self.has_v2 = has_v2
        self.processing = processing
        self.edits = 0
        self.max_characters = max_characters

    @property
    def statuses(self) -> list[dict[str, Any]]:
        """Posts that are there now, newest last."""
        return self.state.statuses

    @property
    def deleted(self) -> list[str]:
        """Ids of posts that were deleted."""
        return self.state.deleted

    def token(self) -> str:
        """Make an access token."""
        token = secrets.token_urlsafe(32)
        self.state.tokens.add(token)
        return token
