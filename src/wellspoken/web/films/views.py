"""The film's page of a post: add it, describe it, caption it, choose its poster, or take it out. Plain forms."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wellspoken.rooms.channels.selectors import for_team
from wellspoken.rooms.content.body import BadBody, Body
from wellspoken.rooms.content.errors import EditConflict, NotEditable
from wellspoken.rooms.content.film import FilmUse
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import set_film
from wellspoken.rooms.media.films import ffmpeg
from wellspoken.rooms.media.films.adding import add_film
from wellspoken.rooms.media.films.errors import BadFilm
from wellspoken.rooms.media.films.selectors import by_key, comes, version_of
from wellspoken.rooms.media.models import Film
from wellspoken.rooms.people.models import User
from wellspoken.web.compose import words as compose_words
from wellspoken.web.compose.opening import open_post
from wellspoken.web.films import acts, contexts, gate, words


@login_required
@require_http_methods(["GET", "POST"])
def post_film(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The page; its buttons post back here, each with its `act`."""
    user, post = open_post(request, pk)
    if request.method != "POST":
        return _page(request, post)
    try:
        said = acts.do(request, user, post)
    except acts.NotDone as error:
        return _page(request, post, str(error), 422)
    except (BadBody, NotEditable, EditConflict) as error:
        return _page(request, post, _why(error), 409)
    messages.success(request, said)
    return redirect("post_film", post.pk)


def _why(error: Exception) -> str:
    if isinstance(error, NotEditable):
        return compose_words.not_editable(error.state)
    if isinstance(error, BadBody):
        return words.reason_needed() if error.code == "waiver" else compose_words.bad_body(error)
    return _("Somebody else saved this post meanwhile. Look at how it is now and try again.")


def _page(request: HttpRequest, post: Post, problem: str = "", status: int = 200) -> HttpResponse:
    body = post.current.content if post.current else Body()
    film = contexts.shown(body.film)
    context = {
        "post": post,
        "shown": film,
        "body": body,
        "rows": contexts.rows(for_team(post.team), body),
        "problem": problem,
        "waivers": words.WAIVERS.items(),
        "languages": settings.LANGUAGES,
        "program": ffmpeg.have(),
        "most": words.size(settings.FILM_MAX_BYTES),
    }
    return render(request, "films/page.html", context, status=status)


@csrf_exempt
def upload(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a film in; the size is watched before the form, and with it the CSRF token, is read."""
    gate.guard(request)
    return _upload(request, pk)


@require_POST
@csrf_protect
@login_required
def _upload(request: HttpRequest, pk: int) -> HttpResponseBase:
    """JSON for the composer, which puts the film into its own words; a plain form gets it put in here."""
    user, post = open_post(request, pk)
    wants_json = "application/json" in request.headers.get("Accept", "")
    try:
        film = _added(request, user, post)
        if wants_json:
            return JsonResponse({"film": use_of(film).to_json(), "name": film.name}, status=201)
        set_film(actor=user, post=post, film=use_of(film))
    except BadFilm as error:
        if wants_json:
            return JsonResponse({"error": error.sentence, "code": error.code}, status=422)
        return _page(request, post, error.sentence, 422)
    except (BadBody, NotEditable, EditConflict) as error:
        return _page(request, post, _why(error), 409)
    messages.success(request, _("The film is in the post. Now add its captions."))
    return redirect("post_film", post.pk)


def _added(request: HttpRequest, user: User, post: Post) -> Film:
    file = request.FILES.get("film")
    if request.META.get("too_big"):  # known once the form has been read
        raise BadFilm("too_big")
    if not isinstance(file, UploadedFile):
        raise BadFilm("missing")
    return add_film(actor=user, team=post.team, upload=file)


def use_of(film: Film) -> FilmUse:
    """A film as a post begins to use it: with its first picture as the poster."""
    poster = film.poster
    use = FilmUse(str(film.pk), film.sha256)
    return replace(use, poster_id=str(poster.pk), poster_sha256=poster.sha256) if poster else use


@require_safe
@login_required
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the film is made, for the page that asks every few seconds; whoever opens it is led to that page."""
    _user, post = open_post(request, pk)
    if request.headers.get("HX-Request") != "true":
        return redirect("post_film", post.pk)
    body = post.current.content if post.current else Body()
    film = by_key(body.film.film_id) if body.film else None
    context: dict[str, Any] = {"post": post, "version": version_of(film) if film else None}
    return render(request, "films/state.html", {**context, "coming": film is not None and comes(film)})
