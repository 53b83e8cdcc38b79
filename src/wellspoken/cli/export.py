"""`wellspoken export`: everything the organisation has, in open formats, into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wellspoken.cli.setup import DataOption, load_django, use_data


def export(
    folder: Annotated[Path, typer.Argument(help="An empty folder, or one with an export that was broken off.")],
    sealed: Annotated[
        bool, typer.Option("--sealed/--without-sealed", help="Consents and incidents, which name patients, in clear.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Write every table as JSON Lines with a README, the pictures, people as CSV, and the audit log with its proof.

    Broken off, it goes on where it was when it is called again. No password, token or key is in it.

    Example: wellspoken export /srv/leaving-wellspoken --sealed
    """
    use_data(data)
    load_django()
    from tqdm import tqdm

    from wellspoken.rooms.people.selectors import organisation
    from wellspoken.rooms.records.export import writing
    from wellspoken.rooms.records.services.exports import note_export_written

    known = organisation()
    if known is None:
        typer.echo("There is no organisation in this installation.", err=True)
        raise typer.Exit(2)
    with tqdm(total=writing.total(opened=sealed), unit="rows", disable=None) as bar:

        def tell(done: int) -> bool:
            bar.update(done - bar.n)
            return True

        try:
            rows = writing.write(folder, opened=sealed, tell=tell)
        except writing.NotOurs as problem:
            typer.echo(f"Not written: {problem}. Name an empty folder.", err=True)
            raise typer.Exit(2) from None
    note_export_written(organisation=known, rows=rows, opened=sealed)
    typer.echo(f"Written: {folder} ({rows} rows). README.md there says what is in it.")
