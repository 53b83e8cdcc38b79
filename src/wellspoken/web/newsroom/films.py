"""Films that a live item of a newsroom shows, and their captions; nobody gets any other here."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from wellspoken.rooms.media.films.selectors import sendable
from wellspoken.rooms.publishing import newsroom_selectors as news
from wellspoken.web.media.ranges import send_captions, send_file

PUBLIC = "public, max-age=300"
#: what the Newsroom shows: browsers play both
TYPES = ("video/mp4", "video/webm")


@require_safe
def film(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The film, whole or in parts."""
    found = news.public_film(pk)
    file = sendable(found, TYPES) if found is not None else None
    if file is None:
        raise Http404
    return send_file(request, file.path, file.mime, file.sha256, PUBLIC)


@require_safe
def captions(request: HttpRequest, pk: uuid.UUID, lang: str) -> HttpResponseBase:
    """Its captions in one language."""
    text = news.public_captions(pk, lang)
    if text is None:
        raise Http404
    return send_captions(text, PUBLIC)
