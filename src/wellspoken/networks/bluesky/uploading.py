"""The invisible steps of a Bluesky post: pictures and films up, mentioned handles found."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from wellspoken.networks.answers import invisible_failure
from wellspoken.networks.base import Outgoing, Prepared, Video
from wellspoken.networks.bluesky.record import request
from wellspoken.networks.bluesky.text import segments
from wellspoken.networks.bluesky.tokens import error_of
from wellspoken.networks.bluesky.xrpc import Line, Refused
from wellspoken.networks.http import CallFailed, OddAnswer
from wellspoken.networks.outcomes import Outcome, Sent

BLOB_LIFE = timedelta(minutes=30)
"""A picture nobody refers to is thrown away by the server after some hours."""
_NO_SUCH_HANDLE = {"InvalidRequest", "HandleNotFound", "NotFound"}


def _blob(line: Line, data: bytes | Path, mime: str) -> str:
    """Put bytes, or a file read as it goes, where a record may refer to them."""
    if isinstance(data, Path):
        reply = line.post_file("com.atproto.repo.uploadBlob", data, mime)
    else:
        reply = line.post("com.atproto.repo.uploadBlob", data, mime)
    try:
        blob = reply.json()["blob"]
        named = isinstance(blob["ref"]["$link"], str)
    except (OddAnswer, KeyError, TypeError):
        named = False
    if not named:
        raise Refused(Sent(Outcome.NOT_SENT, reason="odd_answer", raw="no reference to the picture"))
    return json.dumps(blob, sort_keys=True)


def _did(line: Line, handle: str) -> str:
    """Return the account behind a handle, or "" when nobody has it."""
    try:
        reply = line.public("com.atproto.identity.resolveHandle", {"handle": handle})
        if reply.good:
            return str(reply.json()["did"])
    except CallFailed as error:
        raise Refused(invisible_failure(error, line.account.secrets)) from error
    except (OddAnswer, KeyError) as error:
        raise Refused(Sent(Outcome.NOT_SENT, reason="odd_answer", raw=repr(error))) from error
    if reply.status in (400, 404) and error_of(reply) in _NO_SUCH_HANDLE:
        return ""
    raise Refused(line.judge(reply))


def _pictures(line: Line, outgoing: Outgoing, known: dict[str, str]) -> dict[str, str]:
    now = line.clock()
    fresh = float(known.get("blobs_at", "0")) > (now - BLOB_LIFE).timestamp()
    found = {"blobs_at": known["blobs_at"] if fresh else str(now.timestamp())}
    for number, picture in enumerate(outgoing.pictures):
        name = f"blob:{number}"
        found[name] = known[name] if fresh and name in known else _blob(line, picture.load(), picture.mime)
    if outgoing.video is not None:
        found |= _film(line, outgoing.video, known if fresh else {})
    return found if outgoing.pictures or outgoing.video else {}


def _film(line: Line, video: Video, known: dict[str, str]) -> dict[str, str]:
    """Upload the film and each language of its captions."""
    found = {"film": known.get("film") or _blob(line, video.path, video.mime)}
    for number, captions in enumerate(video.captions):
        name = f"captions:{number}"
        found[name] = known.get(name) or _blob(line, captions.load(), "text/vtt")
    return found


def upload(line: Line, outgoing: Outgoing, prepared: Prepared) -> Prepared:
    """Do what is not done yet and return the request with its final body.

    Raises Refused, always with nothing visible.
    """
    known = dict(prepared.handles)
    handles = _pictures(line, outgoing, known)
    for segment in segments(outgoing.text):
        if segment.kind == "mention":
            name = f"did:{segment.target}"
            handles[name] = known[name] if name in known else _did(line, segment.target)
    body = request(line.account, outgoing, prepared.key, handles)
    return Prepared(prepared.key, body, handles)
