"""`wellspoken binder`: one file with everything about a post, or about what a team showed in a period."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wellspoken.cli.setup import DataOption, load_django, use_data

if TYPE_CHECKING:
    from wellspoken.rooms.content.models import Post
    from wellspoken.rooms.records.services import Period


def binder(
    by: Annotated[str, typer.Option("--by", help="E-mail address of whoever asks; their rights hold.")],
    out: Annotated[Path, typer.Option("--out", help="Where to write the zip.")],
    post: Annotated[int | None, typer.Option("--post", help="Number of a post.")] = None,
    period: Annotated[
        str | None, typer.Option("--period", help="A team's short name and two days: st-elms,2026-01-01,2026-03-31.")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="en, id or nb.")] = "en",
    data: DataOption = None,
) -> None:
    """Make a binder: a tagged PDF, the same for machines, pictures, the log's entries with proof.

    Example: wellspoken binder --post 12 --by paul@example.org --out binder.zip
    """
    use_data(data)
    load_django()
    from wellspoken.rooms.people.access import Denied
    from wellspoken.rooms.people.models import User
    from wellspoken.rooms.records import services
    from wellspoken.rooms.records.binder import jobs

    person = User.objects.filter(email=by.strip().lower(), is_active=True).first()
    about = _about(post, period)
    if person is None or about is None or lang not in {"en", "id", "nb"}:
        typer.echo("Name an active person, and a post or a team with its days.", err=True)
        raise typer.Exit(2)
    try:
        made = services.ask_binder(actor=person, about=about, lang=lang)
    except (Denied, services.BadPeriod) as error:
        typer.echo(f"Not made: {type(error).__name__} {error}", err=True)
        raise typer.Exit(1) from None
    while made.open and jobs.work(lambda: False):
        made.refresh_from_db()
    if made.state != "done":
        typer.echo(f"Not made: it is {made.state}.", err=True)
        raise typer.Exit(1)
    services.note_taken(actor=person, binder=made)
    shutil.copyfile(made.place, out)
    typer.echo(f"Written: {out} ({made.size / 1e6:.1f} MB, SHA-256 {made.sha256})")


def _about(post: int | None, period: str | None) -> Post | Period | None:
    from wellspoken.rooms.content.models import Post as Posts
    from wellspoken.rooms.people.models import Team
    from wellspoken.rooms.records.services import Period

    if post is not None:
        return Posts.objects.select_related("team").filter(pk=post).first()
    slug, _comma, days = (period or "").partition(",")
    start, _comma, end = days.partition(",")
    team = Team.objects.filter(slug=slug).first()
    try:
        return Period(team, date.fromisoformat(start), date.fromisoformat(end)) if team else None
    except ValueError:
        return None
