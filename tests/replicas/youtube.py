"""A replica of the YouTube Data API v3: films, captions, channels, uploads that can be resumed.

    with YouTube() as server:
        server.films      # id -> film
        server.odd        # requests the discovery document does not know

Requests are judged by names and kinds from Google's own discovery document
(``networks/oracles/youtube.json``). ``drop`` loses that many parts of uploads
after keeping half of them; ``audited=False`` keeps every film private.
"""

from __future__ import annotations

import json
import re
import secrets
from pathlib import Path
from typing import Any

from tests.replicas.google import Google, Refusal

KNOWN: dict[str, Any] = json.loads((Path(__file__).parents[1] / "networks/oracles/youtube.json").read_text())
CHANNEL = "UC1234567890abcdefghijkl"
SCOPE = "https://www.googleapis.com/auth/youtube.force-ssl"
GRAIN = 262_144
_KINDS = {"string": str, "boolean": bool, "array": list, "object": dict, "integer": int}


def unknown(schema: str, said: dict[str, Any]) -> list[str]:
    """Return what Google's description does not know about a body."""
    found, known = [], KNOWN["schemas"][schema]
    for name, value in said.items():
        field = known.get(name)
        if field is None:
            found.append(f"{schema}.{name}")
        elif "ref" in field:
            found += unknown(field["ref"], value)
        elif not isinstance(value, _KINDS[field["type"]]) or value not in field.get("enum", [value]):
            found.append(f"{schema}.{name}={value!r}")
    return found


class YouTube(Google):
    """The replica: one channel."""

    def __init__(self, *, audited: bool = True, long_films: bool = True) -> None:
        super().__init__((SCOPE,))
        self.audited = audited
        self.long_films = long_films
        self.films: dict[str, dict[str, Any]] = {}
        self.captions: list[dict[str, Any]] = []
        self.sessions: dict[str, dict[str, Any]] = {}
        self.odd: list[str] = []
        self.drop = 0
        self.refuse_captions = False
        self.channels = [CHANNEL]
        self.threads: list[dict[str, Any]] = []

    @property
    def visible(self) -> list[dict[str, Any]]:
        """Films everybody sees."""
        return [one for one in self.films.values() if one["status"]["privacyStatus"] == "public"]

    def do(
        self, method: str, path: str, query: dict[str, str], sent: tuple[dict[str, str], bytes]
    ) -> tuple[int, dict[str, str], Any]:
        """Do one call."""
        headers, body = sent
        if method == "PUT" and "upload_id" in query:
            return self._part(self.sessions.get(query["upload_id"]), headers, body)
        name = self._judged(method, path, query)
        said = json.loads(body) if body else {}
        if name.endswith(".insert"):
            return self._session(name, headers, said)
        found: tuple[int, dict[str, str], Any] = getattr(self, "_" + name.replace(".", "_"))(query, said)
        return found

    def _judged(self, method: str, path: str, query: dict[str, str]) -> str:
        """Return the method's name; note parameters it does not have."""
        for name, known in KNOWN["methods"].items():
            places = {"/" + known["path"], known["upload"]}
            if known["http"] == method and path in places:
                self.odd += [f"{name}?{one}" for one in query if one not in [*known["parameters"], "uploadType"]]
                self.odd += [f"{name}: no {one}" for one in known["required"] if one not in query]
                return str(name)
        raise Refusal(404, "notFound", f"no {method} {path}")

    def _session(self, name: str, headers: dict[str, str], said: dict[str, Any]) -> tuple[int, dict[str, str], Any]:
        self.odd += unknown(KNOWN["methods"][name]["body"], said)
        if name == "videos.insert":
            _judge_words(said["snippet"])
        elif self.refuse_captions or said["snippet"]["videoId"] not in self.films:
            raise Refusal(404, "videoNotFound")
        key = secrets.token_urlsafe(16)
        size = int(headers["x-upload-content-length"])
        self.sessions[key] = {"name": name, "said": said, "size": size, "got": b"", "made": None}
        path = KNOWN["methods"][name]["upload"]
        place = f"http://{headers['x-forwarded-host'] if 'x-forwarded-host' in headers else headers['host']}"
        return 200, {"location": f"{place}{path}?uploadType=resumable&upload_id={key}"}, None

    def _part(
        self, session: dict[str, Any] | None, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], Any]:
        if session is None:
            raise Refusal(404, "notFound", "no such session")
        found = re.fullmatch(r"bytes (?:(\d+)-(\d+)|\*)/(\d+)", headers["content-range"])
        assert found
        assert int(found[3]) == session["size"]
        if found[1] is not None and session["made"] is None:
            start, end = int(found[1]), int(found[2])
            assert (start, end - start + 1) == (len(session["got"]), len(body))
            assert end + 1 == session["size"] or len(body) % GRAIN == 0
            if self.drop:
                self.drop -= 1
                session["got"] += body[: len(body) // 2 // GRAIN * GRAIN]
                raise Refusal(503, "backendError", "Backend Error")
            session["got"] += body
        if len(session["got"]) < session["size"]:
            arrived = {"range": f"bytes=0-{len(session['got']) - 1}"} if session["got"] else {}
            return 308, arrived, None
        session["made"] = session["made"] or self._make(session)
        return 200, {}, session["made"]

    def _make(self, session: dict[str, Any]) -> dict[str, Any]:
        said, number = session["said"], secrets.token_urlsafe(8)
        if session["name"] == "captions.insert":
            self.captions.append({**said["snippet"], "content": session["got"]})
            return {"kind": "youtube#caption", "id": number, "snippet": said["snippet"]}
        status = {**said["status"], "uploadStatus": "uploaded", "privacyStatus": "private"}
        film = {**said, "kind": "youtube#video", "id": number, "status": status}
        self.films[number] = film
        film["snippet"] = {"categoryId": "22", "tags": [], **said["snippet"], "channelId": CHANNEL}
        session["film"] = number
        self.contents[number] = session["got"]
        return film

    @property
    def contents(self) -> dict[str, bytes]:
        """Bytes of the films."""
        return self.__dict__.setdefault("_contents", {})  # type: ignore[no-any-return]

    def _videos_update(self, query: dict[str, str], said: dict[str, Any]) -> tuple[int, dict[str, str], Any]:
        self.odd += unknown("Video", said)
        film = self.films.get(said["id"])
        if film is None:
            raise Refusal(404, "videoNotFound")
        if "snippet" in said:
            assert query["part"] == "snippet"
            _judge_words(said["snippet"])
            if "categoryId" not in said["snippet"]:
                raise Refusal(400, "invalidVideoMetadata")
            film["snippet"] = said["snippet"]
            return 200, {}, {"kind": "youtube#video", "id": said["id"], "snippet": said["snippet"]}
        film["status"] |= said["status"] if self.audited else {}
        return 200, {}, {"kind": "youtube#video", "id": said["id"], "status": film["status"]}

    def _videos_list(self, query: dict[str, str], said: dict[str, Any]) -> tuple[int, dict[str, str], Any]:
        if query["part"] == "statistics":
            counted = {"viewCount": "1204", "likeCount": "31", "favoriteCount": "0"}
            named = [one for one in query["id"].split(",") if one in self.films]
            return 200, {}, {"items": [{"id": one, "statistics": counted} for one in named]}
        film = self.films.get(query["id"])
        part = query["part"]
        items = [{"kind": "youtube#video", "id": film["id"], part: film[part]}] if film else []
        return 200, {}, {"kind": "youtube#videoListResponse", "items": items}

    def _videos_delete(self, query: dict[str, str], said: dict[str, Any]) -> tuple[int, dict[str, str], Any]:
        if self.films.pop(query["id"], None) is None:
            raise Refusal(404, "videoNotFound")
        return 204, {}, None

    def _commentThreads_list(self, query: dict[str, str], said: dict[str, Any]) -> tuple[int, dict[str, str], Any]:
        at = int(query.get("pageToken", "0"))
        more = {"nextPageToken": str(at + 2)} if len(self.threads) > at + 2 else {}
        return 200, {}, {"items": self.threads[::-1][at : at + 2], **more}

    def _channels_list(self, query: dict[str, str], said: dict[str, Any]) -> tuple[int, dict[str, str], Any]:
        status = {"privacyStatus": "public", "longUploadsStatus": "allowed" if self.long_films else "eligible"}
        named = {"title": "Elm & Harbour Health", "customUrl": "@elmharbour"}
        items = [{"id": one, "snippet": named, "status": status} for one in self.channels]
        return 200, {}, {"kind": "youtube#channelListResponse", **({"items": items} if items else {})}


def _judge_words(snippet: dict[str, Any]) -> None:
    title, text = snippet["title"], snippet["description"]
    if not title or len(title) > 100 or set("<>") & set(title):
        raise Refusal(400, "invalidTitle")
    if len(text.encode()) > 5000 or set("<>") & set(text):
        raise Refusal(400, "invalidDescription")
