"""Writing an export into a folder, step by step: one that was stopped, or whose machine died, goes on where it was."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from wellspoken.rooms.audit.bundle import write_bundle
from wellspoken.rooms.records.export import files, readme, rows
from wellspoken.rooms.records.export.catalogue import Collection, collections

NOTES = "progress.json"
FORMAT = 1


class NotOurs(Exception):
    """The folder holds other things, or an export that was asked for otherwise."""


class Stopped(Exception):
    """Somebody wants it to stop; what is written stays, and the next call goes on from there."""


@dataclass(slots=True)
class Part:
    """How far one file is: rows and bytes written, the key of the last row, whether that was all."""

    rows: int = 0
    size: int = 0
    last: str = ""
    over: bool = False


@dataclass(slots=True)
class Notes:
    """What `progress.json` says. `over`: the export is whole."""

    opened: bool
    parts: dict[str, Part] = field(default_factory=dict)
    over: bool = False

    def keep(self, folder: Path) -> None:
        """Write it down in one step."""
        fresh = folder / f"{NOTES}.new"
        fresh.write_text(json.dumps({"format": FORMAT, **asdict(self)}), encoding="utf-8")
        fresh.replace(folder / NOTES)

    @classmethod
    def of(cls, folder: Path, *, opened: bool) -> Notes:
        """The notes in a folder, or fresh ones for a folder that is empty; raises `NotOurs`."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not (folder / NOTES).is_file():
            if any(folder.iterdir()):
                raise NotOurs(f"{folder.name} is not empty")
            return cls(opened)
        said = json.loads((folder / NOTES).read_text(encoding="utf-8"))
        if said["format"] != FORMAT or said["opened"] != opened:
            raise NotOurs(f"{folder.name} holds an export of another kind")
        return cls(opened, {name: Part(**part) for name, part in said["parts"].items()}, said["over"])


def total(*, opened: bool) -> int:
    """How many rows there are now."""
    return sum(rows.count(one) for one in collections(opened=opened))


def write(folder: Path, *, opened: bool, tell: Callable[[int], bool]) -> int:
    """Write everything, or go on with it; `tell(rows)` says how far it is and returns False to stop.

    Returns the number of rows. Raises `Stopped`, `NotOurs`.
    """
    notes, found = Notes.of(folder, opened=opened), collections(opened=opened)
    if notes.over:
        return sum(part.rows for part in notes.parts.values())
    (folder / "data").mkdir(exist_ok=True)
    for one in found:
        _table(folder, one, notes, tell)
    done = sum(part.rows for part in notes.parts.values())
    missing = files.copy(folder, lambda: tell(done))
    if missing is None:
        raise Stopped
    with (folder / "audit-log.zip").open("wb") as out:
        write_bundle(out)
    counts = {name: part.rows for name, part in notes.parts.items()}
    readme.write_people(folder)
    readme.write_readme(folder, found, counts, opened=opened)
    readme.write_manifest(folder, counts, missing)
    notes.over = True
    notes.keep(folder)
    return done


def _table(folder: Path, one: Collection, notes: Notes, tell: Callable[[int], bool]) -> None:
    """The rest of one table."""
    part = notes.parts.setdefault(one.file, Part())
    if part.over:
        return
    with (folder / one.file).open("ab") as out:
        out.truncate(part.size)  # what was written after the last note is written again
        while not part.over:
            found = rows.after(one, part.last)
            out.writelines(line for _key, line in found)
            out.flush()
            os.fsync(out.fileno())
            part.rows, part.size = part.rows + len(found), part.size + sum(len(line) for _key, line in found)
            part.last, part.over = (found[-1][0] if found else part.last), len(found) < rows.STEP
            notes.keep(folder)
            if not tell(sum(other.rows for other in notes.parts.values())):
                raise Stopped
