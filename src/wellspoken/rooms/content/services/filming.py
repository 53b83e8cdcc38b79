"""The film of a post: put in, described, excused from captions, taken out. Each is a save of the post's words."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from wellspoken.rooms.content.body import BadBody, Body
from wellspoken.rooms.content.film import MAX_REASON, MIN_REASON, WAIVERS, FilmUse
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services.saving import Saved, save_post
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.people.models import User


def set_film(*, actor: User, post: Post, film: FilmUse) -> Saved:
    """Put a film into the post, or change what stands around it; its captions are those it has now.

    Raises as `save_post`.
    """
    with transaction.atomic():
        before = _film_of(post)
        saved = _saved(actor, post, film)
        if before is None or before.film_id != film.film_id:
            record(action="post.film", actor=actor, obj=post, data={"sha256": _sealed(saved)})
    return saved


def drop_film(*, actor: User, post: Post) -> Saved:
    """Take the film out; one that is not there is no trouble. Raises as `save_post`."""
    with transaction.atomic():
        before = _film_of(post)
        saved = _saved(actor, post, None)
        if before is not None:
            record(action="post.film_dropped", actor=actor, obj=post, data={"sha256": before.sha256})
    return saved


def waive_captions(*, actor: User, post: Post, waiver: str, reason: str = "") -> Saved:
    """Say why the film needs no captions, or with "" take that back. The words go into the audit log.

    Raises as `save_post`, and `BadBody` without a film, or when words are needed (`other`) and too few came.
    """
    film = _film_of(post)
    why = reason.strip()[:MAX_REASON]
    if film is None or waiver not in ("", *WAIVERS):
        raise BadBody("no film, or no such waiver", "film")
    if waiver == "other" and len(why) < MIN_REASON:
        raise BadBody("a reason is needed", "waiver")
    with transaction.atomic():
        saved = _saved(actor, post, replace(film, waiver=waiver, reason=why if waiver else ""))
        action = "post.captions_waived" if waiver else "post.captions_needed"
        personal = {"reason": why} if waiver and why else None
        record(action=action, actor=actor, obj=post, data={"kind": waiver, "sha256": film.sha256}, personal=personal)
    return saved


def _film_of(post: Post) -> FilmUse | None:
    return post.current.content.film if post.current else None


def _saved(actor: User, post: Post, film: FilmUse | None) -> Saved:
    body = post.current.content if post.current else Body()
    return save_post(actor=actor, post=post, base_version=post.version, body=replace(body, film=film))


def _sealed(saved: Saved) -> str:
    film = saved.revision.content.film
    return film.sha256 if film else ""
