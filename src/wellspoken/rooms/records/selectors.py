"""Reads of the archive. Whoever calls has fetched through `access`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from wellspoken.rooms.audit.chain import digest
from wellspoken.rooms.compliance.duties import countries_of
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.access import rights_of
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.records.access import visible_editions
from wellspoken.rooms.records.models import Binder, Edition, Export, KeptPicture, LegalHold
from wellspoken.rooms.records.retention import OTHER, classes_of, earliest_deletion
from wellspoken.rooms.records.sealed import seals

PAGE = 40


@dataclass(frozen=True, slots=True)
class Filters:
    """What to look for; empty means everything. `start` and `end` are UTC, end exclusive."""

    words: str = ""
    channel: int | None = None
    author: str = ""
    start: datetime | None = None
    end: datetime | None = None
    held: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Editions newest first; `older` is the key to ask the next page with, or None at the end."""

    editions: Sequence[Edition]
    older: int | None


def search(user: User, wanted: Filters, before: int | None = None) -> Page:
    """One page of what was public in the person's teams, newest kept first."""
    rows = _matching(visible_editions(user).filter(state="kept"), wanted).annotate(held=_held())
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: PAGE + 1])
    return Page(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)


def _held() -> Exists:
    return Exists(LegalHold.objects.filter(post=OuterRef("post"), state="standing"))


def _matching(rows: QuerySet[Edition], wanted: Filters) -> QuerySet[Edition]:
    for word in wanted.words.casefold().split()[:12]:
        rows = rows.filter(words__contains=word)
    if wanted.channel is not None:
        rows = rows.filter(channel_id=wanted.channel)
    if wanted.author:
        rows = rows.filter(author_name__icontains=wanted.author)
    if wanted.start:
        rows = rows.filter(began_at__gte=wanted.start)
    if wanted.end:
        rows = rows.filter(began_at__lt=wanted.end)
    return rows.filter(_held()) if wanted.held else rows


def standing_hold(edition: Edition) -> LegalHold | None:
    """The legal hold over its post, or None."""
    return LegalHold.objects.filter(post=edition.post_id, state="standing").select_related("by").first()


def deletable_from(edition: Edition) -> datetime | None:
    """The first moment at which it may be deleted, holds aside; None while it is still public."""
    return earliest_deletion(edition.began_at, edition.ended_at, countries(edition.team))


def due(user: User, now: datetime | None = None, limit: int = 200) -> list[Edition]:
    """What may be deleted now in teams where the person may read the log, oldest first; nothing does it by itself."""
    now = now or timezone.now()
    shortest = min(OTHER.years, *(one.years for one in classes_of(["us", "id"])))
    rows = visible_editions(user, Right.AUDIT).filter(state="kept", ended_at__lt=now - timedelta(days=365 * shortest))
    found = rows.exclude(_held()).order_by("ended_at")[: limit * 2]
    countries: dict[int, list[str]] = {}
    ripe = []
    for edition in found:
        known = countries.setdefault(edition.team_id, []) or countries_of(edition.team)
        countries[edition.team_id] = known
        moment = earliest_deletion(edition.began_at, edition.ended_at, known)
        if moment is not None and moment <= now:
            ripe.append(edition)
    return ripe[:limit]


def seal_fits(edition: Edition) -> bool:
    """Whether the content is the one that was sealed when it was kept."""
    return edition.state != "kept" or digest(edition.content) == edition.digest


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of an edition: its hash, alt text, and whether its bytes are there and are the same."""

    sha256: str
    alt: str
    whole: bool


def pictures_of(edition: Edition) -> list[Shown]:
    """The edition's pictures with a look at their bytes."""
    told = edition.content.get("pictures", [])
    kept = {one.sha256: one for one in KeptPicture.objects.filter(sha256__in=[p["sha256"] for p in told])}
    return [Shown(p["sha256"], p["alt"], bytes_of(kept.get(p["sha256"])) is not None) for p in told]


def bytes_of(picture: KeptPicture | None) -> bytes | None:
    """The bytes, when they are there and still have their hash."""
    if picture is None or not picture.place.is_file():
        return None
    data = picture.place.read_bytes()
    return data if hashlib.sha256(data).hexdigest() == picture.sha256 else None


def picture_of(edition: Edition, sha256: str) -> KeptPicture | None:
    """A picture or the film's poster, when this edition shows it; never the film: it is too large."""
    film = edition.content.get("film") or {}
    if sha256 not in seals(edition.content) - {film.get("sha256")}:
        return None
    return KeptPicture.objects.filter(sha256=sha256).first()


def film_of(edition: Edition) -> KeptPicture | None:
    """The film that the edition shows, when its bytes are there; their hash is not counted again each time."""
    sha256 = (edition.content.get("film") or {}).get("sha256")
    kept = KeptPicture.objects.filter(sha256=sha256).first() if sha256 else None
    return kept if kept is not None and kept.place.is_file() else None


def editions_of(post_ids: Iterable[int]) -> list[Edition]:
    """Everything the archive has of these posts, oldest first."""
    rows = Edition.objects.filter(post_id__in=list(post_ids)).select_related("team", "channel")
    return list(rows.defer("channel__secrets").order_by("began_at", "pk"))


def countries(team: Team) -> list[str]:
    """Whose retention classes hold for a team; read once for a team at hand."""
    if "_retained_in" not in team.__dict__:
        team.__dict__["_retained_in"] = countries_of(team)
    found: list[str] = team.__dict__["_retained_in"]
    return found


def binders_for(user: User, post: Post | None = None, most: int = 50) -> list[Binder]:
    """The newest binders of the teams whose log the person may read; those of one post when it is named."""
    teams = rights_of(user).teams(Right.AUDIT)
    rows = Binder.objects.select_related("team", "post", "by")
    rows = rows if teams is None else rows.filter(team_id__in=teams)
    return list((rows.filter(post=post) if post else rows)[:most])


def exports(*, opened: bool, most: int = 10) -> list[Export]:
    """The newest exports of everything; those with consents in clear only when `opened`."""
    rows = Export.objects.select_related("by")
    return list((rows if opened else rows.filter(opened=False))[:most])
