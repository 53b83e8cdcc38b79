"""Many posts from one table: choose a file, look at every row, make drafts, take them back."""

from __future__ import annotations

import csv
import io
import time
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.channels.selectors import channels_for
from wellspoken.rooms.content import services
from wellspoken.rooms.content.access import get_import
from wellspoken.rooms.content.models import PostImport
from wellspoken.rooms.content.sheets.reading import MOST_BYTES, MOST_ROWS, BadSheet
from wellspoken.rooms.content.sheets.rows import Row
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.kernel.walltime import BadTime, moment
from wellspoken.rooms.people.access import Denied, visible_teams
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right

#: a request makes drafts for so long, then says how far it came
SECONDS = 8.0
BAD: dict[str, Any] = {
    "missing": gettext_lazy("No file came. Choose one and try again."),
    "empty": gettext_lazy(
        "There are no posts in this file. The first row names the columns, each row below is a post."
    ),
    "too_big": gettext_lazy("This file is larger than 5 MB. Take pictures and other sheets out of it."),
    "too_many": gettext_lazy("This file has more than 300 rows. Split it into several."),
    "not_table": gettext_lazy("This is not a table. Save it as CSV or Excel (.xlsx) and try again."),
    "broken": gettext_lazy("This file is damaged or was cut off. Save it anew and try again."),
    "encoding": gettext_lazy("The letters in this file cannot be read. Save it as CSV in UTF-8."),
    "malware": gettext_lazy(
        "The malware scanner stopped this file. Do not open it; tell whoever looks after your computers."
    ),
    "not_scanned": gettext_lazy(
        "This file was not taken, because the malware scanner does not answer. Nothing is wrong with the file;"
        " try again in a few minutes, and tell your administrator if it stays so."
    ),
    "no_text": gettext_lazy("No column holds the words. Name one of them “Text” in the first row."),
}
#: headings of the example; each is one that `sheets.columns` knows
COLUMNS = (
    pgettext_lazy("column of a table", "Title"),
    pgettext_lazy("column of a table", "Text"),
    pgettext_lazy("column of a table", "Language"),
    pgettext_lazy("column of a table", "Channels"),
    pgettext_lazy("column of a table", "Date"),
    pgettext_lazy("column of a table", "Time"),
    pgettext_lazy("column of a table", "Sources"),
)
EXAMPLE_DAY = "2099-01-12"
ROW: dict[str, Any] = {
    "no_text": gettext_lazy("There are no words in this row."),
    "long": gettext_lazy("These words are longer than any post may be."),
    "language": gettext_lazy("“%(words)s” is not a language we write: use English, Indonesian or Norwegian."),
    "channel": gettext_lazy("The team has no channel “%(words)s”."),
    "several_channels": gettext_lazy("Several channels are called “%(words)s”. Write the channel's own name."),
    "date": gettext_lazy("“%(words)s” is not a date. Write it like 2026-12-01."),
    "time": gettext_lazy("“%(words)s” is not a time of day. Write it like 09:00."),
    "time_alone": gettext_lazy("There is a time (%(words)s) but no date."),
    "past": gettext_lazy("%(words)s is over already."),
    "missing_hour": gettext_lazy("%(words)s does not exist: the clocks are put forward in that hour."),
    "shape": gettext_lazy("“%(words)s” is not a date and time."),
    "zone": gettext_lazy("The team's time zone is not known."),
    "twice": gettext_lazy("The same post stands in row %(words)s."),
}


@login_required
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Choose a team and a file."""
    user = cast(User, request.user)
    teams = visible_teams(user, Right.SUGGEST)
    if not teams:
        raise Denied(Right.SUGGEST)
    wrong = ""
    if request.method == "POST":
        team = next((t for t in teams if str(t.pk) == request.POST.get("team", "")), teams[0])
        try:
            name, data = _brought(request)
            imported = services.read_import(actor=user, team=team, name=name, data=data)
            return redirect("import", imported.pk)
        except BadSheet as error:
            wrong = str(BAD[error.code])
    context = {"teams": teams, "wrong": wrong, "most": MOST_ROWS, "chosen": request.POST.get("team", "")}
    return render(request, "posts/import_begin.html", context, status=422 if wrong else 200)


def _brought(request: HttpRequest) -> tuple[str, bytes]:
    """Name and bytes of the file, one byte more than is read at most. Raises `BadSheet`."""
    upload = request.FILES.get("file")
    if upload is None:
        raise BadSheet("missing")
    return upload.name or "", upload.read(MOST_BYTES + 1)


@login_required
@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """A table to start from, its columns in the reader's language."""
    user = cast(User, request.user)
    channel = next((found.name for found in channels_for(user, Right.SUGGEST)), "newsroom")
    words = _("Flu vaccination is open to everybody over 65 from Monday.")
    out = io.StringIO()
    write = csv.writer(out).writerow
    write([str(name) for name in COLUMNS])
    write([_("Flu season"), words, "", channel, EXAMPLE_DAY, "09:00", "https://example.org/flu"])
    headers = {"Content-Disposition": 'attachment; filename="wellspoken-posts.csv"'}
    return HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


@login_required
@require_safe
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Every row as the post it would become, and what stands in its way."""
    imported = get_import(cast(User, request.user), pk)
    rows = [Row.from_json(row) for row in imported.rows]
    names = dict(Channel.objects.filter(team=imported.team).values_list("pk", "name"))
    context = {
        "imported": imported,
        "rows": [_shown(row, names, imported) for row in rows],
        "sound": sum(not row.errors for row in rows),
        "wrong": sum(bool(row.errors) for row in rows),
        "made": len(imported.made),
    }
    return render(request, "posts/import.html", context)


def _shown(row: Row, names: dict[int, str], imported: PostImport) -> dict[str, Any]:
    try:
        at = moment(row.wall, imported.zone).utc if row.wall else None
    except BadTime:
        at = None
    return {
        "row": row,
        "at": at,
        "channels": ", ".join(names[pk] for pk in row.channels if pk in names),
        "errors": [str(ROW[code]) % {"words": words} for code, words in row.errors],
        "post": imported.made.get(str(row.number)),
    }


@login_required
@require_POST
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """Make drafts of the sound rows; long tables take several requests, each goes on where the last one stopped."""
    user = cast(User, request.user)
    imported = get_import(user, pk)
    until = time.monotonic() + SECONDS
    try:
        services.make_drafts(actor=user, imported=imported, go_on=lambda: time.monotonic() < until)
    except StateConflict:
        messages.info(request, _("This table is finished already."))
        return redirect("import", pk)
    if imported.state == "done":
        n = len(imported.made)
        told = ngettext("%(n)d draft is made. Nothing of it goes out before it is approved.",
                        "%(n)d drafts are made. Nothing of them goes out before it is approved.", n)  # fmt: skip
        messages.success(request, told % {"n": n})
    return redirect("import", pk)


@login_required
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the untouched drafts in the bin."""
    user = cast(User, request.user)
    try:
        n = services.undo_import(actor=user, imported=get_import(user, pk))
    except StateConflict:
        messages.info(request, _("This table is finished already."))
        return redirect("import", pk)
    told = ngettext("%(n)d draft is in the bin.", "%(n)d drafts are in the bin.", n)
    messages.success(request, told % {"n": n})
    return redirect("import", pk)


@login_required
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the table away."""
    user = cast(User, request.user)
    try:
        services.drop_import(actor=user, imported=get_import(user, pk))
    except StateConflict:
        messages.info(request, _("This table is finished already."))
        return redirect("import", pk)
    messages.success(request, _("The table is gone; no draft was made of it."))
    return redirect("import_begin")
