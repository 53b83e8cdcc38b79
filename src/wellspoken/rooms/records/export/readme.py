"""What lies beside the data: a README that explains every column, a manifest with hashes, people as a table."""

from __future__ import annotations

import csv
import hashlib
import inspect
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils import timezone

from wellspoken import __version__
from wellspoken.rooms.kernel.cells import unrunnable
from wellspoken.rooms.people.selectors import people
from wellspoken.rooms.records.export.catalogue import LEFT_OUT, Collection, room_models

FORMAT = "wellspoken-export-1"
HEAD = """\
# Export of a whole Wellspoken installation

Made by Wellspoken {version}, finished {now} (UTC). Format {format}.

- `data/*.jsonl`: one table each, one row a line (JSON, UTF-8), in the order of keys. A name that ends in `_id` holds
  the key of a row in another table. Times are UTC (ISO 8601). Rows were read one after the other while people may have
  been working; each is as it was when it was read.
- `people.csv`: people with their roles, for spreadsheets.
- `media/`: pictures and films, under the names that stand in columns of the kind `file`. `archive/`: pictures that
  were public, by the SHA-256 that `records.Edition` names.
- `audit-log.zip`: the audit log with a program that proves it with nothing of ours: `python3 -m verifier`.
- `manifest.json`: every file with its size and SHA-256, and what was missing.

No secret is in it: no passwords, no tokens of networks, no keys of programs, no second factors, no sessions. Whoever
moves elsewhere connects the channels anew, and people choose new passwords.
{sealed}
"""
OPENED = "Consents and incidents are in clear. They name patients: guard this export as you guard them."
NOT_OPENED = "Consents and incidents are here without what names people, because the asker may not read all of them."


def write_people(folder: Path) -> None:
    """`people.csv`: one line a person, roles as `role @ team`."""
    with (folder / "people.csv").open("w", encoding="utf-8-sig", newline="") as out:
        table = csv.writer(out)
        table.writerow(["id", "name", "email", "job", "language", "time_zone", "active", "program", "joined", "roles"])
        for one in people().order_by("pk"):
            roles = "; ".join(f"{grant.role} @ {grant.team.slug if grant.team else '*'}" for grant in one.grants.all())
            state = ["yes" if one.is_active else "no", "yes" if one.is_service else "no", one.joined.isoformat(), roles]
            row = [str(one.pk), one.name, one.email, one.job, one.language, one.time_zone, *state]
            table.writerow([unrunnable(cell) for cell in row])


def write_readme(folder: Path, found: Iterable[Collection], rows: dict[str, int], *, opened: bool) -> None:
    """`README.md`: what each file holds, column by column, and what is left out."""
    now = timezone.now().isoformat(timespec="seconds")
    head = HEAD.format(version=__version__, now=now, format=FORMAT, sealed=OPENED if opened else NOT_OPENED)
    parts = [head, "## Tables\n", *(_table(one, rows.get(one.file, 0)) for one in found), "## Left out\n"]
    here = {model._meta.label for model in room_models()}
    parts += [f"- `{label}`: {why}" for label, why in sorted(LEFT_OUT.items()) if label in here]
    parts.append("- sessions, second factors and passwords of the sign-in itself\n")
    (folder / "README.md").write_text("\n".join(parts), encoding="utf-8")


def _table(one: Collection, rows: int) -> str:
    told = inspect.cleandoc(one.model.__doc__ or "")
    lines = [f"### {one.label}\n", f"{rows} rows in `{one.file}`. {told}\n", "| name | kind |", "| --- | --- |"]
    lines += [f"| `{column.name}` | {_kind(column.field)} |" for column in one.columns]
    lines += [f"| `{name}` | keys of `{_far(one, name)}` |" for name in one.many]
    lines += [f"| `{name}` | left out: {why} |" for name, why in one.left]
    return "\n".join(lines) + "\n"


def _kind(field: Any) -> str:
    if field.is_relation:
        return f"key of `{field.related_model._meta.label}`"
    return str(field.get_internal_type()).removesuffix("Field").lower()


def _far(one: Collection, name: str) -> str:
    related: Any = one.model._meta.get_field(name).related_model
    return str(related._meta.label)


def write_manifest(folder: Path, rows: dict[str, int], missing: list[str]) -> None:
    """`manifest.json`: every file but itself, with size, SHA-256 and, for tables, the number of rows."""
    names = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    files = [_file(folder, name, rows) for name in names if name not in {"manifest.json", "progress.json"}]
    said = {"format": FORMAT, "version": __version__, "made_at": timezone.now().isoformat(timespec="seconds")}
    text = json.dumps({**said, "files": files, "missing": missing}, indent=1, ensure_ascii=False)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")


def _file(folder: Path, name: str, rows: dict[str, int]) -> dict[str, Any]:
    path = folder / name
    with path.open("rb") as data:
        digest = hashlib.file_digest(data, "sha256").hexdigest()
    told: dict[str, Any] = {"name": name, "size": path.stat().st_size, "sha256": digest}
    return {**told, "rows": rows[name]} if name in rows else told
