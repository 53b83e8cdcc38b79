"""Atom (RFC 4287) and JSON Feed 1.1. A withdrawn item's entry changes into the note, so readers' copies do too."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.publishing import newsroom_selectors as news
from wellspoken.web.newsroom.shown import Shown, absolute, plain, show
from wellspoken.web.newsroom.views import answered, find

ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _items(channel: Channel) -> list[Shown]:
    return [show(channel, row) for row in news.latest_changes(channel)]


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _content(item: Shown) -> str:
    """The text and pictures as HTML with whole addresses, for readers elsewhere."""
    figures = "".join(f'<p><img src="{absolute(p["large"])}" alt="{_attribute(p["alt"])}"></p>' for p in item.pictures)
    return f"{item.html}{figures}"


def _attribute(text: str) -> str:
    swaps = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))
    for sign, safe in swaps:
        text = text.replace(sign, safe)
    return plain(text)


@require_safe
def atom(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The Atom feed."""
    channel = find(slug)

    def make() -> HttpResponse:
        body = tostring(_atom(channel), encoding="utf-8", xml_declaration=True)
        return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")

    return answered(request, channel, make)


def _atom(channel: Channel) -> Element:
    items, home = _items(channel), absolute(reverse("newsroom", args=[channel.slug]))
    feed = Element("feed", {"xmlns": ATOM, XML_LANG: channel.language})
    changed = max((item.changed_at for item in items), default=channel.connected_at)
    _texts(feed, id=home, title=plain(channel.name), updated=_stamp(changed))
    itself = absolute(reverse("newsroom_atom", args=[channel.slug]))
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": itself})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": home})
    SubElement(SubElement(feed, "author"), "name").text = plain(channel.name)
    for item in items:
        _entry(feed, item)
    return feed


def _entry(feed: Element, item: Shown) -> None:
    entry = SubElement(feed, "entry", {XML_LANG: item.lang})
    dates = {"published": _stamp(item.published_at), "updated": _stamp(item.changed_at)}
    _texts(entry, id=item.id, title=item.title, **dates)
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": item.url})
    SubElement(entry, "summary").text = item.summary
    SubElement(entry, "content", {"type": "html"}).text = _content(item)


def _texts(parent: Element, **values: str) -> None:
    for name, text in values.items():
        SubElement(parent, name).text = text


@require_safe
def json_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The JSON Feed."""
    channel = find(slug)

    def make() -> HttpResponse:
        body = json.dumps(_json(channel), ensure_ascii=False)
        return HttpResponse(body, content_type="application/feed+json; charset=utf-8")

    return answered(request, channel, make)


def _json(channel: Channel) -> dict[str, Any]:
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": plain(channel.name),
        "home_page_url": absolute(reverse("newsroom", args=[channel.slug])),
        "feed_url": absolute(reverse("newsroom_json", args=[channel.slug])),
        "language": channel.language,
        "authors": [{"name": plain(channel.name)}],
        "items": [_json_item(item) for item in _items(channel)],
    }


def _json_item(item: Shown) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_html": _content(item),
        "summary": item.summary,
        "date_published": _stamp(item.published_at),
        "date_modified": _stamp(item.changed_at),
        "language": item.lang,
    }
    if item.pictures:
        made["image"] = absolute(item.pictures[0]["large"])
    return made
