"""Making one binder from its order: collect post by post, print, pack, put it in place."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from wellspoken.rooms.audit.anchoring import anchor_now
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.presenting import sentence
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.selectors import organisation
from wellspoken.rooms.records import archiving
from wellspoken.rooms.records.binder import packing, printing, telling
from wellspoken.rooms.records.binder.blocks import Block
from wellspoken.rooms.records.binder.collecting import facts_of
from wellspoken.rooms.records.models import Binder, Edition, KeptPicture
from wellspoken.rooms.records.selectors import bytes_of

#: more posts than this make no document that anybody reads; choose a shorter period
MOST_POSTS = 500
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
#: told how many posts are done; False: stop, nobody wants it any more
Progress = Callable[[int], bool]


class Stopped(Exception):
    """Somebody cancelled it, or the worker ends."""


def posts_of(binder: Binder) -> list[Post]:
    """The posts it is about, oldest first."""
    rows = Post.objects.select_related("team", "author")
    if binder.post_id:
        return list(rows.filter(pk=binder.post_id))
    if binder.start is None or binder.end is None:
        return []
    zone = binder.team.zone
    start = datetime.combine(binder.start, time.min, zone)
    end = datetime.combine(binder.end + timedelta(days=1), time.min, zone)
    shown = Edition.objects.filter(team=binder.team, began_at__lt=end).exclude(ended_at__lt=start)
    return list(rows.filter(pk__in=shown.values("post")).order_by("pk")[:MOST_POSTS])


def make(binder: Binder, progress: Progress) -> tuple[int, str]:
    """Make the file and put it in place; returns its size and SHA-256. Raises `Stopped`, `NotPrinted`."""
    archiving.chore(lambda: False)
    if binder.post_id:
        archiving.keep_post(binder.post_id)
    anchor_now()  # so that everything in it is proven, but what is written from now on
    with translation.override(binder.lang):
        known = list(_collected(binder, progress))
        pictures, files = _pictures(known)
        document = _document(binder, known, pictures, files)
        pdf = printing.printed(document, timezone.now())
    return _placed(binder.place, pdf, known, pictures)


def _collected(binder: Binder, progress: Progress) -> Iterator[dict[str, Any]]:
    for number, post in enumerate(posts_of(binder)):
        if not progress(number):
            raise Stopped
        known = facts_of(post, binder.lang, raw=binder.raw)
        rows = AuditEntry.objects.filter(post_ref=str(post.pk)).order_by("seq")
        said = {row.seq: sentence(row) for row in rows}
        known["log_told"] = [{**entry, "said": said.get(entry["seq"], entry["action"])} for entry in known["log"]]
        yield known


def _pictures(known: list[dict[str, Any]]) -> tuple[dict[str, bytes], dict[str, str]]:
    """(bytes by file name, file name by hash) of every picture that is kept whole."""
    wanted = {p["sha256"] for one in known for e in one["shown"] for p in e["content"].get("pictures", [])}
    found: dict[str, bytes] = {}
    files: dict[str, str] = {}
    for kept in KeptPicture.objects.filter(sha256__in=wanted):
        data = bytes_of(kept)
        if data is not None and kept.mime in _ENDINGS:
            files[kept.sha256] = f"{kept.sha256}.{_ENDINGS[kept.mime]}"
            found[files[kept.sha256]] = data
    return found, files


def _document(
    binder: Binder, known: list[dict[str, Any]], pictures: dict[str, bytes], files: dict[str, str]
) -> printing.Document:
    zone = binder.team.zone
    house = organisation()
    blocks: list[Block] = [block for one in known for block in telling.told(one, zone, files)]
    title = known[0]["post"]["title"] if binder.post_id and known else _("Posts of {team}").format(team=binder.team)
    name = house.name if house else ""
    cover = [
        name,
        str(binder.team),
        f"{binder.start} – {binder.end}" if binder.start else f"#{binder.post_id}",
        _("Made on {day}; clock times are of {zone}.").format(day=f"{timezone.now():%Y-%m-%d}", zone=zone),
        _("The same, complete and for machines, lies beside this document; a program that proves both comes with it."),
    ]
    blocks = blocks or [{"t": "heading", "level": 1, "text": _("Nothing was public in this period")}]
    return printing.Document(title, name, binder.lang, _("Contents"), [c for c in cover if c], blocks, pictures)


def _placed(place: Path, pdf: bytes, known: list[dict[str, Any]], pictures: dict[str, bytes]) -> tuple[int, str]:
    """Write beside and rename: whoever downloads sees nothing or the whole file."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as out:
        packing.pack(out, pdf, known, pictures)
        out.flush()
        size = out.tell()
    path = Path(out.name)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    size = path.stat().st_size
    path.replace(place)
    return size, digest
