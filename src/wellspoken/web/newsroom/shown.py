"""News items as the public pages and feeds show them: text made safe, withdrawn ones reduced to a note."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wellspoken.rooms.channels import measures
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.publishing.models import NewsItem

#: characters that neither XML nor people can use
_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """The text without characters that no feed may hold."""
    return _UNUSABLE.sub("", text)


def absolute(path: str) -> str:
    """The public address of a path."""
    return f"{settings.SITE_URL}{path}"


@dataclass(frozen=True, slots=True)
class Shown:
    """One item as shown. A withdrawn one has a note and no title, text, pictures or sources of its own."""

    id: str
    url: str
    title: str
    lang: str
    published_at: datetime
    changed_at: datetime
    withdrawn_at: datetime | None = None
    reason: str = ""
    html: SafeString = field(default_factory=SafeString)
    text: str = ""
    pictures: list[dict[str, Any]] = field(default_factory=list)
    film: dict[str, Any] = field(default_factory=dict)
    sources: list[dict[str, str]] = field(default_factory=list)
    corrections: list[dict[str, Any]] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """The first 200 characters, on one line."""
        line = " ".join(self.text.split())
        return line if len(line) <= 200 else line[:199].rsplit(" ", 1)[0] + "…"


def show(channel: Channel, item: NewsItem) -> Shown:
    """The item as the public may see it."""
    url = absolute(reverse("news_item", args=[channel.slug, item.slug]))
    if item.withdrawn_at is not None:
        return _withdrawn(channel, item, url)
    text = plain(item.text)
    return Shown(
        id=lasting(item),
        url=url,
        title=plain(item.title),
        lang=item.lang,
        published_at=item.published_at,
        changed_at=item.changed_at,
        html=as_html(channel, text),
        text=text,
        pictures=[_picture(p) for p in item.pictures],
        film=_film(item.film),
        sources=[_source(s) for s in item.sources],
        corrections=[_correction(c) for c in item.corrections],
    )


def lasting(item: NewsItem) -> str:
    """The item's name for feed readers, a tag URI (RFC 4151): the same for ever, with no words of the item in it."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"tag:{host},{item.published_at.astimezone(UTC):%Y-%m-%d}:{item.key}"


def _withdrawn(channel: Channel, item: NewsItem, url: str) -> Shown:
    reason = plain(item.withdrawn_reason)
    note = _("This item was withdrawn.")
    return Shown(
        id=lasting(item),
        url=url,
        title=_("Withdrawn item"),
        lang=channel.language,
        published_at=item.published_at,
        changed_at=item.changed_at,
        withdrawn_at=item.withdrawn_at,
        reason=reason,
        html=format_html("<p>{}</p>", f"{note} {reason}".strip()),
        text=f"{note} {reason}".strip(),
    )


def as_html(channel: Channel, text: str) -> SafeString:
    """Paragraphs and line breaks; web addresses become links; everything else is plain text."""
    paragraphs = [p.strip("\n") for p in re.split(r"\n\s*\n", text) if p.strip()]
    return format_html_join("", "<p>{}</p>", ((_inline(channel, p),) for p in paragraphs))


def _inline(channel: Channel, text: str) -> SafeString:
    made = SafeString("")
    for piece in measures.preview(channel, text):
        if piece.href:
            made += format_html('<a href="{}" rel="nofollow noopener">{}</a>', piece.href, piece.text)
        else:
            made += format_html("{}", piece.text)
    return mark_safe(made.replace("\n", "<br>"))  # noqa: S308 (every piece was escaped above)


def _picture(value: dict[str, Any]) -> dict[str, Any]:
    def address(size: str) -> str:
        return reverse("newsroom_picture", args=[value["media_id"], size])

    shape = {"width": value.get("width") or 1600, "height": value.get("height") or 900}
    return {"alt": value.get("alt", ""), "small": address("small"), "large": address("large"), **shape}


def _film(value: dict[str, Any]) -> dict[str, Any]:
    """A film as its player needs it; empty for none."""
    if not value:
        return {}
    key, poster = value["film_id"], value.get("poster", "")
    return {
        "url": reverse("newsroom_film", args=[key]),
        "mime": value["mime"],
        "alt": plain(str(value.get("alt", ""))),
        "width": value.get("width") or 1280,
        "height": value.get("height") or 720,
        "poster": reverse("newsroom_picture", args=[poster, "large"]) if poster else "",
        "tracks": [
            {"lang": one["lang"], "url": reverse("newsroom_captions", args=[key, one["lang"]])}
            for one in value.get("captions", [])
        ],
    }


def _source(value: dict[str, str]) -> dict[str, str]:
    url = value.get("url", "")
    safe = url if url.lower().startswith(("https://", "http://")) else ""
    return {"url": safe, "title": plain(value.get("title", "") or url)}


def _correction(value: dict[str, Any]) -> dict[str, Any]:
    url = str(value.get("url", ""))
    own = url if url.startswith(f"{settings.SITE_URL}/newsroom/") else ""
    note = plain(str(value.get("note", ""))) or _("Withdrawn item")
    return {"at": parse_datetime(str(value.get("at", ""))), "note": note, "url": own}
