"""The files that belong to rows: pictures and films of the library, and pictures that the archive keeps."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db.models import FileField

from wellspoken.rooms.records.export.catalogue import room_models
from wellspoken.rooms.records.models import KeptPicture


def wanted() -> list[tuple[str, Path]]:
    """Every file: its name in the export and where it is now."""
    root = Path(settings.MEDIA_ROOT)
    found = [(f"media/{name}", root / name) for name in _stored() if ".." not in PurePosixPath(name).parts]
    return found + [(f"archive/{one.sha256}", one.place) for one in KeptPicture.objects.order_by("pk").iterator()]


def _stored() -> list[str]:
    """What stands in file columns of any table, in the order of keys."""
    columns = [(model, field) for model in room_models() for field in model._meta.concrete_fields]
    files = [(model, field.name) for model, field in columns if isinstance(field, FileField)]
    found = [model._default_manager.order_by("pk").values_list(name, flat=True) for model, name in files]
    return list(dict.fromkeys(str(name) for names in found for name in names if name))


def copy(folder: Path, go_on: Callable[[], bool]) -> list[str] | None:
    """Copy every file that is not there yet; the names of those that are missing here, or None when told to stop."""
    missing = []
    for name, source in wanted():
        target = folder / name
        if not source.is_file():
            missing.append(name)
        elif not target.is_file() or target.stat().st_size != source.stat().st_size:
            target.parent.mkdir(parents=True, exist_ok=True)
            half = target.with_name(f"{target.name}.part")
            shutil.copyfile(source, half)
            half.replace(target)
            if not go_on():
                return None
    return missing
