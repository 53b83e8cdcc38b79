"""What every command that touches data does first: name the data folder, load Django."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="Folder of database, pictures and keys (default: ./var).", show_default=False),
]


def use_data(data: Path | None) -> Path:
    """Set `WELLSPOKEN_DATA` for this process and its children; returns the absolute folder."""
    folder = (data or Path(os.environ.get("WELLSPOKEN_DATA", "var"))).resolve()
    os.environ["WELLSPOKEN_DATA"] = str(folder)
    return folder


def load_django() -> None:
    """Load Django with the settings named in the environment (a laptop's by default)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellspoken.config.settings.dev")
    import django

    django.setup()
