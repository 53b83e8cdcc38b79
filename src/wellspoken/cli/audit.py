"""`wellspoken audit`: prove the log, or take it along."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from wellspoken.cli.setup import DataOption, load_django, use_data
from wellspoken.rooms.audit.chain import Report, walk_lines
from wellspoken.rooms.audit.offline import KINDS, documents
from wellspoken.rooms.audit.proof import prove

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Verify, anchor, export or redact the audit log.")


@app.command()
def verify(
    data: DataOption = None,
    file: Annotated[Path | None, typer.Option("--file", help="An export to verify instead; - reads a pipe.")] = None,
    anchors: Annotated[
        Path | None, typer.Option("--anchors", help="With --file: anchors to hold against it.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Walk the whole chain and every anchor; exit status 1 and the first broken entry when something was changed.

    Example: wellspoken audit verify --file audit.jsonl   (needs no database)
    """
    report = _verify_file(file, anchors) if file else _verify_stored(data)
    typer.echo(json.dumps(_figures(report)) if as_json else _words(report))
    raise typer.Exit(0 if report.ok else 1)


@app.command()
def export(
    data: DataOption = None,
    out: Annotated[Path, typer.Option("--out", help="Where to write; - writes to a pipe.")] = Path("-"),
) -> None:
    """Write the whole log as JSON Lines, or, into a .zip, with its anchors, keys and the program that proves it.

    Example: wellspoken audit export --out audit.zip
    """
    use_data(data)
    load_django()
    from wellspoken.rooms.audit.bundle import write_bundle
    from wellspoken.rooms.audit.verify import export as lines

    with _sink(out) as sink:
        if out.suffix == ".zip":
            write_bundle(sink)
        else:
            sink.writelines(lines())


@app.command()
def anchor(data: DataOption = None) -> None:
    """Sign where the log ends now; the worker does it by itself once a day.

    Example: wellspoken audit anchor
    """
    use_data(data)
    load_django()
    from wellspoken.rooms.audit.anchoring import anchor_now, write_file

    made = anchor_now()
    typer.echo(
        f"Anchored: {write_file(made)}" if made else "Nothing to anchor: nothing was written since the last one."
    )


@app.command()
def redact(
    entry: Annotated[list[int], typer.Option("--entry", help="Number of an entry; may be given several times.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; stays in the log.")],
    data: DataOption = None,
) -> None:
    """Empty the personal text of entries. Their hashes stay, so the chain stays whole; the log tells of it.

    Example: wellspoken audit redact --entry 1201 --reason "Asked for by the person, request 7"
    """
    use_data(data)
    load_django()
    from wellspoken.rooms.audit.models import AuditEntry
    from wellspoken.rooms.audit.services import ReasonMissing, redact_personal
    from wellspoken.rooms.kernel.actors import SystemActor

    keys = list(AuditEntry.objects.filter(seq__in=entry).values_list("pk", flat=True))
    try:
        count = redact_personal(actor=SystemActor("command"), entry_ids=keys, reason=reason)
    except ReasonMissing:
        typer.echo("Say in at least ten characters why.", err=True)
        raise typer.Exit(2) from None
    typer.echo(f"Emptied: {count} of {len(entry)}.")


def _sink(out: Path) -> BinaryIO:
    return sys.stdout.buffer if str(out) == "-" else out.open("wb")


def _verify_file(file: Path, anchors: Path | None) -> Report:
    if str(file) == "-":
        return walk_lines(sys.stdin.buffer)
    if missing := next((one for one in (file, anchors) if one and not one.is_file()), None):
        typer.echo(f"There is no file {missing}.", err=True)
        raise typer.Exit(2)
    with file.open("rb") as lines:
        return prove(lines, documents(anchors)).report if anchors else walk_lines(lines)


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
