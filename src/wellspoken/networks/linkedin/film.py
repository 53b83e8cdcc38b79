"""A film on LinkedIn: brought in the parts LinkedIn names, and waited for until it can be shown.

Source: learn.microsoft.com, "Videos API": MP4 of 75 kB to 500 MB, 3 seconds to 30
minutes; each part's ``ETag`` is named when all are there. The addresses for parts
carry their own permission, so no token goes along.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from wellspoken.networks.addresses import origin
from wellspoken.networks.base import Outgoing, Prepared, Video
from wellspoken.networks.http import Call
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.linkedin import publishing
from wellspoken.networks.linkedin.api import API
from wellspoken.networks.outcomes import Outcome, Sent

DOMAIN = ".linkedin.com"
PART_SECONDS = 120.0
OCTETS = {"Content-Type": "application/octet-stream"}


def _place(line: Line, address: object) -> str:
    """Return an address for a part. Raises Refused when it is not LinkedIn's."""
    home, found = line.account.server, str(address or "")
    if origin(home) == origin(found):
        return found
    host = origin(found).removeprefix("https://")
    if home != API or not found.startswith("https://") or not host.endswith(DOMAIN):
        raise line.odd("an address for films outside LinkedIn")
    return found


def _part(line: Line, video: Video, one: Mapping[str, Any]) -> str:
    """Bring one part and return the name LinkedIn gives it. Raises Refused, OSError."""
    address = _place(line, one.get("uploadUrl"))
    try:
        start, last = int(one["firstByte"]), int(one["lastByte"])
    except (KeyError, ValueError, TypeError) as error:
        raise line.odd("no place in the film") from error
    body, allow = video.part(start, last - start + 1), line.account.allow_private
    call = Call("PUT", address, OCTETS, body, home=origin(address), allow_private=allow, seconds=PART_SECONDS)
    name = line.insist(lambda: call).headers.get("etag", "").strip('"')
    if not name:
        raise line.odd("a part without a name")
    return name


def bring(line: Line, video: Video) -> str:
    """Bring the whole film and return its name. Raises Refused, OSError."""
    wanted = {"owner": line.account.remote_id, "fileSizeBytes": video.size}
    wanted |= {"uploadCaptions": False, "uploadThumbnail": False}
    value = _act(line, "initializeUpload", wanted).get("value")
    parts = value.get("uploadInstructions") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(value.get("video"), str) or not isinstance(parts, list):
        raise line.odd("no place for the film")
    names = [_part(line, video, one) for one in parts if isinstance(one, dict)]
    token = str(value.get("uploadToken") or "")
    _act(line, "finalizeUpload", {"video": value["video"], "uploadToken": token, "uploadedPartIds": names})
    return str(value["video"])


def _act(line: Line, action: str, wanted: Mapping[str, Any]) -> dict[str, Any]:
    def call() -> Call:
        return publishing.as_json(line.call("POST", "/rest/videos", {"action": action}), {f"{action}Request": wanted})

    reply = line.insist(call, attempts=1)
    return line.object(reply) if reply.body else {}


def ready(line: Line, urn: str, seconds: float) -> bool:
    """Wait until the film can be shown. Raises Refused when it never will. Who may not ask does not wait."""
    end = time.monotonic() + seconds
    while True:
        try:
            status = line.get(f"/rest/videos/{quote(urn, safe='')}").get("status")
        except Refused as refused:
            if refused.sent.reason == "not_allowed":
                return True
            raise
        if status == "AVAILABLE":
            return True
        if status == "PROCESSING_FAILED":
            raise Refused(Sent(Outcome.REFUSED, reason="invalid", raw="the film could not be processed"))
        if time.monotonic() + publishing.PAUSE > end:
            return False
        time.sleep(publishing.PAUSE)


def upload(line: Line, outgoing: Outgoing, video: Video, prepared: Prepared) -> Prepared:
    """Bring the film, unless it was brought. Raises Refused, with nothing visible."""
    urn = prepared.handles.get("film", "")
    try:
        urn = urn or bring(line, video)
    except OSError as error:
        raise Refused(Sent(Outcome.REFUSED, reason="invalid", raw=type(error).__name__)) from error
    handles = {"film": urn, "ready": "1" if ready(line, urn, publishing.WAIT_SECONDS) else ""}
    return Prepared(prepared.key, publishing.body(line.account.remote_id, outgoing, [], urn), handles)


def not_yet(line: Line, prepared: Prepared) -> Sent | None:
    """Say why the film cannot go out now, None when it can (or there is none). Raises Refused."""
    urn = prepared.handles.get("film", "")
    if not urn or prepared.handles.get("ready") or ready(line, urn, 0.0):
        return None
    return Sent(Outcome.NOT_SENT, reason="busy", retry_after=30.0)
