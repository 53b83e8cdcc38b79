"""The worker's part: write a waiting export, go on with one whose worker stopped, take old files away."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.states import StateConflict, Step, move
from wellspoken.rooms.records.export import writing
from wellspoken.rooms.records.export.writing import Stopped
from wellspoken.rooms.records.models import Export
from wellspoken.rooms.records.states import EXPORT, ExportState

RECORDS = SystemActor("records")
SECONDS = 2.0
#: a worker that says nothing for this long is dead, and another goes on where it was
LEASE = timedelta(minutes=5)
#: how long the finished file stays
KEPT = timedelta(days=7)
CHUNK = 2**20


def work(ended: Callable[[], bool]) -> bool:
    """Write one waiting export; False when none waits."""
    now = timezone.now()
    _tidy(now)
    export = Export.objects.filter(state=ExportState.WAITING).order_by("pk").first()
    if export is None:
        return False
    try:
        _move(export, "running", lease_until=now + LEASE, total=writing.total(opened=export.opened))
    except StateConflict:
        return False
    carry(export, ended)
    return True


def carry(export: Export, ended: Callable[[], bool]) -> None:
    """Write an export that is `running`; told to stop, it waits again and keeps what it has."""
    try:
        done = writing.write(export.folder, opened=export.opened, tell=lambda n: not ended() and _noted(export, n))
        size, digest = _packed(export)
    except Stopped:
        with suppress(StateConflict):
            _move(export, "waiting", lease_until=None)
        return
    except Exception:
        with suppress(StateConflict):
            _move(export, "failed", lease_until=None)
        raise
    now = timezone.now()
    result: dict[str, Any] = {"size": size, "sha256": digest, "done": done, "made_at": now, "ends_at": now + KEPT}
    try:
        _move(export, "done", data={"sha256": digest, "rows": done}, lease_until=None, **result)
    except StateConflict:  # somebody stopped it at the last moment
        export.place.unlink(missing_ok=True)
    shutil.rmtree(export.folder, ignore_errors=True)


def _packed(export: Export) -> tuple[int, str]:
    """One zip of the folder: its size in bytes and its SHA-256."""
    half = export.place.with_suffix(".part")
    with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(export.folder.rglob("*")):
            if path.is_file() and path.name != writing.NOTES:
                archive.write(path, path.relative_to(export.folder).as_posix())
                _noted(export, export.done)
    half.chmod(0o600)
    half.replace(export.place)
    with export.place.open("rb") as data:
        return export.place.stat().st_size, hashlib.file_digest(data, "sha256").hexdigest()


def _tidy(now: datetime) -> None:
    """Exports of dead workers wait again; files whose time is over go, also those of stopped exports."""
    for export in Export.objects.filter(state=ExportState.RUNNING, lease_until__lt=now):
        with suppress(StateConflict):
            _move(export, "waiting", where=Q(lease_until=export.lease_until), lease_until=None)
    for export in Export.objects.filter(state=ExportState.DONE, ends_at__lt=now):
        with suppress(StateConflict):
            _move(export, "gone")
            export.place.unlink(missing_ok=True)
    for export in Export.objects.filter(state__in=(ExportState.CANCELLED, ExportState.FAILED)).order_by("-pk")[:20]:
        if export.folder.is_dir():
            shutil.rmtree(export.folder, ignore_errors=True)


def _noted(export: Export, done: int) -> bool:
    rows = Export.objects.filter(pk=export.pk, state=ExportState.RUNNING)
    export.done = done
    return rows.update(done=done, lease_until=timezone.now() + LEASE) == 1


def _move(export: Export, to: str, where: Q | None = None, data: dict[str, Any] | None = None, **changes: Any) -> None:
    action = "export.made" if to == "done" else "export.moved"
    move(export, EXPORT, Step(to=to, actor=RECORDS, action=action, where=where, changes=changes, data=data or {}))
