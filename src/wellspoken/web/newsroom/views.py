"""The list, one item, its pictures."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from wellspoken.rooms.channels import selectors
from wellspoken.rooms.channels.data_notes import note_of
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.people.selectors import organisation
from wellspoken.rooms.publishing import newsroom_selectors as news
from wellspoken.web.frame.assets import NotBuilt, assets
from wellspoken.web.media.answers import send
from wellspoken.web.newsroom.shown import absolute, show

PUBLIC = "public, max-age=60"
PICTURES = "public, max-age=300"
MOST_PAGES = 5000


def find(slug: str) -> Channel:
    """The newsroom at this address; 404 when there is none."""
    channel = selectors.newsroom(slug)
    if channel is None:
        raise Http404
    return channel


def answered(request: HttpRequest, channel: Channel, make: Callable[[], HttpResponse]) -> HttpResponseBase:
    """The page in the newsroom's language, or 304 when nothing changed since the reader last asked."""
    house, note = organisation(), note_of(channel)
    outside = (house.name if house else "", note.notice if note else "", _build(), request.get_full_path())
    seed = (*news.mark(channel), channel.name, channel.state, channel.language, *outside)
    etag = f'"{hashlib.sha256(repr(seed).encode()).hexdigest()[:32]}"'
    answer: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if answer is None:
        with translation.override(channel.language):
            answer = make()
    answer["ETag"], answer["Cache-Control"] = etag, PUBLIC
    answer["Content-Language"] = channel.language
    return answer


def _build() -> tuple[str, ...]:
    """The names of the built files: a page kept by a browser must not ask for those of an earlier version."""
    try:
        return assets()
    except NotBuilt:
        return ()


def around(channel: Channel) -> dict[str, Any]:
    """What every page of a newsroom shows around its items."""
    home = absolute(reverse("newsroom", args=[channel.slug]))
    note = note_of(channel)
    return {"channel": channel, "team": channel.team, "house": organisation(), "home": home, "note": note}


@require_safe
def newsroom(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The newest items, 20 a page."""
    channel = find(slug)
    wanted = request.GET.get("page", "1")
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else 1
    number = min(max(1, number), MOST_PAGES)

    def make() -> HttpResponse:
        rows, older = news.page(channel, number)
        items = [show(channel, row) for row in rows]
        context = {**around(channel), "items": items, "older": number + 1 if older else 0, "newer": number - 1}
        return render(request, "newsroom/list.html", context)

    return answered(request, channel, make)


@require_safe
def item(request: HttpRequest, slug: str, item: str) -> HttpResponseBase:
    """One item at its lasting address; a withdrawn one is a note, and search engines are told to forget it."""
    channel = find(slug)
    row = news.item(channel, item)
    if row is None:
        return _moved(channel, item)

    def make() -> HttpResponse:
        shown = show(channel, row)
        image = absolute(shown.pictures[0]["large"]) if shown.pictures else ""
        image = image or (absolute(shown.film["poster"]) if shown.film.get("poster") else "")
        alt = shown.pictures[0]["alt"] if shown.pictures else shown.film.get("alt", "")
        context = {**around(channel), "item": shown, "image": image, "image_alt": alt}
        page = render(request, "newsroom/item.html", context)
        if shown.withdrawn_at:
            page["X-Robots-Tag"] = "noindex"
        return page

    return answered(request, channel, make)


def _moved(channel: Channel, old: str) -> HttpResponse:
    """The old address of a withdrawn item leads to its note; 404 when nothing was ever there."""
    new = news.moved(channel, old)
    if new is None:
        raise Http404
    answer = redirect("news_item", channel.slug, new, permanent=True)
    answer["X-Robots-Tag"], answer["Cache-Control"] = "noindex", PUBLIC
    return answer


@require_safe
def picture(request: HttpRequest, pk: uuid.UUID, size: str) -> HttpResponseBase:
    """A picture that a live item shows; nobody gets any other here."""
    media = news.public_picture(pk)
    if media is None:
        raise Http404
    return send(request, media, size, PICTURES)
