"""The built files of `frontend/`: which script and which style sheet a page loads."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings

ENTRY = "src/main.ts"
STYLE = "style.css"


class NotBuilt(Exception):
    """`frontend/dist` holds no build."""


def assets() -> tuple[str, str]:
    """Paths under `/static/` of the script and the style sheet; raises `NotBuilt`."""
    manifest = Path(settings.FRONTEND_DIST) / "manifest.json"
    try:
        return _read(manifest, manifest.stat().st_mtime_ns)
    except (OSError, KeyError, ValueError) as error:
        raise NotBuilt(str(manifest)) from error


@lru_cache(maxsize=2)
def _read(manifest: Path, changed: int) -> tuple[str, str]:
    """Read the manifest again only when the file has changed (`changed`: its time in nanoseconds)."""
    entries = json.loads(manifest.read_text())
    return entries[ENTRY]["file"], entries[STYLE]["file"]
