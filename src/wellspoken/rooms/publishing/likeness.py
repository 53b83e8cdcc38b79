"""Warnings before something is said twice: near-duplicates of a team's posts, and two posts at once on one channel."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.utils import timezone
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.publishing.agenda import POST_LOOKS, Entry
from wellspoken.rooms.publishing.models import Delivery

#: how far apart in time two posts may be and still count as saying it twice
WINDOW = timedelta(days=14)
#: two posts on one channel within this long are in each other's way
NEAR = timedelta(minutes=30)
#: of 100; from here on two texts say the same to a reader
SAME = 88
#: shorter texts are too alike by chance
SHORTEST = 30
#: texts compared at most, newest first
MOST = 1500

_LINK = re.compile(r"https?://\S+")
_NOISE = re.compile(r"[\W_]+")
_GOING = ("scheduled", "queued", "sending", "unknown", "live", "late", "held", "refused")
_WAITS = ("scheduled", "queued", "sending", "live", "unknown")


@dataclass(frozen=True, slots=True)
class Warn:
    """`kind` is `duplicate` or `clash`; `post` the other post; `message` a sentence in the language now active."""

    kind: str
    post: int
    title: str
    message: str


def plain(text: str) -> str:
    """The words alone: links, signs, case and spacing taken away, so that small changes do not hide a repetition."""
    return _NOISE.sub(" ", _LINK.sub(" ", unicodedata.normalize("NFKC", text)).casefold()).strip()


def warnings(post: Post) -> list[Warn]:
    """What somebody who writes or plans this post should know. Four queries; nothing is refused because of it."""
    if post.current is None:
        return []
    body, at = post.current.content, post.plan_at if post.plan_kind == "at" else None
    return [*duplicates(post, body.text, at), *clashes(body.channels, at, post.pk)]


def duplicates(post: Post, text: str, at: datetime | None = None) -> list[Warn]:
    """Posts of the same team that say nearly the same within two weeks of `at` (aware; None: now); closest first."""
    wanted = plain(text)
    if len(wanted) < SHORTEST:
        return []
    known = {row["pk"]: row for row in _around(post, at or timezone.now())}
    texts = {pk: plain(row["words"] or "") for pk, row in known.items()}
    close = process.extract(wanted, texts, scorer=fuzz.token_sort_ratio, score_cutoff=SAME, limit=3)
    return [_duplicate(known[pk]) for _text, _score, pk in close]


def _around(post: Post, at: datetime) -> list[dict[str, Any]]:
    start, end = at - WINDOW, at + WINDOW
    out = Delivery.objects.filter(due_at__gte=start, due_at__lte=end, state__in=_GOING, post__team=post.team_id)
    near = Q(plan_at__gte=start, plan_at__lte=end) | Q(changed_at__gte=start) | Q(pk__in=out.values("post"))
    rows = Post.objects.filter(near, team=post.team_id).exclude(state__in=["binned", "withdrawn", "rejected"])
    rows = (
        rows.exclude(pk__in=[post.pk, post.corrects_id or 0])
        .annotate(words=KeyTextTransform("text", "current__body"))
        .order_by("-pk")
    )
    return [dict(row) for row in rows.values("pk", "title", "state", "words")[:MOST]]


def _duplicate(row: dict[str, Any]) -> Warn:
    title = row["title"] or _("No title yet")
    said = (
        _("“%(title)s” is out and says nearly the same.")
        if row["state"] == "published"
        else _("“%(title)s” says nearly the same and is under way.")
    )
    return Warn("duplicate", row["pk"], title, said % {"title": title})


def clashes(channels: Iterable[int], at: datetime | None, except_post: int = 0) -> list[Warn]:
    """Other posts on these channels within half an hour of `at` (aware, UTC; None: no time, no clash)."""
    wanted = set(channels)
    if at is None or not wanted:
        return []
    start, end = at - NEAR, at + NEAR
    due = Delivery.objects.filter(channel__in=wanted, due_at__gt=start, due_at__lt=end, state__in=_WAITS)
    columns = ("post_id", "post__title", "channel_id", "channel__name")
    found = list(due.exclude(post=except_post).order_by("due_at", "pk").values_list(*columns)[:20])
    found += _planned(wanted, start, end, except_post)
    kept = {(post, channel): (title, name) for post, title, channel, name in reversed(found)}
    return [_clash(post, title, name) for (post, _channel), (title, name) in reversed(kept.items())][:5]


def _planned(wanted: set[int], start: datetime, end: datetime, except_post: int) -> list[tuple[Any, ...]]:
    teams = Channel.objects.filter(pk__in=wanted).values_list("pk", "name", "team_id")
    names = {pk: name for pk, name, _team in teams}
    rows = Post.objects.filter(plan_at__gt=start, plan_at__lt=end, team__in={team for _pk, _name, team in teams})
    rows = rows.filter(state__in=[s for states in POST_LOOKS.values() for s in states if s != "rejected"])
    listed = rows.exclude(pk=except_post).values_list("pk", "title", KeyTransform("channels", "current__body"))[:50]
    return [(pk, title, c, names[c]) for pk, title, channels in listed for c in channels or () if c in names]


def _clash(post: int, title: str, channel: str) -> Warn:
    title = title or _("No title yet")
    said = _("“%(title)s” goes out on %(channel)s within half an hour of it.")
    return Warn("clash", post, title, said % {"title": title, "channel": channel})


def crowded(entries: Iterable[Entry]) -> frozenset[tuple[int, datetime]]:
    """Of entries on a calendar, those within half an hour of another on the same channel, as (post, moment)."""
    by_channel: dict[int, list[tuple[datetime, int]]] = {}
    for entry in entries:
        if entry.look not in {"withdrawn", "rejected"}:
            for channel, _look in entry.parts:
                by_channel.setdefault(channel, []).append((entry.at, entry.post))
    found: set[tuple[int, datetime]] = set()
    for rows in by_channel.values():
        rows.sort()
        for (first, one), (second, other) in pairwise(rows):
            if one != other and second - first < NEAR:
                found |= {(one, first), (other, second)}
    return frozenset(found)


def repeated(entries: Iterable[Entry]) -> frozenset[int]:
    """Of entries on a calendar that are not all live yet, the posts that nearly repeat another one there. One query."""
    listed = [entry for entry in entries if entry.look not in {"withdrawn", "rejected"}]
    keys = {entry.post for entry in listed}
    if len(keys) < 2:
        return frozenset()
    teams = {entry.post: entry.team for entry in listed}
    rows = Post.objects.filter(pk__in=keys).values_list("pk", KeyTextTransform("text", "current__body"))
    texts = [(pk, plain(text or "")) for pk, text in rows]
    texts = [(pk, text) for pk, text in texts if len(text) >= SHORTEST]
    scores = process.cdist(
        [t for _p, t in texts], [t for _p, t in texts], scorer=fuzz.token_sort_ratio, score_cutoff=SAME
    )
    found = set()
    for row, (one, _text) in enumerate(texts):
        for column in range(row):
            other = texts[column][0]
            if scores[row][column] and teams[one] == teams[other]:
                found |= {one, other}
    return frozenset(found)
