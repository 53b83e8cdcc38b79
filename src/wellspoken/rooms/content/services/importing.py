"""Many posts from one table: read, then made into drafts one by one, each exactly once, and taken back in one act.

Nothing here is approved or sent: every draft goes the same way as one that somebody typed.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.channels.states import ChannelState
from wellspoken.rooms.content.access import require_in
from wellspoken.rooms.content.body import BadBody, Body, Evidence
from wellspoken.rooms.content.models import Post, PostImport
from wellspoken.rooms.content.plans import Plan
from wellspoken.rooms.content.services.creating import create_post
from wellspoken.rooms.content.services.keeping import bin_post, set_plan
from wellspoken.rooms.content.sheets.reading import MOST_BYTES, BadSheet, table
from wellspoken.rooms.content.sheets.rows import Row, Surroundings, rows
from wellspoken.rooms.content.states import IMPORT
from wellspoken.rooms.kernel.malware import Infected, NotScanned, refuse_malware
from wellspoken.rooms.kernel.states import StateConflict, Step, move
from wellspoken.rooms.kernel.walltime import BadTime
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right


def read_import(*, actor: User, team: Team, name: str, data: bytes) -> PostImport:
    """Read a file and keep its rows to be looked at; makes no draft. Raises `BadSheet` and `Denied`."""
    require_in(actor, Right.SUGGEST, team)
    if len(data) <= MOST_BYTES:  # what is longer is refused below, for that
        _refuse_infected(data)
    found = rows(table(data), _around(team))
    return PostImport.objects.create(
        team=team, made_by=actor, file_name=name[:200], rows=[row.to_json() for row in found], zone=team.time_zone
    )


def _refuse_infected(data: bytes) -> None:
    try:
        refuse_malware(data)
    except Infected as problem:
        raise BadSheet("malware") from problem
    except NotScanned as problem:
        raise BadSheet("not_scanned") from problem


def make_drafts(*, actor: User, imported: PostImport, go_on: Callable[[], bool]) -> PostImport:
    """Make a draft of every sound row that has none yet; stops early when `go_on` says so, and can be called again.

    A row whose time has passed meanwhile becomes a draft without one.
    Raises `StateConflict` when it is over already, `Denied`.
    """
    require_in(actor, Right.SUGGEST, imported.team)
    if imported.state == "waiting":
        move(imported, IMPORT, Step(to="making", actor=actor, action="import.making"))
    while imported.reached < len(imported.rows) and go_on():
        _make_one(actor, imported)
    if imported.reached >= len(imported.rows) and imported.state == "making":
        step = Step(to="done", actor=actor, action="import.done", data={"n": len(imported.made)})
        move(imported, IMPORT, step)
    return imported


def _make_one(actor: User, imported: PostImport) -> None:
    """The next row, in one transaction with the step forward, so that two requests never make it twice."""
    row = Row.from_json(imported.rows[imported.reached])
    with transaction.atomic():
        step = PostImport.objects.filter(pk=imported.pk, state="making", reached=imported.reached)
        if step.update(reached=imported.reached + 1) == 1 and not row.errors:
            post = _draft(actor, imported, row)
            made = PostImport.objects.values_list("made", flat=True).get(pk=imported.pk)
            PostImport.objects.filter(pk=imported.pk).update(made={**made, str(row.number): post.pk})
    imported.refresh_from_db()


def _draft(actor: User, imported: PostImport, row: Row) -> Post:
    sources = tuple(Evidence(url) for url in row.sources)
    body = Body(row.title, row.text, row.lang, row.channels, evidence=sources, use_until=row.use_until)
    try:
        post = create_post(actor=actor, team=imported.team, body=body)
    except BadBody:  # a channel was removed after the table was read: the words still become a draft
        post = create_post(actor=actor, team=imported.team, body=Body(row.title, row.text, row.lang))
    if row.wall:
        try:
            set_plan(actor=actor, post=post, plan=Plan("at", row.wall, imported.zone))
        except BadTime:
            return post  # its time passed while the table waited: a draft without a time says so by itself
    return post


def undo_import(*, actor: User, imported: PostImport) -> int:
    """Put the drafts that nobody has touched since into the bin; returns how many. Raises `StateConflict`, `Denied`."""
    require_in(actor, Right.SUGGEST, imported.team)
    with transaction.atomic():
        move(imported, IMPORT, Step(to="undone", actor=actor, action="import.undone"))
        fresh = Post.objects.select_related("team").filter(pk__in=imported.made.values(), version=1, state="draft")
        return sum(_binned(actor, post) for post in fresh)


def _binned(actor: User, post: Post) -> bool:
    try:
        bin_post(actor=actor, post=post)
    except (StateConflict, Denied):
        return False
    return True


def drop_import(*, actor: User, imported: PostImport) -> None:
    """Throw a table away before anything was made of it; its words are gone. Raises `StateConflict`, `Denied`."""
    require_in(actor, Right.SUGGEST, imported.team)
    move(imported, IMPORT, Step(to="dropped", actor=actor, action="import.dropped", changes={"rows": []}))


def _around(team: Team) -> Surroundings:
    names: dict[str, int | None] = {}
    for pk, name, network in (
        Channel.objects.filter(team=team).exclude(state=ChannelState.REMOVED).values_list("pk", "name", "network")
    ):
        for word in (name.casefold(), network.casefold()):
            names[word] = None if names.get(word, pk) != pk else pk
    return Surroundings(names, team.time_zone, team.language, team.country == "us", timezone.now())
