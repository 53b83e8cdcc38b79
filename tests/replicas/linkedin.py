"""A replica of LinkedIn: posts, pictures, roles and sign-in, with real semantics.

Kept as the real one does (learn.microsoft.com: "Posts API", "Images API",
"Organization Access Control", "Authorization Code Flow", "Error Handling"): a call
without a version is refused; a post answers 201 with its name in a header and no
body; the same words twice are refused and the first post is named; a member's
posts may be written and not read; deleting again is a success; a picture can be
shown when it has been processed; Little Text is kept as it was written.
"""

from __future__ import annotations

import json
import secrets
import threading
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import regex

from tests.replicas.serving import Quiet, Served

APP = ("77clinicapp", "linkedin-secret-of-the-clinic")
PAGE, MEMBER = "urn:li:organization:5515715", "urn:li:person:pErSoN_1"
ORGANISATIONS = {
    "5515715": {"id": 5515715, "localizedName": "Harbour Clinic", "vanityName": "harbour-clinic"},
    "5515716": {"id": 5515716, "localizedName": "Harbour Research", "vanityName": "harbour-research"},
}
_UNESCAPED = regex.compile(r"(?<!\\)[@\[\]()<>#*_~]")
_TEMPLATE = regex.compile(r"\{hashtag\|\\#\|((?:\\.|[^}\\])+)\}")
Fields = dict[str, str]


def shown(commentary: str) -> str:
    """Return Little Text as people see it."""
    return regex.sub(r"\\(.)", r"\1", _TEMPLATE.sub(r"\\#\1", commentary))


class _Handler(Quiet):
    replica: LinkedIn

    def _say(self, status: int, value: object, **headers: str) -> None:
        body = json.dumps(value).encode() if value is not None else b""
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        self.answer(status, {"content-type": "application/json", **named}, body)

    def _error(self, status: int, code: str, words: str) -> None:
        self._say(status, {"status": status, "code": code, "message": words})

    def _allowed(self) -> bool:
        kind, _, token = self.headers.get("authorization", "").partition(" ")
        if kind != "Bearer" or token not in self.replica.tokens:
            self._error(401, "REVOKED_ACCESS_TOKEN", "The token used in the request has been revoked by the user")
            return False
        if self.path.startswith("/rest/") and not regex.fullmatch(r"20\d{4}", self.headers.get("linkedin-version", "")):
            self._error(400, "VERSION_MISSING", "A version must be present. Please specify a version")
            return False
        return True

    @property
    def _where(self) -> tuple[str, Fields]:
        parts = urlsplit(self.path)
        return unquote(parts.path), dict(parse_qsl(parts.query))

    def do_GET(self) -> None:
        path, query = self._where
        if path == "/oauth/v2/authorization":
            return self._page(query)
        return self._get(path, query) if self._allowed() else None

    def _get(self, path: str, query: Fields) -> None:
        if path == "/v2/userinfo":
            return self._say(200, {"sub": MEMBER.rpartition(":")[2], "name": "Ola Nordmann"})
        if path == "/rest/organizationAcls":
            return self._say(200, {"elements": self.replica.roles, "paging": {"start": 0, "count": 50}})
        if found := regex.fullmatch(r"/rest/organizations/(\d+)", path):
            return self._say(200, ORGANISATIONS[found[1]])
        if path.startswith("/rest/socialMetadata/"):
            return self._counted(path.split("/")[3])
        if path.startswith(("/rest/images/", "/rest/videos/")):
            return self._image(path.split("/")[3])
        return self._posts(query) if path == "/rest/posts" else self._one(path.removeprefix("/rest/posts/"))

    def _one(self, urn: str) -> None:
        post = self.replica.posts.get(urn)
        if post is None:
            return self._error(404, "NOT_FOUND", "Not found")
        if post["author"] != PAGE:
            return self._error(403, "ACCESS_DENIED", "Not enough permissions to access: posts.GET")
        return self._say(200, post)

    def _counted(self, urn: str) -> None:
        if urn not in self.replica.posts:
            return self._error(404, "NOT_FOUND", "Not found")
        kinds = {"LIKE": {"reactionType": "LIKE", "count": 5}, "PRAISE": {"reactionType": "PRAISE", "count": 2}}
        return self._say(200, {"reactionSummaries": kinds, "commentSummary": {"count": 4, "topLevelCount": 3}})

    def _image(self, urn: str) -> None:
        image = self.replica.images.get(urn)
        if image is None:
            return self._error(404, "NOT_FOUND", "No such image")
        if image["status"] == "PROCESSING":
            image["waits"] -= 1
            image["status"] = "AVAILABLE" if image["waits"] < 0 else "PROCESSING"
        return self._say(200, {"id": urn, "status": image["status"], "owner": image["owner"]})

    def _posts(self, query: Fields) -> None:
        if query.get("q") != "author" or self.headers.get("x-restli-method") != "FINDER":
            return self._error(400, "PARAM_INVALID", "Unknown finder")
        if query.get("author") != PAGE:
            return self._error(403, "ACCESS_DENIED", "Not enough permissions to access: posts.FINDER-author")
        newest = [post for post in reversed(self.replica.posts.values()) if post["author"] == PAGE]
        return self._say(200, {"elements": newest[: int(query.get("count", "10"))]})

    def do_POST(self) -> None:
        path, query = self._where
        body = self.body()
        if path == "/oauth/v2/accessToken":
            return self._token(dict(parse_qsl(body.decode())))
        if not self._allowed():
            return None
        asked = json.loads(body)
        if path == "/rest/images" and query.get("action") == "initializeUpload":
            return self._place(asked["initializeUploadRequest"]["owner"])
        if path == "/rest/videos":
            return self._film(query.get("action", ""), asked)
        return self._write(path, asked)

    def _write(self, path: str, asked: dict[str, Any]) -> None:
        if path == "/rest/posts":
            return self._post(asked)
        urn = path.removeprefix("/rest/posts/")
        if self.headers.get("x-restli-method") == "PARTIAL_UPDATE" and urn in self.replica.posts:
            self.replica.posts[urn] |= asked["patch"]["$set"]
            return self._say(204, None)
        return self._error(404, "NOT_FOUND", "Not found")

    def _place(self, owner: str) -> None:
        urn = f"urn:li:image:{self.replica.next_id()}"
        self.replica.images[urn] = {"owner": owner, "status": "WAITING_UPLOAD", "waits": self.replica.processing}
        host = self.headers.get("host", "")
        address = f"http://{self.replica.upload_host or host}/dms-uploads/{urn}/uploaded-image/0"
        self._say(200, {"value": {"uploadUrlExpiresAt": 1_900_000_000_000, "uploadUrl": address, "image": urn}})

    def _film(self, action: str, asked: dict[str, Any]) -> None:
        replica = self.replica
        if action == "finalizeUpload":
            wanted = asked["finalizeUploadRequest"]
            film = replica.images[wanted["video"]]
            if wanted["uploadedPartIds"] != list(film["parts"]) or sum(film["parts"].values()) != film["size"]:
                return self._error(400, "BAD_REQUEST", "Parts are missing")
            film["status"] = replica.verdict or ("PROCESSING" if film["waits"] else "AVAILABLE")
            return self._say(200, None)
        wanted, urn = asked["initializeUploadRequest"], f"urn:li:video:{replica.next_id()}"
        size, kept = wanted["fileSizeBytes"], {"parts": {}, "waits": replica.processing, "status": "WAITING_UPLOAD"}
        replica.images[urn] = {"owner": wanted["owner"], "size": size, **kept}
        host = replica.upload_host or self.headers.get("host", "")
        places = [
            {
                "uploadUrl": f"http://{host}/dms-uploads/{urn}/uploadedVideo/{start}",
                "firstByte": start,
                "lastByte": min(size, start + replica.part) - 1,
            }
            for start in range(0, size, replica.part)
        ]
        return self._say(200, {"value": {"video": urn, "uploadInstructions": places, "uploadToken": ""}})

    def _film_part(self, body: bytes) -> None:
        """A part of a film: its address is its permission, and a token has no business there."""
        _, _, urn, _, start = self._where[0].split("/")
        if "authorization" in self.headers:
            return self._error(400, "BAD_REQUEST", "No token here")
        name = f"/ambry-video/signedId/{start}"
        self.replica.images[urn]["parts"][name] = len(body)
        return self._say(200, None, etag=f'"{name}"')

    def do_PUT(self) -> None:
        body = self.body()
        if "/uploadedVideo/" in self.path:
            return self._film_part(body)
        if not self._allowed():
            return None
        image = self.replica.images[self._where[0].split("/")[2]]
        image |= {"status": "PROCESSING" if image["waits"] else "AVAILABLE", "size": len(body)}
        return self._say(201, None)

    def _post(self, post: dict[str, Any]) -> None:
        wrong = self._wrong(post)
        if wrong:
            return self._error(422, "UNPROCESSABLE_ENTITY", wrong)
        replica, words = self.replica, shown(post["commentary"])
        twin = next((one for one in replica.posts.values() if shown(one["commentary"]) == words and words), None)
        if twin is not None and twin["author"] == post["author"]:
            return self._error(422, "DUPLICATE_POST", f"Content is a duplicate of {twin['id']}")
        urn, now = f"urn:li:share:{replica.next_id()}", int(datetime.now(UTC).timestamp() * 1000)
        moments = {"createdAt": now, "publishedAt": now, "lastModifiedAt": now}
        replica.posts[urn] = {**post, "id": urn, **moments}
        return self._say(201, None, x_restli_id=urn)

    def _wrong(self, post: dict[str, Any]) -> str:
        content = post.get("content", {})
        shown_images = content.get("multiImage", {}).get("images", [])
        shown_images = [content["media"]] if "media" in content else shown_images
        if any(self.replica.images.get(one["id"], {}).get("status") != "AVAILABLE" for one in shown_images):
            return "The image is not available"
        if "multiImage" in content and not 2 <= len(shown_images) <= 20:
            return "A multi-image post has 2 to 20 images"
        if "article" in content and not content["article"].get("title"):
            return "The title of the article is missing"
        if _UNESCAPED.search(_TEMPLATE.sub("", post["commentary"])):
            return "Unescaped reserved characters"
        too_long = len(shown(post["commentary"]).encode("utf-16-le")) // 2 > 3000
        return "The commentary is longer than 3000 characters" if too_long else ""

    def do_DELETE(self) -> None:
        if not self._allowed():
            return None
        self.replica.posts.pop(self._where[0].removeprefix("/rest/posts/"), None)
        return self._say(204, None)

    def _page(self, query: Fields) -> None:
        code = secrets.token_urlsafe(12)
        self.replica.codes[code] = query
        back = urlencode({"code": code, "state": query["state"]})
        self.answer(302, {"location": f"{query['redirect_uri']}?{back}"}, b"")

    def _token(self, fields: Fields) -> None:
        replica, refresh = self.replica, fields.get("grant_type") == "refresh_token"
        if (fields.get("client_id"), fields.get("client_secret")) != APP:
            return self._say(401, {"error": "invalid_client", "error_description": "Client authentication failed"})
        asked = replica.codes.pop(fields.get("code", ""), {})
        known = fields.get("refresh_token") in replica.refresh_tokens if refresh else bool(asked)
        if not known or (not refresh and asked["redirect_uri"] != fields.get("redirect_uri")):
            return self._say(400, {"error": "invalid_grant", "error_description": "The token or code has expired"})
        answer: dict[str, Any] = {"access_token": replica.token(), "expires_in": 5_184_000}
        if replica.gives_refresh:
            given = fields.get("refresh_token") or secrets.token_urlsafe(24)
            replica.refresh_tokens.add(given)
            shown_again = "" if refresh else given
            answer |= {"refresh_token": shown_again, "refresh_token_expires_in": 31_536_000}
        return self._say(200, answer)


class LinkedIn(Served):
    """The replica. ``posts`` and ``images`` by name; ``processing`` is how many questions a picture needs."""

    def __init__(self, port: int = 0) -> None:
        super().__init__(type("Handler", (_Handler,), {"replica": self}), port)
        self.tokens: set[str] = set()
        self.refresh_tokens: set[str] = set()
        self.codes: dict[str, Fields] = {}
        self.posts: dict[str, dict[str, Any]] = {}
        self.images: dict[str, dict[str, Any]] = {}
        self.processing = 0
        self.part = 8_000
        self.verdict = ""
        self.gives_refresh = True
        self.upload_host = ""
        self.number = 7_400_000_000_000_000_000
        self.lock = threading.RLock()
        self.roles: list[dict[str, str]] = [
            {"organization": PAGE, "role": "ADMINISTRATOR", "state": "APPROVED"},
            {"organization": "urn:li:organization:5515716", "role": "CONTENT_ADMINISTRATOR", "state": "APPROVED"},
            {"organization": "urn:li:organization:5515717", "role": "ANALYST", "state": "APPROVED"},
        ]

    def token(self) -> str:
        """Give out a token."""
        token = "AQX" + secrets.token_urlsafe(30)
        self.tokens.add(token)
        return token

    def next_id(self) -> str:
        """Return a number nothing had before."""
        with self.lock:
            self.number += 101
            return str(self.number)
