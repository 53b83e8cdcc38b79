"""`wellspoken demo`: the sample hospital in an empty installation."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from tqdm import tqdm

from wellspoken.cli.init import prepare
from wellspoken.cli.setup import DataOption, use_data


def demo(
    data: DataOption = None,
    if_empty: Annotated[bool, typer.Option("--if-empty", help="Do nothing when there is data already.")] = False,
) -> None:
    """Fill an empty installation with the sample hospital: fictional, in three countries and languages.

    Example: wellspoken demo --data var
    """
    prepare(use_data(data))
    from wellspoken.sample.build import AlreadyInUse, build

    bar = tqdm(desc="Sample hospital", unit="step", disable=not sys.stderr.isatty(), leave=False)

    def progress(done: int, total: int) -> None:
        bar.total, bar.n = total, done
        bar.refresh()

    try:
        build(progress)
    except AlreadyInUse:
        if if_empty:
            return
        typer.echo("This installation already belongs to an organisation; nothing was changed.", err=True)
        raise typer.Exit(1) from None
    finally:
        bar.close()
    typer.echo("The sample hospital is ready. Open the sign-in page and choose who you want to be.")
