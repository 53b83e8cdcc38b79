"""`wellspoken backup` and `restore`: one file with everything, its contents verified both ways.

The file is a gzipped tar: `manifest.json` (format, version, SHA-256 of each
member), the database (a consistent copy taken while running: `wellspoken.sqlite3`,
or `wellspoken.dump` of PostgreSQL), the pictures, and, when asked for, the keys.
Without the keys the channels' sign-ins in the copy cannot be opened by whoever
finds it, nor by a restore.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer

from wellspoken import __version__
from wellspoken.cli import dumping
from wellspoken.cli.setup import DataOption, use_data

FORMAT = 1
DATABASE = "wellspoken.sqlite3"
KEYS = ("secret.key", "seal.keys")
FOLDERS = ("media",)
#: below the pictures; made anew when needed, and gone after days
EXPORTS = "exports"
CHUNK = 2**20


class BadBackup(Exception):
    """The file is not a backup of ours, or not all of it is there."""


def backup(
    file: Annotated[Path | None, typer.Argument(help="Where to write; a dated name by default.")] = None,
    data: DataOption = None,
    with_keys: Annotated[
        bool, typer.Option("--with-keys", help="Include the keys; then guard the file like them.")
    ] = False,
) -> None:
    """Write database and pictures into one verified file. May run while people work.

    Example: wellspoken backup friday.tar.gz --with-keys
    """
    folder = use_data(data)
    if not dumping.address() and not (folder / DATABASE).is_file():
        typer.echo(f"There is no Wellspoken data in {folder}.", err=True)
        raise typer.Exit(2)
    target = file or Path(f"wellspoken-{datetime.now(UTC):%Y%m%d-%H%M%S}.tar.gz")
    try:
        count = write(folder, target, with_keys=with_keys)
    except dumping.DumpFailed as error:
        typer.echo(f"Not written: {error}", err=True)
        raise typer.Exit(1) from None
    check(target)
    size = target.stat().st_size / 1e6
    typer.echo(
        f"Written and verified: {target} ({count} files, {size:.1f} MB, keys {'included' if with_keys else 'left out'})"
    )


def restore(
    file: Annotated[Path, typer.Argument(help="A file made by `wellspoken backup`.")], data: DataOption = None
) -> None:
    """Bring a backup back into an empty data folder, after checking every byte of it.

    Example: wellspoken restore friday.tar.gz --data /srv/wellspoken
    """
    folder = use_data(data)
    if (folder / DATABASE).exists():
        typer.echo(f"{folder} already holds data. Name an empty folder with --data; nothing was changed.", err=True)
        raise typer.Exit(2)
    try:
        _same_kind(check(file))
        unpack(file, folder)
        _load_dump(folder)
    except (BadBackup, dumping.DumpFailed, OSError, tarfile.TarError, EOFError) as error:
        typer.echo(f"Not restored: {error}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"Restored into {folder}.")
    if not (folder / "seal.keys").exists():
        typer.echo("The keys were not in the backup: put seal.keys and secret.key there, or reconnect every channel.")


def _same_kind(seen: dict[str, str]) -> None:
    """A copy of PostgreSQL goes into PostgreSQL, one of SQLite into a data folder."""
    if (dumping.NAME in seen) == bool(dumping.address()):
        return
    if dumping.NAME in seen:
        raise BadBackup("it holds a PostgreSQL database: name an empty one in WELLSPOKEN_DATABASE")
    raise BadBackup("it holds a SQLite database: take WELLSPOKEN_DATABASE away")


def _load_dump(folder: Path) -> None:
    copy = folder / dumping.NAME
    if copy.exists():
        dumping.load(copy, dumping.address())
        copy.unlink()


def write(folder: Path, target: Path, *, with_keys: bool) -> int:
    """Write the backup beside `target` first and rename it when whole; returns the number of files in it."""
    with tempfile.TemporaryDirectory(prefix="wellspoken-backup-") as scratch:
        copy = _copy_database(folder, Path(scratch))
        members = {copy.name: copy, **_pictures(folder)}
        members |= {name: folder / name for name in KEYS if with_keys and (folder / name).is_file()}
        manifest = {
            "format": FORMAT,
            "version": __version__,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "files": {name: _sha256(path) for name, path in sorted(members.items())},
        }
        part = target.with_name(target.name + ".part")
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out, tarfile.open(fileobj=out, mode="w:gz") as tar:
            _add_bytes(tar, "manifest.json", json.dumps(manifest, indent=1).encode())
            for name, path in sorted(members.items()):
                tar.add(path, name, recursive=False)
        part.rename(target)
    return len(members)


def check(file: Path) -> dict[str, str]:
    """Read the whole file and compare each member with the manifest; raises `BadBackup`."""
    seen: dict[str, str] = {}
    manifest: dict[str, object] = {}
    with tarfile.open(file, "r:gz") as tar:
        for member in tar:
            content = tar.extractfile(member) if member.isfile() else None
            if content is None or not _safe(member.name):
                raise BadBackup(f"unexpected entry {member.name!r}")
            if member.name == "manifest.json":
                manifest = json.loads(content.read(64 * CHUNK))
            else:
                seen[member.name] = _sha256_of(content)
    if manifest.get("format") != FORMAT:
        raise BadBackup("not a backup that this version reads")
    if manifest["files"] != seen:
        raise BadBackup("what is in the file is not what its list says: it is damaged or incomplete")
    return seen


def unpack(file: Path, folder: Path) -> None:
    """Unpack beside `folder` and move into place, so that a failure leaves nothing half done."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".restore-") as scratch, tarfile.open(file, "r:gz") as tar:
        tar.extractall(scratch, filter="data")
        (Path(scratch) / "manifest.json").unlink()
        for item in Path(scratch).iterdir():
            shutil.move(str(item), folder / item.name)


def _copy_database(folder: Path, scratch: Path) -> Path:
    if address := dumping.address():
        dumping.dump(address, scratch / dumping.NAME)
        return scratch / dumping.NAME
    _copy_sqlite(folder / DATABASE, scratch / DATABASE)
    return scratch / DATABASE


def _copy_sqlite(source: Path, target: Path) -> None:
    with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as live, sqlite3.connect(target) as copy:
        live.backup(copy)
        if (found := copy.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise BadBackup(f"the database itself is damaged: {found}")


def _pictures(folder: Path) -> dict[str, Path]:
    """Uploads, by their place in a data folder; they may be kept elsewhere (`WELLSPOKEN_MEDIA`)."""
    found: dict[str, Path] = {}
    for name in FOLDERS:
        home = Path(os.environ.get("WELLSPOKEN_MEDIA", folder / name))
        paths = [p for p in home.rglob("*") if p.is_file() and not p.is_relative_to(home / EXPORTS)]
        found |= {f"{name}/{p.relative_to(home).as_posix()}": p for p in paths}
    return found


def _safe(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return _sha256_of(content)


def _sha256_of(content: object) -> str:
    digest = hashlib.sha256()
    while block := content.read(CHUNK):  # type: ignore[attr-defined]
        digest.update(block)
    return digest.hexdigest()
