"""`wellspoken web`: the web server alone, for machines whose deliveries are carried by workers elsewhere."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import Annotated

import typer

from wellspoken.cli.setup import DataOption, use_data

#: an old process finishes what it is answering before it goes
GRACE_SECONDS = 30


def web(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(help="Processes.")] = 2,
    threads: Annotated[int, typer.Option(help="Threads of each process.")] = 8,
    data: DataOption = None,
) -> None:
    """Serve pages with gunicorn; run `wellspoken worker` beside it. Reload with SIGHUP, end with SIGTERM.

    Example: wellspoken web --host 0.0.0.0 --port 8000 --workers 4
    """
    folder = use_data(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellspoken.config.settings.prod")
    if find_spec("gunicorn") is None:
        typer.echo("gunicorn is missing: install wellspoken[scale].", err=True)
        raise typer.Exit(2)
    options = ["--worker-class", "gthread", "--bind", f"{host}:{port}", "--workers", str(workers)]
    options += ["--threads", str(threads), "--graceful-timeout", str(GRACE_SECONDS), "--timeout", "60"]
    options += ["--max-requests", "20000", "--max-requests-jitter", "2000", "--error-logfile", "-"]
    options += ["--control-socket", str(folder / "gunicorn.ctl")]
    command = [sys.executable, "-m", "gunicorn", *options, "wellspoken.config.wsgi:application"]
    os.execv(sys.executable, command)  # noqa: S606 (our own interpreter, no shell)
