"""`wellspoken worker`: one delivery worker process."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from wellspoken.cli.setup import DataOption, load_django, use_data


def worker(
    data: DataOption = None,
    engine: Annotated[
        str, typer.Option(help="embedded or celery; the environment's WELLSPOKEN_ENGINE by default.")
    ] = "",
) -> None:
    """Run one delivery worker until it is told to stop (SIGTERM or Ctrl-C).

    Any number may run at once: a row is claimed by one of them only.

    Example: wellspoken worker --data /srv/wellspoken --engine celery
    """
    use_data(data)
    if engine:
        os.environ["WELLSPOKEN_ENGINE"] = engine
    from django.core.exceptions import ImproperlyConfigured

    try:
        load_django()
    except ImproperlyConfigured as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    from wellspoken.rooms.publishing.worker import main

    main()
