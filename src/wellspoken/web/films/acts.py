"""What the buttons of the film's page do; each answers with a sentence, or raises why it was not done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from wellspoken.rooms.content.film import MAX_ALT, FilmUse
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import drop_film, set_film, waive_captions
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.media.errors import BadPicture
from wellspoken.rooms.media.films import captioning, posters
from wellspoken.rooms.media.films.errors import BadCaptions, BadFilm
from wellspoken.rooms.media.films.selectors import by_key
from wellspoken.rooms.media.models import Film, MediaFile
from wellspoken.rooms.media.services import add_picture
from wellspoken.rooms.people.models import User
from wellspoken.web.films import words


class NotDone(Exception):
    """It was not done; the text says why."""


def do(request: HttpRequest, user: User, post: Post) -> str:
    """Do what the pressed button says. Raises `NotDone`, and what saving a post raises."""
    film = _film(post)
    acts: dict[str, Callable[[], str]] = {
        "describe": lambda: _described(request, user, post),
        "caption": lambda: _captioned(request, user, post, film),
        "uncaption": lambda: _uncaptioned(request, user, post, film),
        "waive": lambda: _waived(request, user, post),
        "poster": lambda: _postered(request, user, post, film),
        "drop": lambda: _dropped(user, post),
    }
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        raise NotDone(_("Choose what to do with the film."))
    return act()


def _film(post: Post) -> Film:
    use = post.current.content.film if post.current else None
    found = by_key(use.film_id) if use else None
    if found is None:
        raise NotDone(_("This post has no film yet."))
    return found


def _use(post: Post) -> FilmUse:
    use = post.current.content.film if post.current else None
    if use is None:
        raise NotDone(_("This post has no film yet."))
    return use


def _described(request: HttpRequest, user: User, post: Post) -> str:
    alt = request.POST.get("alt", "").strip()[:MAX_ALT]
    set_film(actor=user, post=post, film=replace(_use(post), alt=alt))
    return _("Saved.")


def _captioned(request: HttpRequest, user: User, post: Post, film: Film) -> str:
    file = request.FILES.get("captions")
    upload = file if isinstance(file, UploadedFile) else None
    try:
        row = captioning.add_captions(actor=user, film=film, lang=request.POST.get("lang", ""), upload=upload)
    except BadCaptions as error:
        raise NotDone(error.sentence) from error
    set_film(actor=user, post=post, film=_use(post))
    return words.captioned(row.cues)


def _uncaptioned(request: HttpRequest, user: User, post: Post, film: Film) -> str:
    try:
        captioning.drop_captions(actor=user, film=film, lang=request.POST.get("lang", ""))
    except NotThere as error:
        raise NotDone(_("There are no captions in that language.")) from error
    set_film(actor=user, post=post, film=_use(post))
    return _("The captions are off.")


def _waived(request: HttpRequest, user: User, post: Post) -> str:
    waiver = request.POST.get("waiver", "")
    if waiver not in ("", *words.WAIVERS):
        raise NotDone(_("Choose one of the reasons."))
    waive_captions(actor=user, post=post, waiver=waiver, reason=request.POST.get("reason", ""))
    return _("Noted, with your name, for the reviewers.") if waiver else _("The film needs captions again.")


def _postered(request: HttpRequest, user: User, post: Post, film: Film) -> str:
    poster = _uploaded(request, user, post) or _taken(request, user, film)
    use = replace(_use(post), poster_id=str(poster.pk), poster_sha256=poster.sha256)
    set_film(actor=user, post=post, film=use)
    return _("The poster is chosen. It is looked into like every picture.")


def _uploaded(request: HttpRequest, user: User, post: Post) -> MediaFile | None:
    file = request.FILES.get("poster")
    if not isinstance(file, UploadedFile):
        return None
    try:
        return add_picture(actor=user, team=post.team, upload=file)
    except BadPicture as error:
        raise NotDone(error.sentence) from error


def _taken(request: HttpRequest, user: User, film: Film) -> MediaFile:
    try:
        at = float(request.POST.get("at", "").replace(",", "."))
    except ValueError as error:
        raise NotDone(_("Say at which second, or choose a picture.")) from error
    try:
        return posters.from_film(actor=user, film=film, at=at)
    except BadFilm as error:
        raise NotDone(error.sentence) from error


def _dropped(user: User, post: Post) -> str:
    drop_film(actor=user, post=post)
    return _("The film is out of the post.")
