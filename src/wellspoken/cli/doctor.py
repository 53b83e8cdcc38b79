"""`wellspoken doctor`: checks the installation and says how to mend what is wrong."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from wellspoken.cli import doctor_scale
from wellspoken.cli.finding import Finding
from wellspoken.cli.setup import DataOption, load_django, use_data

MIN_FREE_BYTES = 500 * 2**20
MIN_SQLITE = (3, 35, 0)


def doctor(
    data: DataOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")] = False,
) -> None:
    """Check the installation and say how to mend it. Changes nothing.

    Example: wellspoken doctor --data var
    """
    findings = list(examine(use_data(data)))
    if as_json:
        typer.echo(json.dumps([asdict(f) for f in findings], ensure_ascii=False))
    else:
        for finding in findings:
            mark = {"good": "✓", "weak": "◆", "bad": "■"}[finding.state]
            typer.echo(f"{mark} {finding.what}: {finding.says}" + (f"\n    → {finding.mend}" if finding.mend else ""))
    raise typer.Exit(1 if any(f.state == "bad" for f in findings) else 0)


def examine(folder: Path) -> Iterator[Finding]:
    """Look at everything; a check that fails itself is reported as bad, never skipped."""
    looks = (
        _python,
        _disk,
        _front_end,
        _catalogues,
        _keys,
        _database,
        _engine,
        _audit,
        _channels,
        _worker,
        _pictures,
        _films,
        _malware,
    )
    for look in looks:
        try:
            yield from look(folder)
        except Exception as error:  # noqa: BLE001 a broken check is a finding, not a crash
            name = look.__name__.strip("_")
            yield Finding(
                name, "bad", f"could not be checked ({type(error).__name__}: {error})", "Run `wellspoken init`."
            )


def _python(folder: Path) -> Iterator[Finding]:
    import sqlite3

    version = sys.version.split()[0]
    yield Finding("Python", "good", f"{version}, SQLite {sqlite3.sqlite_version}")
    if sqlite3.sqlite_version_info < MIN_SQLITE:
        yield Finding("SQLite", "bad", "older than 3.35", "Use a Python built with a newer SQLite.")


def _disk(folder: Path) -> Iterator[Finding]:
    where = folder if folder.exists() else folder.parent
    free = shutil.disk_usage(where).free
    state = "good" if free > MIN_FREE_BYTES else "bad"
    yield Finding(
        "Disk", state, f"{free / 2**30:.1f} GB free", "" if state == "good" else "Make room: drafts cannot be kept."
    )


def _front_end(folder: Path) -> Iterator[Finding]:
    load_django()
    from django.conf import settings

    built = Path(settings.FRONTEND_DIST).is_dir()
    yield Finding(
        "Pages' styles and scripts",
        "good" if built else "bad",
        "built" if built else "not built",
        "" if built else "Run `make run`, which builds them.",
    )


def _catalogues(folder: Path) -> Iterator[Finding]:
    from django.conf import settings

    missing = [
        code
        for code, _ in settings.LANGUAGES[1:]
        if not (Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES" / "django.mo").is_file()
    ]
    says = "id and nb compiled" if not missing else f"not compiled: {', '.join(missing)}"
    yield Finding(
        "Translations", "weak" if missing else "good", says, "Run `make run`, which compiles them." if missing else ""
    )


def _keys(folder: Path) -> Iterator[Finding]:
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        missing = not settings.SECRET_KEY or not settings.SEAL_KEYS
    except ImproperlyConfigured:  # Django refuses to show an empty secret key
        missing = True
    if missing:
        yield Finding(
            "Keys", "bad", "missing", "Run `wellspoken init`; with an old database bring the old seal.keys back first."
        )
        return
    from wellspoken.rooms.kernel.sealed import seal, unseal

    unseal(seal("x"))
    open_to_others = [n for n in ("secret.key", "seal.keys") if (p := folder / n).exists() and p.stat().st_mode & 0o077]
    if open_to_others:
        yield Finding(
            "Keys", "bad", f"others on this machine may read {', '.join(open_to_others)}", f"chmod 600 {folder}/*.key*"
        )
    else:
        yield Finding(
            "Keys", "good", f"present ({len(settings.SEAL_KEYS)} seal key{'s' * (len(settings.SEAL_KEYS) != 1)})"
        )


def _database(folder: Path) -> Iterator[Finding]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield Finding(
            "Database", "bad", f"{len(waiting)} changes not applied", "Run `wellspoken backup`, then `wellspoken init`."
        )
        return
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            says = cursor.execute("PRAGMA quick_check").fetchone()[0]
        state = "good" if says == "ok" else "bad"
        yield Finding(
            "Database",
            state,
            "sound and up to date" if says == "ok" else says,
            "" if says == "ok" else "Restore the newest backup: `wellspoken restore`.",
        )
    else:
        yield from doctor_scale.postgres()


def _engine(folder: Path) -> Iterator[Finding]:
    yield from doctor_scale.engine()


def _audit(folder: Path) -> Iterator[Finding]:
    from wellspoken.rooms.audit.verify import verify

    report = verify()
    if report.ok:
        yield Finding("Audit log", "good", f"{report.entries} entries, unbroken")
    else:
        yield Finding(
            "Audit log",
            "bad",
            f"broken at entry {report.problem.seq if report.problem else 0}",
            "Keep the data as it is and call your security officer.",
        )


def _channels(folder: Path) -> Iterator[Finding]:
    from wellspoken.rooms.channels.models import Channel

    for channel in Channel.objects.filter(state="broken"):
        yield Finding(
            f"Channel {channel.name}", "weak", "its network refuses our sign-in", "Open Channels and press Reconnect."
        )


def _worker(folder: Path) -> Iterator[Finding]:
    from wellspoken.rooms.publishing.selectors import heartbeat

    beat = heartbeat()
    if beat.ok:
        yield Finding("Delivery", "good", "a worker is running")
    else:
        yield Finding("Delivery", "weak", "no worker is running", "Start `wellspoken run` or `wellspoken worker`.")


def _pictures(folder: Path) -> Iterator[Finding]:
    from wellspoken.engines.screening.images import tesseract

    have = tesseract.languages()
    missing = [code for code in tesseract.LANGUAGES if code not in have]
    mend = f"apt-get install {tesseract.PACKAGES}"
    if not have:
        yield Finding("Pictures", "weak", "the program tesseract is missing: writing in pictures is not read", mend)
    elif missing:
        yield Finding("Pictures", "weak", f"tesseract has no dictionary for {', '.join(missing)}", mend)
    else:
        yield Finding("Pictures", "good", "writing is read in English, Indonesian and Norwegian")


def _films(folder: Path) -> Iterator[Finding]:
    from wellspoken.rooms.media.films import ffmpeg

    if ffmpeg.have():
        yield Finding("Films", "good", "place and device are taken out; films are made fit for networks")
    else:
        what = "the program ffmpeg is missing: films that tell their place are refused, none is made fit for networks"
        yield Finding("Films", "weak", what, f"apt-get install {ffmpeg.PACKAGES}")


def _malware(folder: Path) -> Iterator[Finding]:
    from django.conf import settings

    from wellspoken.rooms.kernel import malware

    if settings.CLAMD is None:
        mend = "apt-get install clamav-daemon, then WELLSPOKEN_CLAMD=unix:/run/clamav/clamd.ctl"
        yield Finding("Malware scanner", "weak", "none is named: uploads are decoded anew, but not scanned", mend)
        return
    try:
        yield Finding("Malware scanner", "good", malware.alive(settings.CLAMD))
    except malware.NotScanned as problem:
        mend = "Start clamd, or correct WELLSPOKEN_CLAMD; nobody can upload until then."
        yield Finding("Malware scanner", "bad", f"does not answer ({problem})", mend)
