"""Uploading and showing pictures."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from wellspoken.rooms.media import services
from wellspoken.rooms.media.access import get_media
from wellspoken.rooms.media.errors import BadPicture
from wellspoken.rooms.media.metadata import removed_sentence
from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.media.seeing import seen
from wellspoken.rooms.people.access import require, visible_teams
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right
from wellspoken.web.media.answers import send
from wellspoken.web.media.gate import guard

PRIVATE = "private, max-age=31536000, immutable"


def described(media: MediaFile) -> dict[str, Any]:
    """A stored picture as the composer needs it, JSON values."""
    return {
        "media_id": str(media.pk),
        "sha256": media.sha256,
        "url": reverse("media", args=[media.pk, "medium"]),
        "thumb": reverse("media", args=[media.pk, "thumb"]),
        "width": media.width,
        "height": media.height,
        "size": media.size,
        "removed": removed_sentence(media.removed),
        "name": media.name,
        "alt": media.alt,
        "seen": seen(media).sentence,
    }


@csrf_exempt
def upload(request: HttpRequest) -> HttpResponse:
    """Take a picture in; the size is watched before the form, and with it the CSRF token, is read."""
    guard(request)
    return _upload(request)


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
@login_required
def _upload(request: HttpRequest) -> HttpResponse:
    """JSON for scripts, a page for plain forms."""
    person = require(request.user, Right.SUGGEST)
    teams = visible_teams(person, Right.SUGGEST)
    if request.method != "POST":
        return render(request, "media/upload.html", {"teams": teams})
    wants_json = "application/json" in request.headers.get("Accept", "")
    try:
        media = _add(request, person, teams)
    except BadPicture as error:
        if wants_json:
            return JsonResponse({"error": error.sentence, "code": error.code}, status=422)
        return render(request, "media/upload.html", {"teams": teams, "problem": error.sentence}, status=422)
    if wants_json:
        return JsonResponse(described(media), status=201)
    messages.success(request, _("The picture is kept."))
    return render(request, "media/upload.html", {"teams": teams, "picture": described(media)}, status=201)


def _add(request: HttpRequest, person: User, teams: list[Team]) -> MediaFile:
    """Keep the file of the form; without a team named, the person's first team where they may write."""
    file = request.FILES.get("file") or request.FILES.get("picture")
    if request.META.get("too_big"):  # known once the form has been read
        raise BadPicture("too_big")
    if file is None or isinstance(file, list):
        raise BadPicture("missing")
    wanted = request.POST.get("team", "")
    chosen = [team for team in teams if str(team.pk) == wanted] if wanted else teams[:1]
    if not chosen:
        raise BadPicture("missing")
    return services.add_picture(actor=person, team=chosen[0], upload=file, alt=request.POST.get("alt", ""))


@require_safe
@login_required
def picture(request: HttpRequest, pk: uuid.UUID, size: str) -> HttpResponseBase:
    """A picture in a named size, for people who may see its team."""
    return send(request, get_media(request.user, pk), size, PRIVATE)
