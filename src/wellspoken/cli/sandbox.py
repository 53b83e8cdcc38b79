"""``wellspoken sandbox``: a real Bluesky server on this machine, to try things on."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils.translation import gettext as _

from wellspoken.cli.sandbox_server import SandboxError, ensure_installed, start

DEFAULT_PORT = 2583


def _data_folder(data: Path | None) -> Path:
    if data is not None:
        return data
    named = os.environ.get("WELLSPOKEN_DATA")
    return Path(named) / "sandbox" if named else Path("var") / "sandbox"


def _speak_without_a_project() -> None:
    """Let translation work where no installation is configured."""
    if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
        settings.configure(USE_I18N=False)


def _wait_for_the_end() -> None:
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    while not ended.wait(1):
        pass


def sandbox(
    data: Annotated[
        Path | None,
        typer.Option(help="Where accounts and posts are kept. [default: ./var/sandbox]"),
    ] = None,
    port: Annotated[int, typer.Option(help="The port; the next one is used too.")] = DEFAULT_PORT,
    account: Annotated[str, typer.Option(help="Name of the sample account.")] = "elm-harbour",
) -> None:
    """Start a real Bluesky server on this machine, with one account to connect.

    The first start fetches and compiles the server, which takes two to three
    minutes. Nothing you post leaves this machine. Ctrl-C ends it; what was
    posted is there again at the next start.
    """
    _speak_without_a_project()
    try:
        paths = ensure_installed(say=lambda words: typer.echo(_(words)))
        typer.echo(_("Starting the server ..."))
        server = start(_data_folder(data), port, paths=paths)
    except SandboxError as error:
        typer.echo(_("The sandbox could not start: {why}").format(why=error), err=True)
        raise typer.Exit(1) from error
    with server:
        sample = server.sample_account(account)
        typer.echo(
            _(
                "Ready. To connect it, choose Bluesky and give:\n"
                "  server        {server}\n"
                "  handle        {handle}\n"
                "  app password  {app_password}\n"
                "To sign in on the server's own page, the password is {password}\n"
                "Ctrl-C ends it."
            ).format(server=server.url, **sample.__dict__)
        )
        _wait_for_the_end()
    typer.echo(_("The sandbox has ended."))


if __name__ == "__main__":
    typer.run(sandbox)
