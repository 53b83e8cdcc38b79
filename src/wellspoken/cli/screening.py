"""`wellspoken screen`, `identify` and `language`: JSON Lines in, JSON Lines out.

One object in, one object out, same order, constant memory. A bad line is reported on standard error with its number,
gives an object {"id", "error"}, and makes the exit status 1 at the end. Nothing here touches Django.
"""

import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, Literal

import orjson
import typer

if TYPE_CHECKING:
    from wellspoken.engines.screening.names.door import NameFinder

Row = dict[str, Any]

_SCREEN_EXAMPLE = (
    "Screen texts.\n\n"
    'In: {"id", "text", "lang"?, "surface"?, "direction"?, "parent"?, "media"?, "consents"?, "sources"?, "profile"?}. '
    'Out: {"id", "verdict", "findings", "spans", "checked", "not_checked", "questions"}.\n\n'
    "Example:\n\n"
    'echo \'{"id": 1, "text": "So glad your surgery went well!", "surface": "reply"}\' | wellspoken screen -'
)
_IDENTIFY_EXAMPLE = (
    "Find every identifier and person name, whoever it belongs to.\n\n"
    'In: {"id", "text", "lang"?}. Out: {"id", "spans"}.\n\n'
    'Example:\n\necho \'{"id": 1, "text": "Call Anna Berg on 555-0134"}\' | wellspoken identify -'
)
_LANGUAGE_EXAMPLE = (
    "Tell the language of texts (en, id, nb, nn, da, sv, ms).\n\n"
    'In: {"id", "text"}. Out: {"id", "lang", "score"}.\n\n'
    'Example:\n\necho \'{"id": 1, "text": "Vi ses på fredag"}\' | wellspoken language -'
)

Source = Annotated[str, typer.Argument(help="A JSON Lines file, or - for standard input.")]
Names = Annotated[str, typer.Option(help="Another finder of person names, as package.module:attribute.")]
Target = Annotated[str, typer.Option("--out", "-o", help="Where to write; - is standard output.")]


def screen(
    source: Source = "-",
    out: Target = "-",
    profile: Annotated[Path | None, typer.Option(help="The organisation as a TOML file.")] = None,
    packs: Annotated[str, typer.Option(help="Rule packs, separated by commas.")] = "us,no,id,eu,uk,who",
    language: Annotated[str, typer.Option(help="Language of the findings: en, id or nb.")] = "en",
    names: Names = "",
) -> None:
    """Screen texts (the help shows the fields and an example)."""
    from wellspoken.cli.pictures import looked_into
    from wellspoken.engines.screening import Engine

    engine = Engine(tuple(p.strip() for p in packs.split(",") if p.strip()), names=_finder(names))
    base = _profile(profile)
    folders = (Path.cwd(),) if source == "-" else (Path(source).resolve().parent, Path.cwd())

    def one(row: Row) -> Row:
        return engine.screen(looked_into(_context(row, base), folders)).to_json(language)

    _run(source, out, one)


def identify(source: Source = "-", out: Target = "-", names: Names = "") -> None:
    """Find every identifier and person name (the help shows the fields and an example)."""
    from wellspoken.engines.screening.identify import identify as find

    finder = _finder(names)

    def one(row: Row) -> Row:
        return {"spans": [span.to_json() for span in find(_text(row), row.get("lang"), finder)]}

    _run(source, out, one)


def language(source: Source = "-", out: Target = "-") -> None:
    """Tell the language of texts (the help shows the fields and an example)."""
    from wellspoken.engines.text import detect

    def one(row: Row) -> Row:
        guess = detect(_text(row))
        return {"lang": guess.lang, "score": guess.score}

    _run(source, out, one)


screen.__doc__, identify.__doc__, language.__doc__ = _SCREEN_EXAMPLE, _IDENTIFY_EXAMPLE, _LANGUAGE_EXAMPLE


def _profile(path: Path | None) -> Mapping[str, Any]:
    """The profile file as plain data; a missing or broken file ends the command with status 2."""
    if path is None:
        return {}
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        typer.echo(f"The profile {path} cannot be read: {error}", err=True)
        raise typer.Exit(2) from error
    inner = data.get("profile")
    return inner if isinstance(inner, Mapping) else data


def _finder(path: str) -> "NameFinder | None":
    """The finder of names that was asked for; one that is not there ends the command with status 2."""
    from wellspoken.engines.screening.names.door import load

    try:
        return load(path) if path else None
    except ValueError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error


def _text(row: Row) -> str:
    text = row.get("text")
    if isinstance(text, str):
        return text
    raise TypeError("“text” is missing or is not a string")


def _context(row: Row, base: Mapping[str, Any]) -> Any:
    """A screening context from one line; its profile overrides the file's field by field."""
    from wellspoken.engines.screening import Context, LinkFact, MediaItem, Profile

    own = row.get("profile") or {}
    return Context(
        text=_text(row),
        lang=_optional(row, "lang", str),
        surface=_optional(row, "surface", str) or "post",
        direction=_optional(row, "direction", str) or "out",
        parent=_optional(row, "parent", str) or "",
        profile=Profile.from_mapping({**base, **own}),
        media=tuple(MediaItem.from_mapping(m) for m in _optional(row, "media", list) or ()),
        sources=tuple(str(s) for s in _optional(row, "sources", list) or ()),
        consents=tuple(c for c in _optional(row, "consents", list) or () if isinstance(c, dict)),
        paid=bool(row.get("paid_partner", row.get("paid", False))),
        cards=tuple(c for c in _optional(row, "cards", list) or () if isinstance(c, dict)),
        studies=tuple(s for s in _optional(row, "studies", list) or () if isinstance(s, dict)),
        network=_optional(row, "network", str) or "",
        writer=_optional(row, "writer", str) or "",
        links=tuple(LinkFact.from_mapping(f) for f in _optional(row, "links", list) or () if isinstance(f, dict)),
        mood=_optional(row, "mood", str) or "",
        translation=_optional(row, "translation", str) or "",
    )


def _optional(row: Row, name: str, kind: type) -> Any:
    value = row.get(name)
    if value is not None and not isinstance(value, kind):
        raise TypeError(f"“{name}” has the wrong type")
    return value


def _run(source: str, out: str, one: Callable[[Row], Row]) -> None:
    """Stream `source` through `one` into `out`; exit status 1 when a line was bad, 2 when a file cannot be opened."""
    bad = 0
    with ExitStack() as stack:
        reading, writing = _open(stack, source, out)
        for number, line in enumerate(_progress(reading), 1):
            if not line.strip():
                continue
            answer, problem = _answer(line, one)
            if problem:
                bad += 1
                typer.echo(f"line {number}: {problem}", err=True)
            writing.write(orjson.dumps(answer) + b"\n")
            writing.flush()
    if bad:
        raise typer.Exit(1)


def _open(stack: ExitStack, source: str, out: str) -> tuple[BinaryIO, BinaryIO]:
    try:
        reading = sys.stdin.buffer if source == "-" else _file(stack, source, "rb")
        writing = sys.stdout.buffer if out == "-" else _file(stack, out, "wb")
    except OSError as error:
        typer.echo(f"{error.filename}: {error.strerror}", err=True)
        raise typer.Exit(2) from error
    return reading, writing


def _file(stack: ExitStack, path: str, mode: Literal["rb", "wb"]) -> BinaryIO:
    """A file that closes with `stack`."""
    return stack.enter_context(Path(path).open(mode))


def _answer(line: bytes, one: Callable[[Row], Row]) -> tuple[Row, str]:
    """The answer to one line, and what was wrong with the line, if anything."""
    key: Any = None
    try:
        row = _row(line)
        key = row.get("id")
        return {"id": key, **one(row)}, ""
    except (ValueError, TypeError, AttributeError) as error:
        return {"id": key, "error": str(error)}, str(error)


def _row(line: bytes) -> Row:
    row = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
    if isinstance(row, dict):
        return row
    raise TypeError("not an object")


def _progress(lines: BinaryIO) -> Iterator[bytes]:
    """The lines, with a bar when a person watches and standard output is not the same screen."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from lines
        return
    from tqdm import tqdm

    yield from tqdm(lines, unit=" lines")


if __name__ == "__main__":
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    for command in (screen, identify, language):
        app.command()(command)
    app()
