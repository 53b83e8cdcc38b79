"""`wellspoken init`: keys, database and static files, made or brought up to date. Safe to repeat."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

import typer

from wellspoken.cli.setup import DataOption, load_django, use_data


def init(data: DataOption = None) -> None:
    """Make keys and database, or bring them up to date. Keeps all data.

    Example: wellspoken init --data /srv/wellspoken
    """
    folder = use_data(data)
    prepare(folder)
    typer.echo(f"Ready: {folder}")


def prepare(folder: Path) -> None:
    """Make the folder, its keys, its database, its collected static files and the key that signs the audit log."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(stat.S_IRWXU)
    make_keys(folder)
    load_django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    from wellspoken.rooms.audit.keys import ensure_key

    ensure_key()


def make_keys(folder: Path) -> None:
    """Write the secret key and the seal key unless they are there; only their owner may read them."""
    from cryptography.fernet import Fernet

    for name, value in (("secret.key", secrets.token_urlsafe(64)), ("seal.keys", Fernet.generate_key().decode())):
        path = folder / name
        if not path.exists():
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(value + "\n")
