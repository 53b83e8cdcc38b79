"""A picture for a network that fetches it: signed address, one file, one hour, nobody signed in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wellspoken.rooms.media import public_links, renditions
from wellspoken.rooms.media.errors import BadPicture


@require_safe
def public_picture(request: HttpRequest, token: str, ending: str) -> HttpResponse:
    """The picture an address was signed for; 404 for every other address, whatever is wrong with it."""
    media, bounds = public_links.opened(token)
    try:
        made = renditions.fitted(media, bounds)
    except BadPicture as error:
        raise Http404 from error
    answer = HttpResponse(made.data, content_type=made.mime)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
