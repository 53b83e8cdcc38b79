"""How a picture is sent, privately or publicly: never sniffed, cached as long as it may be."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from wellspoken.rooms.media import renditions
from wellspoken.rooms.media.errors import BadPicture
from wellspoken.rooms.media.models import MediaFile


def send(request: HttpRequest, media: MediaFile, size: str, cache: str) -> HttpResponseBase:
    """The picture in a named size with its ETag, or 304; 404 for an unknown size or a file that is gone."""
    if size not in renditions.SIZES:
        raise Http404
    etag = f'"{media.sha256[:32]}-{size}"'
    answer: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if answer is None:
        answer = _whole(media, size)
    answer["ETag"], answer["Cache-Control"] = etag, cache
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _whole(media: MediaFile, size: str) -> HttpResponse:
    try:
        made = renditions.thumbnail(media, size)
    except BadPicture as error:
        raise Http404 from error
    answer = HttpResponse(made.data, content_type=made.mime)
    answer["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(media.name)}"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
