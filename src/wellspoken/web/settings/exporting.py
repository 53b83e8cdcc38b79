"""Settings, Export: everything in open formats, asked for, made in the background, taken along."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import require_everywhere
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.records import selectors, services
from wellspoken.rooms.records.access import get_export
from wellspoken.rooms.records.models import Export

STATES: dict[str, tuple[str, Any]] = {
    "waiting": ("", gettext_lazy("Waits for its turn")),
    "running": ("review", gettext_lazy("Being made")),
    "done": ("ok", gettext_lazy("Ready")),
    "cancelled": ("", gettext_lazy("Stopped by a person")),
    "failed": ("block", gettext_lazy("Not made")),
    "gone": ("", gettext_lazy("Taken away after its time")),
}


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The newest exports, and the button for another."""
    user = require_everywhere(request.user, Right.SETTINGS)
    if request.method == "POST":
        return redirect("export", services.ask_export(actor=user).pk)
    opened = services.may_open(user)
    rows = [_row(one) for one in selectors.exports(opened=opened)]
    return render(request, "settings/exports.html", {"rows": rows, "opened": opened})


@never_cache
@login_required
@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """One export: how far it is, or the file."""
    found = get_export(request.user, pk)
    part = request.headers.get("HX-Request") == "true" and not request.headers.get("HX-History-Restore-Request")
    answer = render(request, "settings/_export.html" if part else "settings/export.html", {"row": _row(found)})
    answer["Vary"] = "HX-Request"
    return answer


@login_required
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop one that waits or runs."""
    user = require_everywhere(request.user, Right.SETTINGS)
    try:
        services.stop_export(actor=user, export=get_export(user, pk))
    except StateConflict:
        messages.info(request, _("It was over already."))
    return redirect("export", pk)


@login_required
@require_POST
def take(request: HttpRequest, pk: int) -> FileResponse:
    """The file; that it was taken along is written down."""
    user = require_everywhere(request.user, Right.SETTINGS)
    found = get_export(user, pk)
    if found.state != "done" or not found.place.is_file():
        raise NotThere(f"file of export {pk}")
    services.note_export_taken(actor=user, export=found)
    return FileResponse(found.place.open("rb"), as_attachment=True, filename=found.name, content_type="application/zip")


def _row(one: Export) -> dict[str, Any]:
    tone, word = STATES[one.state]
    return {"export": one, "tone": tone, "word": word}
