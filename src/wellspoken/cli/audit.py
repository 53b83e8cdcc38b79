"""`wellspoken audit`: prove the log, or take it along."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from wellspoken.cli.setup import DataOption, load_django, use_data
from wellspoken.rooms.audit.chain import Report, walk_lines

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Verify or export the audit log.")

#: what each kind of problem means, for people
KINDS = {
    "altered": "entry {seq} was altered",
    "personal": "the personal text of entry {seq} was altered",
    "link": "entry {seq} does not follow the entry before it",
    "gap": "entries {seq} to {until} are missing",
    "order": "entry {seq} is out of order",
    "head": "the log does not end where its head says (after entry {seq})",
    "emptied": "personal text was emptied without a record of it",
    "shape": "line {seq} is not an audit entry",
}


@app.command()
def verify(
    data: DataOption = None,
    file: Annotated[Path | None, typer.Option("--file", help="An export to verify instead; - reads a pipe.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Walk the whole chain; exit status 1 and the first broken entry when something was changed.

    Example: wellspoken audit verify --file audit.jsonl   (needs no database)
    """
    report = _verify_file(file) if file else _verify_stored(data)
    typer.echo(json.dumps(_figures(report)) if as_json else _words(report))
    raise typer.Exit(0 if report.ok else 1)


@app.command()
def export(
    data: DataOption = None,
    out: Annotated[Path, typer.Option("--out", help="Where to write; - writes to a pipe.")] = Path("-"),
) -> None:
    """Write the whole log as JSON Lines, closed by a line that names its head.

    Example: wellspoken audit export --out audit.jsonl
    """
    use_data(data)
    load_django()
    from wellspoken.rooms.audit.verify import export as lines

    with _sink(out) as sink:
        sink.writelines(lines())


def _sink(out: Path) -> BinaryIO:
    return sys.stdout.buffer if str(out) == "-" else out.open("wb")


def _verify_file(file: Path) -> Report:
    if str(file) == "-":
        return walk_lines(sys.stdin.buffer)
    if not file.is_file():
        typer.echo(f"There is no file {file}.", err=True)
        raise typer.Exit(2)
    with file.open("rb") as lines:
        return walk_lines(lines)


def _verify_stored(data: Path | None) -> Report:
    use_data(data)
    load_django()
    from wellspoken.rooms.audit.verify import verify as stored

    return stored()


def _words(report: Report) -> str:
    read = f"{report.entries} entries read, the last is {report.seq} ({report.hash})."
    if report.problem is None:
        return f"Unbroken. {read}"
    problem = report.problem
    return f"BROKEN: {KINDS[problem.kind].format(seq=problem.seq, until=problem.until)}. {read}"


def _figures(report: Report) -> dict[str, object]:
    problem = report.problem
    return {
        "ok": report.ok,
        "entries": report.entries,
        "last": report.seq,
        "hash": report.hash,
        "emptied": report.emptied,
        "problem": problem and {"kind": problem.kind, "seq": problem.seq, "until": problem.until},
    }
