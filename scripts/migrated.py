"""A SQLite database whose migrations are done, kept beside the Python packages: migrating takes seconds, copying none.

The name of the kept file is made of every migration and of the installed packages, so that a change of either makes
a new one. Only tests and pictures of the product use it; the product itself always migrates.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv" / "migrated"
_LETTERS = 16


def kept() -> Path:
    """Where the database of today's migrations lies, or would lie."""
    told = hashlib.sha256()
    for path in sorted(ROOT.glob("src/wellspoken/rooms/**/migrations/*.py")):
        told.update(path.read_bytes())
    for package in sorted(f"{one.name} {one.version}" for one in metadata.distributions()):
        told.update(package.encode())
    return FOLDER / f"{told.hexdigest()[:_LETTERS]}.sqlite3"


def bring(database: Path) -> bool:
    """Make `database` a copy of the kept one unless it is there; whether it is one now."""
    source = kept()
    if database.exists() or not source.exists():
        return False
    database.parent.mkdir(parents=True, exist_ok=True)
    _copy(source, database)
    return True


def keep(database: Path) -> None:
    """Keep a copy of a freshly migrated database. Older ones go."""
    target = kept()
    if target.exists():
        return
    FOLDER.mkdir(exist_ok=True)
    unfinished = target.with_suffix(f".{os.getpid()}")
    _copy(database, unfinished)
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    unfinished.replace(target)


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as held, closing(sqlite3.connect(target)) as new:
        held.backup(new)
