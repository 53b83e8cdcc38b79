"""What the replicas of Facebook, Instagram and Threads share: Meta's sign-in, errors and rules about tokens.

Kept as the real one does (developers.facebook.com: "Handle errors", "Securing
requests", "Page access tokens", "Long-lived tokens"): every call names a token
that was given out; with an application's secret known, a call without the right
``appsecret_proof`` is refused; errors are one object with code and subcode;
things that do not exist are code 100 with subcode 33; a token that was taken
back is code 190 with HTTP 401 or 400.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import threading
from email import message_from_bytes
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.replicas.serving import Quiet, Served

VERSION = "/v26.0"
APP = ("4711000000000001", "app-secret-of-the-clinic")
PAGE_ID, IG_ID = "104200000000001", "17841400000000001"
Fields = dict[str, str]


def form(kind: str, body: bytes) -> Fields:
    """Return the fields of a request; a file appears by its content type."""
    if "json" in kind:
        return {name: str(value) for name, value in json.loads(body or b"{}").items()}
    if "multipart" not in kind:
        return dict(parse_qsl(body.decode()))
    message = message_from_bytes(b"content-type: " + kind.encode() + b"\r\n\r\n" + body)
    fields: Fields = {}
    for part in message.get_payload():
        name = str(part.get_param("name", header="content-disposition"))  # type: ignore[union-attr]
        data = part.get_payload(decode=True)  # type: ignore[union-attr]
        fields[name] = part.get_content_type() if part.get_filename() else data.decode()  # type: ignore[union-attr]
    return fields


class GraphHandler(Quiet):
    """Answers as Meta does; ``post``, ``get`` and ``delete`` are the network's own part."""

    replica: Graph

    def say(self, status: int, value: object) -> None:
        """Answer with JSON."""
        headers = {"content-type": "application/json; charset=UTF-8", "x-app-usage": '{"call_count":3}'}
        self.answer(status, headers, json.dumps(value).encode())

    def error(self, code: int, words: str, subcode: int = 0, status: int = 400) -> None:
        """Answer with Meta's error object."""
        kind = "OAuthException" if code in (1, 2, 10, 100, 190, 200) else "GraphMethodException"
        error = {"message": words, "type": kind, "code": code, "fbtrace_id": "A0bCdEfGhIjKlMnOpQrStUv"}
        self.say(status, {"error": {**error, **({"error_subcode": subcode} if subcode else {})}})

    def gone(self, number: str) -> None:
        """Answer for something that does not exist."""
        words = f"Unsupported request. Object with ID '{number}' does not exist, or permissions are missing"
        self.error(100, words, 33)

    def _allowed(self, query: Fields) -> bool:
        kind, _, token = self.headers.get("authorization", "").partition(" ")
        replica = self.replica
        if kind != "Bearer" or token not in replica.tokens:
            self.error(190, "Error validating access token: The session has been invalidated.", 460, 401)
            return False
        wanted = hmac.new(APP[1].encode(), token.encode(), hashlib.sha256).hexdigest()
        if replica.wants_proof and query.get("appsecret_proof") != wanted:
            self.error(100, "API calls from the server require an appsecret_proof argument")
            return False
        return True

    def do_GET(self) -> None:
        """Answer questions."""
        path, query = self._where()
        if path == "/dialog/oauth":
            return self._dialog(query)
        if path == "/debug_token":
            return self._debug(query)
        if not self._allowed(query):
            return None
        if path == "/me/accounts":
            return self._pages(query)
        return self.get(path, query)

    def do_POST(self) -> None:
        """Do things."""
        path, query = self._where()
        fields = form(self.headers.get("content-type", ""), self.body())
        if path == "/oauth/access_token":
            return self._token(fields)
        return self.post(path, fields) if self._allowed(query) else None

    def do_DELETE(self) -> None:
        """Take things down."""
        path, query = self._where()
        return self.delete(path.strip("/")) if self._allowed(query) else None

    def _where(self) -> tuple[str, Fields]:
        parts = urlsplit(self.path)
        return parts.path.removeprefix(self.replica.version), dict(parse_qsl(parts.query))

    def _dialog(self, query: Fields) -> None:
        code = secrets.token_urlsafe(12)
        self.replica.codes[code] = query
        back = urlencode({"code": code, "state": query["state"]})
        self.answer(302, {"location": f"{query['redirect_uri']}?{back}"}, b"")

    def _token(self, fields: Fields) -> None:
        if (fields.get("client_id"), fields.get("client_secret")) != APP:
            return self.error(101, "Error validating application. Cannot get application info due to a system error.")
        if fields.get("grant_type") == "fb_exchange_token":
            known = fields.get("fb_exchange_token") in self.replica.tokens
        else:
            asked = self.replica.codes.pop(fields.get("code", ""), None)
            known = asked is not None and asked["redirect_uri"] == fields.get("redirect_uri")
        if not known:
            return self.error(100, "This authorization code has been used.", 36009)
        return self.say(200, {"access_token": self.replica.token(), "token_type": "bearer", "expires_in": 5183944})

    def _debug(self, query: Fields) -> None:
        if self.headers.get("authorization") != f"Bearer {APP[0]}|{APP[1]}":
            return self.error(190, "Invalid OAuth access token signature.", 0, 401)
        valid = query.get("input_token") in self.replica.tokens
        told = {
            "app_id": APP[0],
            "is_valid": valid,
            "expires_at": 0,
            "data_access_expires_at": self.replica.agreed_until,
        }
        return self.say(200, {"data": told})

    def _pages(self, query: Fields) -> None:
        """One page of pages at a time, as a person with many has it."""
        pages, start = self.replica.pages, int(query.get("after") or 0)
        paging: dict[str, Any] = {"cursors": {"before": str(start), "after": str(start + 1)}}
        paging |= {"next": "https://graph.facebook.com/next"} if start + 1 < len(pages) else {}
        shown = [{**page, "access_token": self.replica.token()} for page in pages[start : start + 1]]
        self.say(200, {"data": shown, "paging": paging})

    def get(self, path: str, query: Fields) -> None:
        """Answer a question of this network."""
        raise NotImplementedError

    def post(self, path: str, fields: Fields) -> None:
        """Do what this network does."""
        raise NotImplementedError

    def delete(self, number: str) -> None:
        """Take something of this network down."""
        raise NotImplementedError


class Graph(Served):
    """A part of Meta. ``pages`` are what the person who signs in looks after."""

    handler: type[GraphHandler]
    version = VERSION

    def __init__(self, port: int = 0) -> None:
        super().__init__(type("Handler", (self.handler,), {"replica": self}), port)
        self.tokens: set[str] = set()
        self.codes: dict[str, Fields] = {}
        self.wants_proof = True
        self.agreed_until = 1_802_000_000
        self.lock = threading.RLock()
        self.number = 122_100_000_000_000
        instagram = {"id": IG_ID, "username": "harbour_clinic", "name": "Harbour Clinic"}
        tasks = ["ANALYZE", "ADVERTISE", "MESSAGING", "MODERATE", "CREATE_CONTENT", "MANAGE"]
        self.pages: list[dict[str, Any]] = [
            {"id": PAGE_ID, "name": "Harbour Clinic", "tasks": tasks, "instagram_business_account": instagram},
            {"id": "104200000000002", "name": "Harbour Choir", "tasks": ["ANALYZE"]},
            {"id": "104200000000003", "name": "Harbour Research", "tasks": tasks},
        ]

    def token(self) -> str:
        """Give out a token."""
        token = "EAA" + secrets.token_hex(24)
        self.tokens.add(token)
        return token

    def next_id(self) -> str:
        """Return a number nothing had before."""
        with self.lock:
            self.number += 17
            return str(self.number)
