"""The archive: search, one edition as it was, legal holds, and what may be deleted by now."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wellspoken.rooms.channels.measures import network_name
from wellspoken.rooms.channels.selectors import channels_for
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import may, require, rights_of
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.selectors import organisation
from wellspoken.rooms.records import selectors, services
from wellspoken.rooms.records.access import get_edition
from wellspoken.rooms.records.fda import KIND
from wellspoken.rooms.records.models import Edition
from wellspoken.rooms.records.retention import classes_of
from wellspoken.web.media.ranges import send_file
from wellspoken.web.records import asking, words


@login_required
@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """Everything that was ever public in the person's teams, newest first, with a search."""
    user = require(request.user, Right.VIEW)
    wanted = asking.filters(request.GET)
    page = selectors.search(user, wanted, asking.whole(request.GET.get("before", "")))
    context = {
        "rows": [{"edition": one, "network": network_name(one.channel.network)} for one in page.editions],
        "older": asking.older(request, page.older),
        "first_page": "before" not in request.GET,
        "asked": {name: request.GET.get(name, "") for name in asking.NAMES},
        "channel": wanted.channel,
        "filtered": wanted != selectors.Filters(),
        "channels": channels_for(user),
        "may_see_due": may(user, Right.AUDIT),
        "drug_maker": getattr(organisation(), "kind", "") == KIND,
    }
    return render(request, "records/archive.html", context)


@login_required
@require_safe
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """One version as one channel showed it."""
    user = cast(User, request.user)
    return _edition(request, user, get_edition(user, pk))


def _edition(request: HttpRequest, user: User, found: Edition, error: str = "", typed: str = "") -> HttpResponse:
    from_day = selectors.deletable_from(found)
    context: dict[str, Any] = {
        "edition": found,
        "content": found.content,
        "network": network_name(found.channel.network),
        "pictures": selectors.pictures_of(found),
        "film": found.content.get("film"),
        "film_kept": selectors.film_of(found) is not None,
        "fits": selectors.seal_fits(found),
        "changes": words.changes(found),
        "hold": selectors.standing_hold(found),
        "classes": words.classes(classes_of(selectors.countries(found.team))),
        "from_day": from_day,
        "may_hold": may(user, Right.AUDIT, found.team_id),
        "may_delete": words.deletable(found, from_day) and Right.SETTINGS in rights_of(user).everywhere,
        "error": error,
        "typed": typed,
    }
    return render(request, "records/edition.html", context, status=422 if error else 200)


@login_required
@require_safe
def picture(request: HttpRequest, pk: int, sha256: str) -> HttpResponse:
    """The bytes of a picture that an edition shows, if they are there and the same."""
    found = selectors.picture_of(get_edition(request.user, pk), sha256)
    data = selectors.bytes_of(found)
    if found is None or data is None:
        raise NotThere(f"picture {sha256[:12]}")
    answer = HttpResponse(data, content_type=found.mime)
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


@login_required
@require_safe
def film(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The film that an edition shows, whole or in parts."""
    found = selectors.film_of(get_edition(request.user, pk))
    if found is None:
        raise NotThere(f"film of edition {pk}")
    return send_file(request, found.place, found.mime, found.sha256, "private, max-age=3600")


@login_required
@require_POST
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Place or lift the legal hold over the edition's post."""
    user = cast(User, request.user)
    found = get_edition(user, pk, Right.AUDIT)
    reason = request.POST.get("reason", "").replace("\x00", "")[:2000]
    standing = selectors.standing_hold(found)
    try:
        if standing is not None and request.POST.get("act") == "lift":
            services.lift_legal_hold(actor=user, hold=standing, reason=reason)
            messages.success(request, _("The legal hold is lifted."))
        else:
            services.place_legal_hold(actor=user, post=found.post, reason=reason)
            messages.success(request, _("Held. Nothing of this post can be deleted until the hold is lifted."))
    except services.ReasonTooShort:
        return _edition(request, user, found, _("Say in a few words why, for whoever comes next."), reason)
    except StateConflict:
        messages.warning(request, _("Somebody was quicker. This is how it stands now."))
    return redirect("edition", pk)


@login_required
@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """What may be deleted by now. A list only: a person opens each and decides."""
    user = require(request.user, Right.AUDIT)
    rows = [{"edition": one, "network": network_name(one.channel.network)} for one in selectors.due(user)]
    return render(request, "records/due.html", {"rows": rows, "classes": words.classes(classes_of(["us", "no", "id"]))})


@login_required
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete the archive's copy for good, with a reason."""
    user = cast(User, request.user)
    found = get_edition(user, pk)
    reason = request.POST.get("reason", "").replace("\x00", "")[:2000]
    try:
        services.delete_edition(actor=user, edition=found, reason=reason)
    except services.ReasonTooShort:
        return _edition(request, user, found, _("Say in a few words why, for whoever comes next."), reason)
    except services.NotYet as error:
        messages.warning(request, words.NOT_YET[error.code])
    except StateConflict:
        messages.warning(request, _("It was deleted already."))
    else:
        messages.success(request, _("Deleted from the archive. That it was there, its seal and your reason stay."))
    return redirect("edition", pk)
