"""The plain form's extras: pictures and the film chosen in it, and the words it started from."""

from __future__ import annotations

import json
from dataclasses import replace

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from wellspoken.rooms.content.body import BadBody, Body, Picture
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.media.errors import BadPicture
from wellspoken.rooms.media.films.adding import add_film
from wellspoken.rooms.media.films.errors import BadFilm
from wellspoken.rooms.media.services import add_picture
from wellspoken.rooms.people.models import User
from wellspoken.web.films.views import use_of


class NotAdded(Exception):
    """A picture was not taken; the text says which and why. Everything else in the form is kept."""


def base_of(form: QueryDict) -> Body | None:
    """What the writer started from, for merging two people's edits; None when the form does not say."""
    try:
        return Body.from_json(json.loads(form.get("base") or "null"))
    except (BadBody, ValueError, RecursionError):
        return None


def with_uploads(request: HttpRequest, user: User, post: Post, body: Body) -> Body:
    """The body with the pictures and the film chosen in the form; raises `NotAdded`."""
    pictures = list(body.pictures)
    for upload in request.FILES.getlist("new_picture"):
        try:
            media = add_picture(actor=user, team=post.team, upload=upload)
        except BadPicture as error:
            named = {"name": upload.name, "why": error.sentence}
            raise NotAdded(_("%(name)s was not added: %(why)s") % named) from error
        if all(p.media_id != str(media.pk) for p in pictures):
            pictures.append(Picture(str(media.pk), media.sha256, media.alt))
    return _with_film(request, user, post, replace(body, pictures=tuple(pictures)))


def _with_film(request: HttpRequest, user: User, post: Post, body: Body) -> Body:
    """The body with the film chosen in the form, which takes the place of the one that was there."""
    upload = request.FILES.get("new_film")
    if not isinstance(upload, UploadedFile):
        return body
    try:
        return replace(body, film=use_of(add_film(actor=user, team=post.team, upload=upload)))
    except BadFilm as error:
        raise NotAdded(_("%(name)s was not added: %(why)s") % {"name": upload.name, "why": error.sentence}) from error
