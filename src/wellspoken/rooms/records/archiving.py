"""The archive follows the audit log: whatever went live, was edited or was taken down is written down as it was.

It runs beside delivery and can neither stop nor repeat anything there. It may be late, by
seconds, and it may be stopped for days: it goes on where it was.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.audit.chain import digest
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.plain import plain
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.media.errors import BadPicture
from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.media.renditions import stored_bytes
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.records import filming
from wellspoken.rooms.records.models import Edition, KeptPicture, Reached
from wellspoken.rooms.records.sealed import seals
from wellspoken.rooms.review.selectors import approval_for

ARCHIVE = SystemActor("archive")
SECONDS = 3.0
BATCH = 200
DELIVERY = "publishing.delivery"
#: after these nothing of a delivery can have become public or gone
QUIET = frozenset(
    f"delivery.{act}"
    for act in ("scheduled", "claimed", "sending", "not_sent", "held", "late", "moved", "retried", "put_back", "freed")
)


def chore(ended: Callable[[], bool]) -> None:
    """Follow the log to its end, in steps."""
    while not ended() and follow():
        pass


def follow() -> int:
    """Take the next step along the log; returns how many entries were looked at, 0 at its end."""
    reached, _made = Reached.objects.get_or_create(pk=1)
    rows = AuditEntry.objects.filter(seq__gt=reached.seq).order_by("seq")
    seen = list(rows.values_list("seq", "action", "object_kind", "object_id", "at")[:BATCH])
    if not seen:
        return 0
    told = {int(key): at for _seq, action, kind, key, at in seen if kind == DELIVERY and action not in QUIET}
    for key, at in told.items():
        keep(key, at)
    # another worker may have come further meanwhile: never back
    Reached.objects.filter(pk=1, seq__lt=seen[-1][0]).update(seq=seen[-1][0])
    return len(seen)


def keep(delivery_id: int, at: datetime | None = None) -> Edition | None:
    """Bring the archive up to date about one delivery; doing it again changes nothing. Returns its newest edition.

    `at`: when the log told of its last change (None: now); what ended, ended then.
    """
    at = at or timezone.now()
    with transaction.atomic():
        rows = Delivery.objects.select_for_update(of=("self",), no_key=True)
        delivery = rows.select_related("post__team", "channel", "revision__author").filter(pk=delivery_id).first()
        if delivery is None or delivery.live_at is None:
            return None
        last = Edition.objects.filter(delivery=delivery).order_by("-number").first()
        if last is None or last.content_hash != delivery.content_hash:
            last = _new(delivery, last, at if last else delivery.live_at)
        if delivery.state == "withdrawn" and last.ended_at is None:
            _end(last, "withdrawn", at)
    return last


def keep_post(post_id: int) -> None:
    """Bring the archive up to date about every delivery of a post, also those that went live before there was one."""
    for key in Delivery.objects.filter(post=post_id, live_at__isnull=False).values_list("pk", flat=True):
        keep(key)


def _new(delivery: Delivery, before: Edition | None, began_at: datetime) -> Edition:
    body = delivery.revision.content
    content = plain(content_of(delivery, body))
    if before is not None and before.ended_at is None:
        _end(before, "replaced", began_at)
    edition = Edition.objects.create(
        delivery=delivery,
        number=before.number + 1 if before else 1,
        post=delivery.post,
        team=delivery.post.team,
        channel=delivery.channel,
        title=body.title or body.text_for(delivery.channel_id)[:90],
        words=_words(body, delivery),
        author_name=delivery.revision.author.name if delivery.revision.author else "",
        content=content,
        content_hash=delivery.content_hash,
        digest=digest(content),
        began_at=began_at,
    )
    for replaced in Edition.objects.filter(delivery__replaced_by=delivery, ended_at=None).select_related("channel"):
        _end(replaced, "replaced", began_at)
    keep_pictures(body)
    filming.keep(body)
    pictures = sorted(seals(edition.content))
    data = {"channel": delivery.channel.name, "sha256": edition.digest, "pictures": pictures}
    record(action="archive.kept", actor=ARCHIVE, obj=edition, data=data)
    _correct_earlier(edition)
    return edition


def content_of(delivery: Delivery, body: Body) -> dict[str, Any]:
    """All of it as one value that needs no other table. Times are ISO 8601 in UTC."""
    approval = approval_for(delivery.post, delivery.content_hash)
    media = {str(one.pk): one for one in MediaFile.objects.filter(pk__in=[p.media_id for p in body.pictures])}
    return {
        "title": body.title,
        "text": body.text_for(delivery.channel_id),
        "lang": body.lang,
        "pictures": [_picture(picture, media.get(picture.media_id)) for picture in body.pictures],
        **filming.of(body),
        "sources": [
            {"url": e.url, "title": e.title, "publisher": e.publisher, "checked_on": e.checked_on}
            for e in body.evidence
        ],
        "channel": {
            "network": delivery.channel.network,
            "name": delivery.channel.name,
            "handle": delivery.channel.handle,
            "server": delivery.channel.server,
        },
        "url": delivery.url,
        "remote_id": delivery.remote_id,
        "post": delivery.post_id,
        "revision": delivery.revision.number,
        "content_hash": delivery.content_hash,
        "author": delivery.revision.author.name if delivery.revision.author else "",
        "approved_by": approval.by.name if approval and approval.by else "",
        "live_at": delivery.live_at,
    }


def _picture(picture: Any, media: MediaFile | None) -> dict[str, Any]:
    known = {"mime": media.mime, "width": media.width, "height": media.height, "name": media.name} if media else {}
    return {"sha256": picture.sha256, "alt": picture.alt, "focus": [str(part) for part in picture.focus], **known}


def _words(body: Body, delivery: Delivery) -> str:
    parts = [body.title, body.text_for(delivery.channel_id), *(p.alt for p in body.pictures), *filming.words(body)]
    parts += [f"{e.title} {e.url}" for e in body.evidence]
    return "\n".join(parts).casefold()


def _end(edition: Edition, why: str, now: datetime) -> None:
    told = {"at": now.isoformat(timespec="seconds"), "kind": why, "words": ""}
    edition.ended_at, edition.changes = now, [*edition.changes, told]
    Edition.objects.filter(pk=edition.pk).update(ended_at=now, changes=edition.changes)
    record(action="archive.ended", actor=ARCHIVE, obj=edition, data={"channel": edition.channel.name, "why": why})


def _correct_earlier(edition: Edition) -> None:
    """A post made from an earlier one and shown on the same channel is noted there as its correction."""
    earlier = edition.post.copied_from_id
    if earlier is None:
        return
    for row in Edition.objects.filter(post_id=earlier, channel_id=edition.channel_id, state="kept"):
        told = {"at": edition.began_at.isoformat(timespec="seconds"), "kind": "corrected", "words": str(edition.pk)}
        Edition.objects.filter(pk=row.pk).update(changes=[*row.changes, told])


def keep_pictures(body: Body) -> None:
    """Keep the bytes of every picture; one that is gone already is left out, and the edition's page says so."""
    have = set(KeptPicture.objects.filter(sha256__in=_hashes(body)).values_list("sha256", flat=True))
    for media in MediaFile.objects.filter(pk__in=[p.media_id for p in body.pictures]).exclude(sha256__in=have):
        try:
            data = stored_bytes(media)
        except BadPicture:
            continue
        picture = KeptPicture(sha256=media.sha256, mime=media.mime, size=len(data))
        _write(picture.place, data)
        KeptPicture.objects.bulk_create([picture], ignore_conflicts=True)


def _hashes(body: Body) -> Iterable[str]:
    return [picture.sha256 for picture in body.pictures]


def _write(place: Path, data: bytes) -> None:
    """Write beside and rename: readers see nothing or the whole file."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).replace(place)
