"""The `wellspoken` command.

Each sub-command lives in a module of its own that is imported only when that
command is asked for, so that `wellspoken screen` starts without Django.
"""

from __future__ import annotations

import importlib
from typing import Any

import typer
from typer.core import TyperGroup

#: command -> (module, name of a function or of a typer app in it, one line for --help)
COMMANDS: dict[str, tuple[str, str, str]] = {
    "run": ("wellspoken.cli.run", "run", "Serve the product on this machine, delivery included."),
    "web": ("wellspoken.cli.web", "web", "Serve pages alone, for several machines."),
    "worker": ("wellspoken.cli.worker", "worker", "Run one more delivery worker."),
    "init": ("wellspoken.cli.init", "init", "Make keys and database, or bring them up to date."),
    "demo": ("wellspoken.cli.demo", "demo", "Fill an empty installation with the sample hospital."),
    "doctor": ("wellspoken.cli.doctor", "doctor", "Check the installation and say how to mend it."),
    "backup": ("wellspoken.cli.backup", "backup", "Write everything into one verified file."),
    "restore": ("wellspoken.cli.backup", "restore", "Bring a backup back into an empty data folder."),
    "export": ("wellspoken.cli.export", "export", "Write everything in open formats into a folder."),
    "keys": ("wellspoken.cli.keys", "app", "Renew the keys that seal secrets, while people work."),
    "audit": ("wellspoken.cli.audit", "app", "Verify, anchor, export or redact the audit log."),
    "binder": ("wellspoken.cli.binder", "binder", "Everything about a post or a period in one file, with proof."),
    "screen": ("wellspoken.cli.screening", "screen", "Screen texts: JSON Lines in, findings out."),
    "identify": ("wellspoken.cli.screening", "identify", "Find identifiers and names in texts."),
    "language": ("wellspoken.cli.screening", "language", "Tell the language of texts."),
    "sandbox": ("wellspoken.cli.sandbox", "sandbox", "Start a real Bluesky server on this machine."),
}


class LazyCommands(TyperGroup):
    """A command group that imports a command's module when it is first needed."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All command names, in the order of their use."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command with its help line only: enough for the list of commands."""
        if cmd_name not in COMMANDS:
            return None
        return typer.main.get_command(_named(cmd_name, _nothing, COMMANDS[cmd_name][2]))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Import and build the command that was asked for."""
        name, command, rest = super().resolve_command(ctx, args)
        if name not in COMMANDS:
            return name, command, rest
        module, attribute, _ = COMMANDS[name]
        target = getattr(importlib.import_module(module), attribute)
        command = typer.main.get_command(target if isinstance(target, typer.Typer) else _named(name, target, None))
        command.name = name
        return name, command, rest


def _nothing() -> None:
    """Stands in for a command whose help line is all that is needed."""


def _named(name: str, function: Any, summary: str | None) -> typer.Typer:
    quick = function is _nothing or COMMANDS[name][0] == "wellspoken.cli.screening"
    app = typer.Typer(add_completion=False, rich_markup_mode=None if quick else "rich")  # rich loads slowly
    app.command(name, help=summary)(function)
    return app


app = typer.Typer(
    cls=LazyCommands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # a traceback with local values could show a draft
    help="Social media for healthcare organisations.",
)


@app.callback()
def _root() -> None:
    """Social media for healthcare organisations."""


def main() -> None:
    """Entry point of the `wellspoken` command."""
    app()
