"""The invisible steps of a Bluesky post: pictures up, mentioned handles found."""

from __future__ import annotations

import json
from datetime import timedelta

from wellspoken.networks.answers import invisible_failure
from wellspoken.networks.base import Outgoing, Picture, Prepared
from wellspoken.networks.bluesky.record import request
from wellspoken.networks.bluesky.text import segments
from wellspoken.networks.bluesky.tokens import error_of
from wellspoken.networks.bluesky.xrpc import Line, Refused
from wellspoken.networks.http import CallFailed, OddAnswer
from wellspoken.networks.outcomes import Outcome, Sent

BLOB_LIFE = timedelta(minutes=30)
"""A picture nobody refers to is thrown away by the server after some hours."""
_NO_SUCH_HANDLE = {"InvalidRequest", "HandleNotFound", "NotFound"}


def _blob(line: Line, picture: Picture) -> str:
    reply = line.post("com.atproto.repo.uploadBlob", picture.load(), picture.mime)
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
        found[name] = known[name] if fresh and name in known else _blob(line, picture)
    return found if outgoing.pictures else {}


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
