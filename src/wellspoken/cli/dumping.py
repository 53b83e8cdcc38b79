"""Copies of a PostgreSQL database for `wellspoken backup` and `restore`, made by PostgreSQL's own programs."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

NAME = "wellspoken.dump"


class DumpFailed(Exception):
    """pg_dump or pg_restore is missing or did not do it; the message says why."""


def address(environment: Mapping[str, str] = os.environ) -> str:
    """The address of the PostgreSQL database this installation uses; '' with SQLite."""
    found = environment.get("WELLSPOKEN_DATABASE") or environment.get("DATABASE_URL") or ""
    return found if found.startswith(("postgres://", "postgresql://")) else ""


def dump(source: str, target: Path) -> None:
    """Write one consistent copy, taken while people work. Raises `DumpFailed`."""
    _run("pg_dump", source, "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def load(copy: Path, target: str) -> None:
    """Bring a copy into an empty database, whole or not at all. Raises `DumpFailed`."""
    if _tables(target):
        raise DumpFailed("the database already holds tables; name an empty one")
    _run("pg_restore", target, "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", str(copy))


def _tables(target: str) -> bool:
    import psycopg

    with psycopg.connect(target, connect_timeout=5) as connection:
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    return bool(found and found[0])


def _run(program: str, database: str, *options: str) -> None:
    """The password travels in the environment, where other users of the machine cannot read it."""
    where = shutil.which(program)
    if where is None:
        raise DumpFailed(f"{program} is missing: install PostgreSQL's client programs")
    parts = urlsplit(database)
    password = unquote(parts.password or "")
    plain = parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", "@")) if password else parts
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    command = [where, f"--dbname={plain.geturl()}", *options]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise DumpFailed(f"{program}: {done.stderr.strip()[-500:]}")
