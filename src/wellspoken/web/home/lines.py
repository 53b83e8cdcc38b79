"""Posts as lines of a day: one per post and moment, with its channels."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from wellspoken.rooms.channels.measures import network_name
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.today import Sheet
from wellspoken.web.calendar.looks import LOOK, Look


@dataclass(slots=True)
class Link:
    """A channel's network by name; `url` leads to the live post, when there is one."""

    name: str
    url: str = ""


@dataclass(slots=True)
class Line:
    """One post at one moment; `look` is set only when it says more than that all is well."""

    post: int
    at: datetime
    title: str
    links: list[Link] = field(default_factory=list)
    look: Look | None = None


def going_lines(day: Sheet) -> list[Line]:
    """What goes out today, drafts and posts in review included, in order of time."""
    lines = _grouped(day.going, [row.due_at for row in day.going])
    for post in day.planned:
        if post.plan_at is not None:
            lines.append(Line(post.pk, post.plan_at, _title(post.title), [], LOOK[post.state]))
    return sorted(lines, key=lambda line: (line.at, line.post))


def out_lines(day: Sheet) -> list[Line]:
    """What went out lately, newest first, with links to where it is."""
    lines: dict[int, Line] = {}
    for row in day.out:
        line = lines.setdefault(row.post_id, Line(row.post_id, row.live_at or row.due_at, _title(row.post.title)))
        line.links.append(Link(network_name(row.channel.network), row.url))
    return list(lines.values())


def _grouped(rows: list[Delivery], moments: list[datetime]) -> list[Line]:
    lines: dict[tuple[int, datetime], Line] = {}
    for row, at in zip(rows, moments, strict=True):
        line = lines.setdefault((row.post_id, at), Line(row.post_id, at, _title(row.post.title)))
        line.links.append(Link(network_name(row.channel.network)))
    return list(lines.values())


def _title(title: str) -> str:
    return title or _("No title yet")
