"""Google's sign-in as a replica: consent, tokens, renewal, revocation. Base of the replicas of its interfaces.

Kept as the real one does: consent needs PKCE's verifier; people may untick
rights, which the answer's ``scope`` then lacks; a renewal brings no refresh
token; refusals of an interface are an object ``error`` with a list ``errors``.
"""

from __future__ import annotations

import json
import secrets
import threading
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.replicas.serving import Quiet, Served
from wellspoken.networks.oauth2 import challenge

APP = ("app-id-of-ours.apps", "app-secret-of-ours")


class Refusal(Exception):
    """An error in the form of Google's interfaces."""

    def __init__(self, status: int, reason: str, words: str = "no") -> None:
        super().__init__(words)
        self.status = status
        one = {"message": words, "domain": "global", "reason": reason}
        self.said: dict[str, Any] = {"error": {"code": status, "message": words, "errors": [one]}}


class TokenRefusal(Refusal):
    """An error in the form of Google's token server."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(status, reason)
        self.said = {"error": reason, "error_description": "no"}


class GoogleHandler(Quiet):
    """Answers with what the replica returns: status, headers and a JSON value (or None)."""

    replica: Google

    def _serve(self) -> None:
        body, parts = self.body(), urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        status, headers, value = 200, {}, None
        try:
            if parts.path == "/o/oauth2/v2/auth":
                status, headers = 302, {"location": self.replica.consent(query)}
            elif parts.path in ("/token", "/revoke"):
                value = self.replica.oauth(parts.path, dict(parse_qsl(body.decode())))
            else:
                self._signed_in()
                said = {name.lower(): one for name, one in self.headers.items()}
                with self.replica.lock:
                    status, headers, value = self.replica.do(self.command, parts.path, query, (said, body))
        except Refusal as refusal:
            status, value = refusal.status, refusal.said
        kind = {} if value is None else {"content-type": "application/json; charset=UTF-8"}
        self.answer(status, {**kind, **headers}, b"" if value is None else json.dumps(value).encode())

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _serve

    def _signed_in(self) -> None:
        token = self.headers.get("authorization", "").removeprefix("Bearer ")
        if self.replica.tokens.get(token, datetime.min.replace(tzinfo=UTC)) < datetime.now(UTC):
            raise Refusal(401, "authError", "Invalid Credentials")


class Google(Served):
    """The replica. ``scopes`` is what people agree to."""

    def __init__(self, scopes: tuple[str, ...]) -> None:
        super().__init__(type("Handler", (GoogleHandler,), {"replica": self}))
        self.scopes = scopes
        self.codes: dict[str, dict[str, str]] = {}
        self.tokens: dict[str, datetime] = {}
        self.refreshes: set[str] = set()
        self.lock = threading.RLock()

    def token(self, *, refresh: bool = True) -> dict[str, Any]:
        """Give out tokens."""
        access = secrets.token_urlsafe(40)
        self.tokens[access] = datetime.now(UTC) + timedelta(hours=1)
        given = {"access_token": access, "expires_in": 3599, "token_type": "Bearer", "scope": " ".join(self.scopes)}
        if refresh:
            given["refresh_token"] = secrets.token_urlsafe(40)
            self.refreshes.add(str(given["refresh_token"]))
        return given

    def consent(self, asked: dict[str, str]) -> str:
        """Agree at once and return where the person goes."""
        assert asked["access_type"] == "offline"
        code = secrets.token_urlsafe(12)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def oauth(self, path: str, asked: dict[str, str]) -> dict[str, Any]:
        """Give out or take back tokens."""
        if path == "/revoke":
            if asked["token"] not in self.refreshes | set(self.tokens):
                raise TokenRefusal(400, "invalid_token")
            self.refreshes.clear()
            self.tokens.clear()
            return {}
        if (asked["client_id"], asked["client_secret"]) != APP:
            raise TokenRefusal(401, "invalid_client")
        if asked["grant_type"] == "refresh_token":
            if asked["refresh_token"] not in self.refreshes:
                raise TokenRefusal(400, "invalid_grant")
            return self.token(refresh=False)
        granted = self.codes.pop(asked["code"], {})
        if granted.get("code_challenge") != challenge(asked["code_verifier"]):
            raise TokenRefusal(400, "invalid_grant")
        return self.token()

    def do(
        self, method: str, path: str, query: dict[str, str], sent: tuple[dict[str, str], bytes]
    ) -> tuple[int, dict[str, str], Any]:
        """Do one call of a person who is signed in: headers and body are ``sent``."""
        raise NotImplementedError
