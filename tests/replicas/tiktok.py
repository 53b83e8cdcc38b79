"""A replica of TikTok's Content Posting interface, with real semantics.

Kept as the real one does (developers.tiktok.com: "Direct Post", "Media transfer
guide", "Get post status", "Manage user access tokens"): the account is asked first
what it may do; a film gets a ``publish_id`` and a place of its own; parts come in
order, 206 while one is missing and 201 for the last; nothing is published before;
the place takes no token; publishing takes time (``processing`` questions); a part
that does not fit is 416; every answer has an ``error`` whose code is ``ok``.
"""

from __future__ import annotations

import json
import secrets
import threading
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import regex

from tests.replicas.serving import Quiet, Served

APP = ("awclinicclientkey", "tiktok-secret-of-the-clinic")
OPEN_ID, HANDLE = "-000harbour-open-id", "harbour.clinic"
SMALLEST = 5_242_880
Fields = dict[str, str]


class _Handler(Quiet):
    replica: TikTok

    def _say(self, status: int, data: object, code: str = "ok", words: str = "") -> None:
        error = {"code": code, "message": words, "log_id": "202611220300000102030405"}
        value = json.dumps({"data": data, "error": error}).encode()
        self.answer(status, {"content-type": "application/json; charset=utf-8"}, value)

    def _plain(self, status: int, value: object) -> None:
        self.answer(status, {"content-type": "application/json"}, json.dumps(value).encode())

    def _allowed(self) -> bool:
        kind, _, token = self.headers.get("authorization", "").partition(" ")
        if kind == "Bearer" and token in self.replica.tokens:
            return True
        self._say(401, {}, "access_token_invalid", "The access token is invalid or not found in the request.")
        return False

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/v2/auth/authorize/":
            query, code = dict(parse_qsl(parts.query)), secrets.token_urlsafe(12)
            self.replica.codes[code] = query
            back = urlencode({"code": code, "state": query["state"], "scopes": query["scope"]})
            return self.answer(302, {"location": f"{query['redirect_uri']}?{back}"}, b"")
        if not self._allowed():
            return None
        return self._say(200, {"user": {"open_id": OPEN_ID, "display_name": "Harbour Clinic"}})

    def do_POST(self) -> None:
        body, path = self.body(), urlsplit(self.path).path
        if path == "/v2/oauth/token/":
            return self._token(dict(parse_qsl(body.decode())))
        if path == "/v2/oauth/revoke/":
            self.replica.tokens.discard(dict(parse_qsl(body.decode())).get("token", ""))
            return self._plain(200, {})
        if not self._allowed():
            return None
        acts = {"creator_info/query": self._creator, "video/init": self._init, "status/fetch": self._status}
        act = acts.get(path.removeprefix("/v2/post/publish/").strip("/"))
        return act(json.loads(body or b"{}")) if act else self._say(404, {}, "invalid_params", "Not found")

    def _creator(self, asked: dict[str, Any]) -> None:
        told = {"creator_username": HANDLE, "creator_nickname": "Harbour Clinic", **self.replica.may}
        self._say(200, told)

    def _init(self, asked: dict[str, Any]) -> None:
        told, source = asked["post_info"], asked["source_info"]
        size, part, count = source["video_size"], source["chunk_size"], source["total_chunk_count"]
        fits = part == size and count == 1 if size < SMALLEST else part >= SMALLEST and count == size // part
        if len(told["title"].encode("utf-16-le")) // 2 > 2200 or not fits or size <= 0:
            return self._say(400, {}, "invalid_params", "The request parameters are wrong")
        if told["privacy_level"] not in self.replica.may["privacy_level_options"]:
            return self._say(403, {}, "privacy_level_option_mismatch", "privacy_level is not one of the options")
        number = f"v_pub_file~v2-1.{self.replica.next_id()}"
        film = {"title": told["title"], "info": told, "size": size, "brought": 0, "status": "PROCESSING_UPLOAD"}
        self.replica.films[number] = {**film, "waits": self.replica.processing}
        host = self.replica.upload_host or self.headers.get("host", "")
        address = f"http://{host}/video/?upload_id={number}&upload_token=signed"
        return self._say(200, {"publish_id": number, "upload_url": address})

    def do_PUT(self) -> None:
        body = self.body()
        film = self.replica.films.get(dict(parse_qsl(urlsplit(self.path).query)).get("upload_id", ""))
        said = regex.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", self.headers.get("content-range", ""))
        if film is None or "authorization" in self.headers:
            return self._plain(403, {"message": "Forbidden"})
        start, end, size = (int(one) for one in said.groups()) if said else (-1, -1, -1)
        if size != film["size"] or end - start + 1 != len(body) or start > film["brought"]:
            return self._plain(416, {"message": "Range does not fit"})
        film["brought"] = max(film["brought"], end + 1)
        if film["brought"] < size:
            return self.answer(206, {"content-range": f"bytes 0-{film['brought'] - 1}/{size}"}, b"")
        if film["status"] == "PROCESSING_UPLOAD":
            film["status"] = "PUBLISH_COMPLETE" if not film["waits"] else "PROCESSING"
            film["post"] = self.replica.next_id()
        return self.answer(201, {}, b"")

    def _status(self, asked: dict[str, Any]) -> None:
        film = self.replica.films.get(asked.get("publish_id", ""))
        if film is None:
            return self._say(400, {}, "invalid_publish_id", "The publish_id does not exist")
        if film["status"] == "PROCESSING":
            film["waits"] -= 1
            film["status"] = "PUBLISH_COMPLETE" if film["waits"] < 0 else "PROCESSING"
        status = "PROCESSING_UPLOAD" if film["status"] == "PROCESSING" else film["status"]
        posts = [int(film["post"])] if status == "PUBLISH_COMPLETE" else []
        told = {"status": status, "fail_reason": film.get("why", ""), "publicaly_available_post_id": posts}
        return self._say(200, {**told, "uploaded_bytes": film["brought"]})

    def _token(self, fields: Fields) -> None:
        """TikTok answers 200 also when the code or refresh token is no good."""
        replica, refresh = self.replica, fields.get("grant_type") == "refresh_token"
        asked = replica.codes.pop(fields.get("code", ""), {})
        known = fields.get("refresh_token") in replica.refresh_tokens if refresh else bool(asked)
        same = refresh or asked.get("redirect_uri") == fields.get("redirect_uri")
        if (fields.get("client_key"), fields.get("client_secret")) != APP or not known or not same:
            return self._plain(200, {"error": "invalid_grant", "error_description": "The token or code has expired"})
        given = "rft." + secrets.token_urlsafe(20)
        replica.refresh_tokens.add(given)
        lives = {"expires_in": 86_400, "refresh_expires_in": 31_536_000, "token_type": "Bearer"}
        return self._plain(200, {"open_id": OPEN_ID, "access_token": replica.token(), "refresh_token": given, **lives})


class TikTok(Served):
    """The replica. ``films`` by ``publish_id``; ``processing`` is how many questions a film needs to be out."""

    def __init__(self, port: int = 0) -> None:
        super().__init__(type("Handler", (_Handler,), {"replica": self}), port)
        self.tokens: set[str] = set()
        self.refresh_tokens: set[str] = set()
        self.codes: dict[str, Fields] = {}
        self.films: dict[str, dict[str, Any]] = {}
        self.processing = 0
        self.upload_host = ""
        self.number = 7_300_000_000_000_000_000
        self.lock = threading.RLock()
        levels = ["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"]
        self.may: dict[str, Any] = {
            "privacy_level_options": levels,
            "comment_disabled": False,
            "duet_disabled": True,
            "stitch_disabled": False,
            "max_video_post_duration_sec": 300,
        }

    @property
    def published(self) -> list[dict[str, Any]]:
        """What people see, or will see in a moment."""
        return [film for film in self.films.values() if film["status"] in ("PUBLISH_COMPLETE", "PROCESSING")]

    def token(self) -> str:
        """Give out a token."""
        token = "act." + secrets.token_urlsafe(30)
        self.tokens.add(token)
        return token

    def next_id(self) -> str:
        """Return a number nothing had before."""
        with self.lock:
            self.number += 103
            return str(self.number)
