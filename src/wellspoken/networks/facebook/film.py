"""A film on a Facebook page: brought in parts and unpublished, with its captions, then one switch.

The film has its number from the first call on, so it is class A like a post. The
visible call sets ``published`` on that number, and only when Facebook has made the
film ready. Films are brought to a host of Facebook's own for them; the page's token
goes along to that and to no other.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from wellspoken.networks import graph
from wellspoken.networks.base import Captions, Outgoing, Prepared, Video
from wellspoken.networks.http import Call
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.outcomes import Outcome, Presence, Sent, Settled
from wellspoken.networks.subtitles import place_of, srt_of

UPLOADS = "https://graph-video.facebook.com"
SWITCH = b"published=true"
ASKED = "id,published,permalink_url,status"
PART_SECONDS = 120.0
WAIT_SECONDS = 20.0
PAUSE = 1.0
Fields = Mapping[str, str]


def _call(line: Line, fields: Fields, part: bytes | None = None) -> Call:
    """Return a request to the place for films."""
    place = UPLOADS if line.account.server == graph.API else line.account.server
    call = line.call("POST", f"{place}/{graph.VERSION}/{line.account.remote_id}/videos")
    files = {"video_file_chunk": ("part", part, "application/octet-stream")} if part is not None else None
    return replace(call, data=fields, files=files, home=place, seconds=PART_SECONDS)


def _offsets(line: Line, answer: Mapping[str, Any]) -> tuple[int, int]:
    try:
        return int(answer["start_offset"]), int(answer["end_offset"])
    except (KeyError, ValueError, TypeError) as error:
        raise line.odd("no place in the film") from error


def _bring(line: Line, video: Video) -> tuple[str, str]:
    """Bring the whole film; returns its number and the session's. Raises Refused, OSError."""
    begin = {"upload_phase": "start", "file_size": str(video.size)}
    answer = line.object(line.insist(lambda: _call(line, begin), attempts=1))
    number, session = str(answer.get("video_id") or ""), str(answer.get("upload_session_id") or "")
    start, end = _offsets(line, answer)
    while number and session and start < end:
        at = {"upload_phase": "transfer", "upload_session_id": session, "start_offset": str(start)}
        part, before = video.part(start, end - start), start
        answer = line.object(line.insist(lambda at=at, part=part: _call(line, at, part)))  # type: ignore[misc]
        start, end = _offsets(line, answer)
        if start <= before:
            raise line.odd("the film does not get further")
    if not number or not session or start != video.size:
        raise line.odd("not all of the film was taken")
    return number, session


def words(outgoing: Outgoing) -> Fields:
    """Return what is said about a film."""
    said = {"description": outgoing.text, "published": "false"}
    said |= {"title": outgoing.title} if outgoing.title else {}
    return said | ({"is_ai_generated": "true"} if outgoing.disclosure.ai_made else {})


def _caption(line: Line, number: str, captions: Captions) -> Call:
    place = place_of(captions.lang)
    file = {"captions_file": (f"captions.{place}.srt", srt_of(captions.load()), "application/x-subrip")}
    return replace(line.call("POST", f"/{graph.VERSION}/{number}/captions"), files=file, data={"default_locale": place})


def _state(found: Mapping[str, Any]) -> str:
    status = found.get("status")
    return str(status.get("video_status", "")) if isinstance(status, dict) else ""


def _ready(line: Line, number: str, seconds: float) -> bool:
    """Wait until Facebook has made the film ready. Raises Refused when it cannot."""
    end = time.monotonic() + seconds
    while True:
        state = _state(line.get(f"/{graph.VERSION}/{number}", {"fields": "id,status"}))
        if state == "ready":
            return True
        if state in ("error", "expired"):
            raise Refused(Sent(Outcome.REFUSED, reason="invalid", raw=f"film: {state}"))
        if time.monotonic() + PAUSE > end:
            return False
        time.sleep(PAUSE)


def upload(line: Line, outgoing: Outgoing, video: Video, prepared: Prepared) -> Prepared:
    """Bring the film and its captions, unpublished. Raises Refused, with nothing visible."""
    if "post" in prepared.handles:
        return prepared
    try:
        number, session = _bring(line, video)
        finish = {"upload_phase": "finish", "upload_session_id": session, **words(outgoing)}
        line.insist(lambda: _call(line, finish), attempts=1)
        for one in video.captions:
            line.insist(lambda one=one: _caption(line, number, one))  # type: ignore[misc]
    except (OSError, ValueError) as error:
        raise Refused(Sent(Outcome.REFUSED, reason="invalid", raw=type(error).__name__)) from error
    ready = "1" if _ready(line, number, WAIT_SECONDS) else ""
    return Prepared(prepared.key, SWITCH, {"post": number, "kind": "film", "ready": ready})


def not_yet(line: Line, prepared: Prepared) -> Sent | None:
    """Say why the film cannot be published now, None when it can. Raises Refused."""
    if prepared.handles.get("ready") or _ready(line, prepared.handles["post"], 0.0):
        return None
    return Sent(Outcome.NOT_SENT, reason="busy", retry_after=30.0)


def look_up(line: Line, number: str) -> Settled:
    """Ask whether the film is published. Raises Refused."""
    found = line.get(f"/{graph.VERSION}/{number}", {"fields": ASKED})
    published, said = found.get("published"), f"published: {found.get('published')!r}"
    if found.get("id") != number or not isinstance(published, bool):
        return Settled(Presence.UNSURE, raw=said)
    if not published:
        return Settled(Presence.ABSENT, raw=said)
    return Settled(Presence.LIVE, number, graph.address(found.get("permalink_url")), said)
