"""The film of exactly the version that a private link leads to, and its captions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.media.films.selectors import by_key, captions_by_keys, common, original
from wellspoken.rooms.review.models import OutsideReviewer
from wellspoken.web.media.ranges import send_captions, send_file
from wellspoken.web.review.outside import private

_CACHE = "private, no-store"


@require_GET
@private
def film(request: HttpRequest, row: OutsideReviewer, key: str) -> HttpResponseBase:
    """The film, whole or in parts, as long as the link leads to it."""
    use = row.request.revision.content.film
    found = by_key(use.film_id) if use else None
    if found is None:
        raise NotThere("film")
    file = common(found) or original(found)
    return send_file(request, file.path, file.mime, file.sha256, _CACHE)


@require_GET
@private
def captions(request: HttpRequest, row: OutsideReviewer, key: str, number: int) -> HttpResponseBase:
    """Captions that this version names."""
    use = row.request.revision.content.film
    found = captions_by_keys([number] if use and number in {one.key for one in use.captions} else []).get(number)
    if found is None:
        raise NotThere("captions")
    return send_captions(found.text, _CACHE)
