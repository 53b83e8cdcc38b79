"""Films and captions as files: for people of the team, and for a network that fetches them."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.media import public_links
from wellspoken.rooms.media.films.selectors import captions_by_keys, common, get_film, original
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.roles import Right
from wellspoken.web.media.ranges import send_captions, send_file

PRIVATE = "private, max-age=86400"


@require_safe
@login_required
def film(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """A film to be played, for people who may see its team."""
    found = get_film(require(request.user, Right.VIEW), pk)
    file = common(found) or original(found)
    return send_file(request, file.path, file.mime, file.sha256, PRIVATE)


@require_safe
@login_required
def captions(request: HttpRequest, pk: uuid.UUID, key: int) -> HttpResponseBase:
    """The captions of a film, for people who may see its team; also those that were replaced."""
    found = get_film(require(request.user, Right.VIEW), pk)
    row = captions_by_keys([key] if key < 2**63 else []).get(key)
    if row is None or row.film_id != found.pk:
        raise NotThere
    return send_captions(row.text, PRIVATE)


@require_safe
def public_film(request: HttpRequest, token: str) -> HttpResponseBase:
    """The film an address was signed for; 404 for every other address, whatever is wrong with it."""
    try:
        file = public_links.opened_film(token)
    except NotThere as error:
        raise Http404 from error
    answer = send_file(request, file.path, file.mime, file.sha256, "no-store")
    answer["X-Robots-Tag"] = "noindex"
    return answer
