"""One older revision: what changed since, and a way back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wellspoken.rooms.channels.selectors import for_team
from wellspoken.rooms.content import diff
from wellspoken.rooms.content.body import BadBody, Body
from wellspoken.rooms.content.errors import EditConflict, NotEditable
from wellspoken.rooms.content.models import Revision
from wellspoken.rooms.content.selectors import revision_of
from wellspoken.rooms.content.services import restore_revision
from wellspoken.rooms.content.states import EDITABLE
from wellspoken.web.compose import reading, words
from wellspoken.web.compose.opening import open_post


@login_required
@require_http_methods(["GET", "POST"])
def revision(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Show an older revision beside what the post says now; POST brings it back as the newest one."""
    _user, post = open_post(request, pk)
    old = revision_of(post, number)
    if old is None:
        raise Http404
    if request.method == "POST":
        return _restore(request, pk, old)
    now = post.current.content if post.current else Body()
    names = {c.pk: c.name for c in for_team(post.team)}
    return render(
        request,
        "compose/revision.html",
        {
            "post": post,
            "revision": old,
            "body": old.content,
            "changes": [_worded(change) for change in diff.bodies(old.content, now, names)],
            "may_restore": post.state in EDITABLE and old.pk != post.current_id,
        },
    )


def _restore(request: HttpRequest, pk: int, old: Revision) -> HttpResponseBase:
    user, post = open_post(request, pk)
    try:
        version = reading.whole(request.POST.get("version"))
        restore_revision(actor=user, post=post, number=old.number, base_version=version)
    except EditConflict as told:
        who = told.who or _("Somebody else")
        messages.error(request, _("%(who)s saved meanwhile. Look again before you bring this back.") % {"who": who})
        return redirect("compose_revision", pk, old.number)
    except (NotEditable, BadBody) as error:
        why = words.not_editable(error.state) if isinstance(error, NotEditable) else words.bad_body(error)
        messages.error(request, why)
        return redirect("compose_revision", pk, old.number)
    messages.success(request, _("Version %(number)s is back. The one before it is kept too.") % {"number": old.number})
    return redirect("compose", pk)


def _worded(change: diff.Change) -> dict[str, object]:
    """A difference with its name in words."""
    return {"name": part_name(change), "kind": change.kind, "words": change.words}


def part_name(change: diff.Change) -> str:
    """The part of a post that differs, as people call it."""
    names = {
        "title": _("Title"),
        "text": _("Text for all channels"),
        "variant": _("Own text for %(subject)s"),
        "channel": _("Channel %(subject)s"),
        "picture": _("Picture %(subject)s"),
        "alt": _("Description of picture %(subject)s"),
        "crop": _("Crop of picture %(subject)s"),
        "order": _("Order of the pictures"),
        "evidence": _("Source: %(subject)s"),
        "consent": _("Consent %(subject)s"),
        "lang": _("Language"),
        "use_until": _("Last day of use"),
    }
    return names[change.part] % {"subject": change.subject}
