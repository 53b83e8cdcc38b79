"""Uploading pictures and films: announced, sent in parts, finished, described. No post shows them yet.

Source: docs.x.com, "Media upload", and the models of X's own client (xdk):
``initialize``, ``append`` with base64 parts, ``finalize``, then the state of
processing. Captions are a file of their own (SubRip), tied to the film before
it is posted. X throws away after a day what no post uses.
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from babel import Locale, UnknownLocaleError

from wellspoken.networks.base import Captions, Outgoing, Picture, Prepared, Video
from wellspoken.networks.http import Call
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.outcomes import Outcome, Sent
from wellspoken.networks.subtitles import srt_of
from wellspoken.networks.x.publishing import body

PART = 4_000_000
MEDIA_LIFE = timedelta(hours=12)
PROCESSING_SECONDS = 90.0
PAUSE = 1.0
UPLOAD = "/2/media/upload"


@dataclass(frozen=True)
class File:
    """Something to upload: ``part(start, length)`` returns bytes."""

    mime: str
    size: int
    category: str
    part: Callable[[int, int], bytes]
    alt: str = ""


def _picture(picture: Picture) -> File:
    content = picture.load()
    return File(picture.mime, len(content), "tweet_image", lambda at, most: content[at : at + most], picture.alt)


def _video(video: Video) -> File:
    return File(video.mime, video.size, "tweet_video", video.part)


def files_of(outgoing: Outgoing) -> list[File]:
    """Return what has to be uploaded, in order. A film goes alone."""
    if outgoing.video is not None:
        return [_video(outgoing.video)]
    return [_picture(one) for one in outgoing.pictures]


def _call(line: Line, path: str, said: dict[str, Any] | None = None) -> Call:
    call = line.call("POST", path)
    if said is None:
        return call
    headers = {**call.headers, "Content-Type": "application/json"}
    return replace(call, headers=headers, body=json.dumps(said).encode(), seconds=60.0)


def _do(line: Line, path: str, said: dict[str, Any] | None = None) -> dict[str, Any]:
    """Make one invisible step and return ``data`` of its answer. Raises Refused."""
    reply = line.insist(lambda: _call(line, path, said))
    if reply.status == 204 or not reply.body.strip():
        return {}
    data = line.object(reply).get("data", {})
    return data if isinstance(data, dict) else {}


def _upload(line: Line, file: File) -> str:
    about = {"media_type": file.mime, "total_bytes": file.size, "media_category": file.category}
    number = _do(line, f"{UPLOAD}/initialize", about).get("id")
    if not isinstance(number, str) or not number.isdigit():
        raise line.odd("no media id")
    for index, start in enumerate(range(0, file.size, PART)):
        content = base64.b64encode(file.part(start, PART)).decode()
        _do(line, f"{UPLOAD}/{number}/append", {"media": content, "segment_index": index})
    _wait(line, number, _do(line, f"{UPLOAD}/{number}/finalize"))
    if file.alt:
        _do(line, "/2/media/metadata", {"id": number, "metadata": {"alt_text": {"text": file.alt}}})
    return number


def _language(tag: str) -> str:
    """Return a language's own name for itself, or its tag when that is not known."""
    try:
        return str(Locale.parse(tag, sep="-").get_display_name() or tag)
    except (ValueError, UnknownLocaleError):
        return tag


def _captions(line: Line, film: str, one: Captions) -> None:
    """Upload the words of a film and tie them to it. Raises Refused, also for captions without a cue."""
    try:
        content = srt_of(one.load())
    except ValueError as error:
        raise Refused(Sent(Outcome.REFUSED, reason="invalid", raw=f"captions: {error}")) from error
    number = _upload(line, File("text/srt", len(content), "subtitles", lambda at, most: content[at : at + most]))
    track = {"id": number, "language_code": one.lang.partition("-")[0].upper(), "display_name": _language(one.lang)}
    _do(line, "/2/media/subtitles", {"id": film, "media_category": "TweetVideo", "subtitles": track})


def _wait(line: Line, number: str, data: dict[str, Any]) -> None:
    """Wait until X has looked at the file. Raises Refused."""
    end = time.monotonic() + PROCESSING_SECONDS
    while True:
        about = data.get("processing_info")
        state = about.get("state") if isinstance(about, dict) else "succeeded"
        if state == "succeeded":
            return
        if state == "failed":
            raise Refused(Sent(Outcome.REFUSED, reason="invalid", raw=str(about)[:500]))
        if time.monotonic() > end:
            raise Refused(Sent(Outcome.NOT_SENT, reason="busy", retry_after=60.0))
        time.sleep(PAUSE)
        found = line.get(UPLOAD, {"command": "STATUS", "media_id": number}).get("data")
        data = found if isinstance(found, dict) else {}


def fresh(prepared: Prepared, now: datetime) -> bool:
    """Whether X still has what was uploaded."""
    return float(prepared.handles.get("media_at", "0")) > (now - MEDIA_LIFE).timestamp()


def upload(line: Line, outgoing: Outgoing, prepared: Prepared) -> Prepared:
    """Upload what is missing or has gone stale, and finish the body. Raises Refused."""
    known, now = prepared.handles, line.clock()
    handles = {name: known[name] for name in ("at", "reply_to") if name in known}
    handles.setdefault("at", str(now.timestamp()))
    kept = fresh(prepared, now)
    numbers = []
    for index, file in enumerate(files_of(outgoing)):
        name = f"media:{index}"
        if kept and name in known:
            numbers.append(known[name])
        else:
            numbers.append(_upload(line, file))
            for one in outgoing.video.captions if outgoing.video else ():
                _captions(line, numbers[-1], one)
        handles[name] = numbers[-1]
        handles["media_at"] = known["media_at"] if kept else str(now.timestamp())
    return Prepared(prepared.key, body(outgoing, numbers, handles.get("reply_to", "")), handles)
