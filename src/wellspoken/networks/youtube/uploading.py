"""Bringing a film to YouTube where nobody sees it: privately, in parts, with its captions.

Source: developers.google.com/youtube/v3/guides/using_resumable_upload_protocol.
A session is opened with what the film is, its address names the upload; parts
are multiples of 256 KiB, 308 says how far it got, and after any trouble an empty
part with ``bytes */size`` asks. The film is private until ``publish``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from wellspoken.networks.addresses import origin
from wellspoken.networks.base import Outgoing, Video
from wellspoken.networks.http import Call, CallFailed, Reply, send
from wellspoken.networks.judging import text_of
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.outcomes import Outcome, Sent

PART = 32 * 262_144
TRIES = 5
PART_SECONDS = 120.0
CONTINUE = 308
_RANGE = re.compile(r"bytes=0-(\d+)")
FAILED = ("failed", "rejected", "deleted")


@dataclass(frozen=True)
class File:
    """What is sent: ``part(start, length)`` returns bytes."""

    mime: str
    size: int
    part: Callable[[int, int], bytes]


def about(outgoing: Outgoing) -> dict[str, Any]:
    """Return the description a film is uploaded with. Nobody but the channel sees it yet."""
    lang = {"defaultLanguage": outgoing.lang[0], "defaultAudioLanguage": outgoing.lang[0]} if outgoing.lang else {}
    said: dict[str, Any] = {
        "snippet": {"title": outgoing.title, "description": outgoing.text, **lang},
        "status": status(outgoing, "private"),
    }
    if outgoing.disclosure.paid_partnership:
        said["paidProductPlacementDetails"] = {"hasPaidProductPlacement": True}
    return said


def status(outgoing: Outgoing, privacy: str) -> dict[str, Any]:
    """Return who may see the film, and what viewers are told of it."""
    synthetic = outgoing.disclosure.ai_made
    return {"privacyStatus": privacy, "selfDeclaredMadeForKids": False, "containsSyntheticMedia": synthetic}


def _got(reply: Reply) -> int:
    """Return how many bytes have arrived, as a 308 says it."""
    found = _RANGE.fullmatch(reply.headers.get("range", ""))
    return int(found[1]) + 1 if found else 0


def _stuck(reply: Reply | None, at: int) -> bool:
    """Whether a part brought the upload no further."""
    return reply is None or reply.status >= 500 or (reply.status == CONTINUE and _got(reply) <= at)


class Resumable:
    """One upload in parts, over one session."""

    def __init__(self, line: Line, file: File) -> None:
        self.line = line
        self.file = file

    def open(self, path: str, params: Mapping[str, str], said: Mapping[str, Any]) -> str:
        """Open a session and return its address. Raises Refused."""

        def call() -> Call:
            made = self.line.call("POST", path, {"uploadType": "resumable", **params})
            named = {
                "Content-Type": "application/json; charset=UTF-8",
                "X-Upload-Content-Type": self.file.mime,
                "X-Upload-Content-Length": str(self.file.size),
            }
            body = json.dumps(said, ensure_ascii=False).encode()
            return replace(made, headers={**made.headers, **named}, body=body)

        place = self.line.insist(call).headers.get("location", "")
        if origin(place) != origin(self.line.account.server):
            raise self.line.odd("no session on the same server")
        return place

    def send(self, session: str) -> dict[str, Any]:
        """Send all parts and return what was made of them. Raises Refused."""
        at, tries = 0, 0
        while True:
            reply = self._part(session, at)
            if _stuck(reply, at):
                tries += 1
                if tries >= TRIES:
                    raise Refused(self._failure(reply))
                reply = self._put(session, f"bytes */{self.file.size}", b"")
            if reply is None or reply.status >= 500:
                continue
            if reply.status != CONTINUE:
                return self._made(reply)
            tries = 0 if _got(reply) > at else tries
            at = _got(reply)

    def _part(self, session: str, at: int) -> Reply | None:
        size = self.file.size
        if at >= size:
            return self._put(session, f"bytes */{size}", b"")
        body = self.file.part(at, PART)
        return self._put(session, f"bytes {at}-{at + len(body) - 1}/{size}", body)

    def _put(self, session: str, span: str, body: bytes) -> Reply | None:
        """Send some bytes; None when no answer came. Raises Refused."""
        made = self.line.call("PUT", session)
        named = {"Content-Range": span, "Content-Type": self.file.mime}
        try:
            return send(replace(made, headers={**made.headers, **named}, body=body, seconds=PART_SECONDS))
        except CallFailed as error:
            if error.reason == "address_refused":
                raise Refused(Sent(Outcome.BROKEN, reason=error.reason)) from error
            return None

    def _failure(self, reply: Reply | None) -> Sent:
        if reply is not None and reply.status >= 500:
            return self.line.judge(reply)
        return Sent(Outcome.NOT_SENT, reason="lost_reply")

    def _made(self, reply: Reply) -> dict[str, Any]:
        if not reply.good:
            sent = self.line.judge(reply)
            gone = reply.status in (404, 410)
            raise Refused(replace(sent, outcome=Outcome.NOT_SENT, reason="upload_again") if gone else sent)
        return self.line.object(reply)


def _film(line: Line, video: Video, said: dict[str, Any]) -> str:
    """Upload the film and return its id. Raises Refused."""
    upload = Resumable(line, File(video.mime, video.size, video.part))
    session = upload.open("/upload/youtube/v3/videos", {"part": ",".join(said), "notifySubscribers": "true"}, said)
    found = upload.send(session)
    try:
        number, state = text_of(found["id"]), found["status"].get("uploadStatus", "uploaded")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise line.odd(repr(error)) from error
    if state in FAILED:
        raise Refused(Sent(Outcome.REFUSED, reason="invalid", raw=json.dumps(found["status"])[:1000]))
    return number


def _captions(line: Line, number: str, lang: str, content: bytes) -> None:
    upload = Resumable(line, File("text/vtt", len(content), lambda at, most: content[at : at + most]))
    said = {"snippet": {"videoId": number, "language": lang, "name": "", "isDraft": False}}
    upload.send(upload.open("/upload/youtube/v3/captions", {"part": "snippet"}, said))


def upload_film(line: Line, outgoing: Outgoing, known: Mapping[str, str]) -> dict[str, str]:
    """Return the handles of a film that is on YouTube, private, with its captions. Raises Refused.

    When captions cannot be added, the film is taken away again: it could not be
    told apart from the next try, and without its captions it must not go out.
    """
    if outgoing.video is None or known.get("video"):
        return dict(known)
    number = _film(line, outgoing.video, about(outgoing))
    try:
        for one in outgoing.video.captions:
            _captions(line, number, one.lang, one.load())
    except Refused:
        line.twice(line.call("DELETE", "/youtube/v3/videos", {"id": number}))
        raise
    return {"video": number}
