"""Sending a large file in parts (RFC 9110, range requests): a player asks for what it shows next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

PIECE = 2**18
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def send_file(request: HttpRequest, path: Path, mime: str, etag: str, cache: str) -> HttpResponseBase:
    """The file, or the part that was asked for; never in memory whole. 404 when it is gone, 416 past its end."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise Http404 from error
    tag = f'"{etag[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        return _marked(HttpResponse(status=304), tag, cache)
    asked = request.headers.get("Range", "")
    if request.headers.get("If-Range", tag) != tag:
        asked = ""
    part = _part(asked, size)
    if part is None:
        answer: HttpResponseBase = HttpResponse(status=416)
        answer["Content-Range"] = f"bytes */{size}"
        return _marked(answer, tag, cache)
    start, end = part
    answer = StreamingHttpResponse(_pieces(path, start, end), status=206 if asked and _RANGE.fullmatch(asked) else 200)
    if answer.status_code == 206:
        answer["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    answer["Content-Type"], answer["Content-Length"] = mime, str(end - start)
    return _marked(answer, tag, cache)


def _part(asked: str, size: int) -> tuple[int, int] | None:
    """(start, end) of one part, the whole for what is not understood; None for a part that is not there."""
    found = _RANGE.fullmatch(asked)
    if found is None or found.groups() == ("", ""):
        return 0, size
    first, last = found.groups()
    if not first:  # the last so many bytes
        return (max(0, size - int(last)), size) if int(last) else None
    end = min(size, int(last) + 1) if last else size
    return (int(first), end) if int(first) < end else None


def _pieces(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        left = end - start
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def _marked(answer: HttpResponseBase, tag: str, cache: str) -> HttpResponseBase:
    answer["ETag"], answer["Cache-Control"], answer["Accept-Ranges"] = tag, cache, "bytes"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def send_captions(text: str, cache: str) -> HttpResponse:
    """Captions as a browser reads them."""
    answer = HttpResponse(text, content_type="text/vtt; charset=utf-8")
    answer["Cache-Control"], answer["X-Content-Type-Options"] = cache, "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
