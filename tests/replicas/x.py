"""A replica of X's API v2: the calls a connector makes, in the shapes of docs.x.com and of X's own client.

    with X() as server:
        server.posts        # newest last
        server.odd          # requests X's own models do not know

Kept as the real one does: the words of a recent post are refused with 403 and no
id; addresses come back shortened, and a picture's address behind the text; access
tokens end, a refresh token works once; media are unknown until finished and are
thrown away; problems are RFC 7807.
"""

from __future__ import annotations

import base64
import html
import json
import secrets
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from pydantic import BaseModel, ValidationError
from xdk.media import models as media_models
from xdk.posts.models import CreateRequest

from tests.replicas.serving import Quiet, Served
from wellspoken.networks.oauth2 import challenge
from wellspoken.networks.x.text import LIMITS, measure, segments

USER = {"id": "2244994945", "name": "Elm & Harbour Health", "username": "elmharbour"}
SPELLED = {"tweet.fields": "_tweet", "post.fields": "_post"}
FIELDS = {"created_at", "entities", "attachments", "public_metrics", "author_id"}
APP = ("app-id-of-ours", "app-secret-of-ours")


class _Problem(Exception):
    def __init__(self, status: int, title: str, detail: str = "", kind: str = "about:blank") -> None:
        super().__init__(title)
        self.status = status
        self.said = {"title": title, "detail": detail or title, "type": kind, "status": status}


class _Handler(Quiet):
    replica: X

    def _json(self, status: int, value: object) -> None:
        headers = {"content-type": "application/json; charset=utf-8", "x-rate-limit-reset": "1795000000"}
        self.answer(status, headers, json.dumps(value).encode())

    def _serve(self) -> None:
        body, parts = self.body(), urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        try:
            if parts.path == "/i/oauth2/authorize":
                return self.answer(302, {"location": self.replica.authorize(query)}, b"")
            if parts.path.startswith("/2/oauth2/"):
                return self._json(200, self._oauth(parts.path, dict(parse_qsl(body.decode()))))
            self._signed_in()
            with self.replica.lock:
                status, value = self.replica.do(self.command, parts.path, query, json.loads(body or b"{}"))
        except _Problem as problem:
            return self._json(problem.status, problem.said)
        return self._json(status, value) if value is not None else self.answer(status, {}, b"")

    do_GET = do_POST = do_DELETE = _serve

    def _signed_in(self) -> None:
        token = self.headers.get("authorization", "").removeprefix("Bearer ")
        if self.replica.tokens.get(token, datetime.min.replace(tzinfo=UTC)) < datetime.now(UTC):
            raise _Problem(401, "Unauthorized")

    def _oauth(self, path: str, asked: dict[str, str]) -> dict[str, Any]:
        pair = base64.b64encode(":".join(APP).encode()).decode()
        if self.headers.get("authorization") != f"Basic {pair}":
            raise _Problem(401, "unauthorized_client")
        return self.replica.oauth(path, asked)


class X(Served):
    """The replica. ``processing`` is how many questions a file needs until it is ready.

    ``fields_name`` is how it calls the fields of posts; a ``strict`` one refuses
    other names, another passes over them.
    """

    def __init__(self, *, processing: int = 0, fields_name: str = "tweet.fields", strict: bool = True) -> None:
        super().__init__(type("Handler", (_Handler,), {"replica": self}))
        self.processing = processing
        self.fields_name = fields_name
        self.strict = strict
        self.posts: list[dict[str, Any]] = []
        self.media: dict[str, dict[str, Any]] = {}
        self.mentions: list[dict[str, Any]] = []
        self.odd: list[str] = []
        self.codes: dict[str, dict[str, str]] = {}
        self.tokens: dict[str, datetime] = {}
        self.refreshes: set[str] = set()
        self.number = 1_900_000_000_000_000_000
        self.lock = threading.RLock()

    def token(self, life: timedelta = timedelta(hours=2)) -> dict[str, Any]:
        """Give out a pair of tokens."""
        access, refresh = secrets.token_urlsafe(40), secrets.token_urlsafe(40)
        self.tokens[access] = datetime.now(UTC) + life
        self.refreshes.add(refresh)
        return {
            "token_type": "bearer",
            "expires_in": int(life.total_seconds()),
            "access_token": access,
            "refresh_token": refresh,
            "scope": "tweet.read tweet.write users.read media.write offline.access",
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Agree at once and return where the person goes."""
        code = secrets.token_urlsafe(12)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def oauth(self, path: str, asked: dict[str, str]) -> dict[str, Any]:
        """Give out or take back tokens."""
        if path.endswith("/revoke"):
            self.tokens.pop(asked["token"], None)
            self.refreshes.discard(asked["token"])
            return {"revoked": True}
        if asked["grant_type"] == "refresh_token":
            if asked["refresh_token"] not in self.refreshes:
                raise _Problem(400, "invalid_request", "Value passed for the token was invalid.")
            self.refreshes.discard(asked["refresh_token"])
            return self.token()
        granted = self.codes.pop(asked["code"], {})
        fits = granted.get("code_challenge") == challenge(asked["code_verifier"])
        if not fits or granted["redirect_uri"] != asked["redirect_uri"]:
            raise _Problem(400, "invalid_request", "Value passed for the authorization code was invalid.")
        return self.token()

    def _known(self, model: type[BaseModel], said: dict[str, Any]) -> None:
        """Judge a body by X's own models, which let unknown names pass: those are noted here."""
        self.odd += [f"{model.__name__}.{name}" for name in said if name not in model.model_fields]
        try:
            model.model_validate(said)
        except ValidationError as error:
            self.odd.append(str(error))
            raise _Problem(400, "Invalid Request", str(error)) from error

    def do(self, method: str, path: str, query: dict[str, str], said: dict[str, Any]) -> tuple[int, Any]:
        """Do one call of a person who is signed in."""
        answers: dict[tuple[str, str], Callable[[], tuple[int, Any]]] = {
            ("GET", "/2/users/me"): lambda: (200, {"data": USER}),
            ("GET", f"/2/users/{USER['id']}/tweets"): lambda: (200, self._timeline(query)),
            ("GET", f"/2/users/{USER['id']}/mentions"): lambda: (200, self._mentions(query)),
            ("GET", "/2/tweets"): lambda: (200, self._counted(query)),
            ("POST", "/2/tweets"): lambda: (201, {"data": self._post(said)}),
        }
        if (method, path) in answers:
            return answers[method, path]()
        if method == "DELETE" and path.startswith("/2/tweets/"):
            return 200, self._delete(path.rpartition("/")[2])
        if path.startswith("/2/media/"):
            return self._media(method, path, query, said)
        raise _Problem(404, "Not Found", "no such address")

    def _media(self, method: str, path: str, query: dict[str, str], said: dict[str, Any]) -> tuple[int, Any]:
        if path == "/2/media/upload/initialize":
            self._known(media_models.InitializeUploadRequest, said)
            self.number += 1
            self.media[str(self.number)] = {**said, "parts": [], "ready": False, "alt": "", "waits": self.processing}
            return 200, {"data": {"id": str(self.number), "media_key": f"3_{self.number}", "expires_after_secs": 86400}}
        number = said.get("id") or query.get("media_id") or path.split("/")[-2]
        if number not in self.media:
            raise _Problem(400, "Invalid Request", "no such media")
        one = self.media[number]
        if path.endswith("/append"):
            self._known(media_models.AppendUploadRequest, said)
            assert said["segment_index"] == len(one["parts"])
            one["parts"].append(base64.b64decode(said["media"]))
            return 200, {"data": {"expires_at": 1795000000}}
        if path == "/2/media/subtitles":
            self._known(media_models.CreateSubtitlesRequest, said)
            track = said["subtitles"]
            assert self.media[track["id"]]["ready"]
            one.setdefault("captions", []).append((track, b"".join(self.media[track["id"]]["parts"])))
            return 200, {"data": {"id": number, "media_category": "TweetVideo"}}
        if path == "/2/media/metadata":
            self._known(media_models.CreateMetadataRequest, said)
            one["alt"] = said["metadata"]["alt_text"]["text"]
            return 200, {"data": {"id": number, "associated_metadata": said["metadata"]}}
        return 200, {"data": self._state(number, one, asked=method == "GET")}

    def _state(self, number: str, one: dict[str, Any], *, asked: bool) -> dict[str, Any]:
        if sum(map(len, one["parts"])) != one["total_bytes"]:
            raise _Problem(400, "Invalid Request", "size does not match")
        one["waits"] -= asked
        one["ready"] = one["waits"] <= 0
        state = {} if one["ready"] and not asked else {"processing_info": {"state": "succeeded"}}
        if not one["ready"]:
            state = {"processing_info": {"state": "in_progress", "check_after_secs": 1}}
        return {"id": number, "media_key": f"3_{number}", **state}

    def _post(self, said: dict[str, Any]) -> dict[str, Any]:
        self._known(CreateRequest, said)
        text, media = said.get("text", ""), said.get("media", {}).get("media_ids", [])
        if any(one not in self.media or not self.media[one]["ready"] for one in media):
            raise _Problem(400, "Invalid Request", "Your media IDs are invalid.")
        if measure(text, LIMITS).over or (not text and not media):
            raise _Problem(400, "Invalid Request", "Your post is too long or empty.")
        if any(one["said"].get("text") == text and text for one in self.posts[-20:]):
            words = "You are not allowed to create a Tweet with duplicate content."
            raise _Problem(403, "Forbidden", words)
        self.number += 1
        shown, urls = _shortened(text, media)
        attached = {"attachments": {"media_keys": [f"3_{one}" for one in media]}} if media else {}
        made = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        post = {"id": str(self.number), "text": shown, "created_at": made, "entities": {"urls": urls}, **attached}
        self.posts.append({**post, "said": said})
        return {"id": post["id"], "text": shown, "edit_history_tweet_ids": [post["id"]]}

    def _fields(self, query: dict[str, str], known: set[str]) -> set[str]:
        """Return the fields that are asked for. Raises _Problem for what the server does not know."""
        odd = set(query) - known - {self.fields_name}
        asked = set(query.get(self.fields_name, "").split(",")) - {""}
        spelled = SPELLED[self.fields_name]
        odd |= asked - FIELDS - {f"note{spelled}", f"referenced{spelled}s"}
        if odd and (self.strict or odd - set(SPELLED)):
            raise _Problem(400, "Invalid Request", f"unknown: {sorted(odd)}")
        return asked | {"id", "text"}

    def _timeline(self, query: dict[str, str]) -> dict[str, Any]:
        fields = self._fields(query, {"max_results", "exclude", "start_time", "pagination_token"})
        most, at = int(query["max_results"]), int(query.get("pagination_token", "0"))
        start = datetime.fromisoformat(query["start_time"])
        found = [one for one in self.posts[::-1] if datetime.fromisoformat(one["created_at"]) >= start]
        page = [{name: value for name, value in one.items() if name in fields} for one in found[at : at + most]]
        meta: dict[str, Any] = {"result_count": len(page)}
        meta |= {"next_token": str(at + most)} if len(found) > at + most else {}
        return {"data": page, "meta": meta} if page else {"meta": meta}

    def _counted(self, query: dict[str, str]) -> dict[str, Any]:
        fields = self._fields(query, {"ids"})
        found = [one for one in self.posts if one["id"] in query["ids"].split(",")]
        reposts = "retweet_count" if self.fields_name == "tweet.fields" else "repost_count"
        figures = {"like_count": 3, "reply_count": 1, reposts: 0, "impression_count": 250}
        figures |= {"quote_count": 0, "bookmark_count": 2}
        shown = {"public_metrics": figures} if "public_metrics" in fields else {}
        return {"data": [{"id": one["id"], "text": one["text"], **shown} for one in found]}

    def _mentions(self, query: dict[str, str]) -> dict[str, Any]:
        known = {"max_results", "start_time", "expansions", "user.fields", "pagination_token"}
        fields = self._fields(query, known)
        start, at = datetime.fromisoformat(query["start_time"]), int(query.get("pagination_token", "0"))
        found = [one for one in self.mentions if datetime.fromisoformat(one["created_at"]) >= start][::-1]
        page = [{name: value for name, value in one.items() if name in fields} for one in found[at : at + 2]]
        more = {"next_token": str(at + 2)} if len(found) > at + 2 else {}
        users = [{"id": "77", "name": "Ola", "username": "ola_no"}]
        return {"data": page, "includes": {"users": users}, "meta": {"result_count": len(page), **more}}

    def _delete(self, number: str) -> dict[str, Any]:
        kept = [one for one in self.posts if one["id"] != number]
        if len(kept) == len(self.posts):
            raise _Problem(
                404, "Not Found Error", "Could not find tweet", "https://api.x.com/2/problems/resource-not-found"
            )
        self.posts[:] = kept
        return {"data": {"deleted": True}}


def _shortened(text: str, media: list[str]) -> tuple[str, list[dict[str, Any]]]:
    """Return the text as X keeps it, and what its short addresses stand for."""
    urls = []
    for one in reversed([one for one in segments(text) if one.kind == "link"]):
        short = f"https://t.co/{secrets.token_urlsafe(7)}"
        span = {"start": one.start, "end": one.start + len(short)}
        urls.append({**span, "url": short, "expanded_url": one.target, "display_url": one.text[:26]})
        text = text[: one.start] + short + text[one.end :]
    shown = html.escape(text, quote=False)
    for one in media[:1]:
        short = f"https://t.co/{secrets.token_urlsafe(7)}"
        place = "https://x.com/elmharbour/status/1/photo/1"
        span = {"start": len(shown) + 1, "end": len(shown) + 1 + len(short)}
        named = {"expanded_url": place, "display_url": "pic.x.com/abc", "media_key": f"3_{one}"}
        urls.append({**span, "url": short, **named})
        shown += f" {short}"
    return shown, urls
