"""Holding back everything that would go out, and deciding afterwards what becomes of each post."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from wellspoken.rooms.channels.access import get_channel
from wellspoken.rooms.channels.selectors import channels_for
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import get_team, require
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing import holding, holds_selectors, services
from wellspoken.rooms.publishing.access import get_hold
from wellspoken.rooms.publishing.models import Hold
from wellspoken.web.delivery import hold_contexts as contexts

_KEPT = "hold_left"


class _NoTarget(ValueError):
    """The form named nothing that can be held."""


@login_required
@require_safe
def holds(request: HttpRequest) -> HttpResponse:
    """What is held now, what was lately, and the form to hold something."""
    return _holds(request, {})


def _holds(request: HttpRequest, typed: dict[str, str], status: int = 200) -> HttpResponse:
    user = cast(User, request.user)
    require(user, Right.VIEW)
    context = {"holds": contexts.listed(user), "targets": contexts.targets(user, channels_for(user)), "typed": typed}
    return render(request, "delivery/holds.html", context, status=status)


@login_required
@require_POST
def place(request: HttpRequest) -> HttpResponse:
    """Hold what was chosen, at once."""
    user = cast(User, request.user)
    require(user, Right.HOLD)
    target, reason = request.POST.get("over", ""), request.POST.get("reason", "")[:2000]
    typed = {"over": target, "reason": reason}
    try:
        hold = services.place_hold(actor=user, over=_over(user, target), reason=reason)
    except services.ReasonTooShort:
        return _holds(request, {**typed, "error": _("Say in a few words why, for whoever comes next.")}, 422)
    except _NoTarget:
        return _holds(request, {**typed, "error": _("Choose what is held back.")}, 422)
    except StateConflict:
        messages.warning(request, _("It was held already. Nothing goes out there."))
        return redirect("holds")
    messages.success(request, _("Held. Nothing of it goes out until the hold is lifted."))
    return redirect("hold", hold.pk)


def _over(user: User, target: str) -> services.Over:
    kind, _colon, key = target.partition(":")
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0
    if kind == "channel":
        return services.Over(channel=get_channel(user, number, Right.HOLD))
    if kind == "team":
        return services.Over(team=get_team(user, number, Right.HOLD))
    if target != holding.ORGANISATION:
        raise _NoTarget
    return services.Over()


@login_required
@require_safe
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """One hold: why, since when, and each post that it caught with its old time."""
    user = cast(User, request.user)
    kept = {int(key): why for key, why in request.session.pop(_KEPT, {}).items()}
    return render(request, "delivery/hold.html", contexts.one(user, get_hold(user, pk), kept))


@login_required
@require_POST
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Lift it. What it caught stays until somebody decides."""
    user = cast(User, request.user)
    found = get_hold(user, pk)
    try:
        waiting = services.lift_hold(actor=user, hold=found)
    except StateConflict:
        messages.warning(request, _("It was lifted already."))
    else:
        said = ngettext(
            "Lifted. %(n)d post waits for a decision; nothing was sent.",
            "Lifted. %(n)d posts wait for a decision; nothing was sent.",
            waiting,
        )
        messages.success(request, said % {"n": waiting} if waiting else _("Lifted. It had caught nothing."))
    return redirect("hold", pk)


@login_required
@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo lifting."""
    user = cast(User, request.user)
    try:
        services.put_back(actor=user, hold=get_hold(user, pk))
    except StateConflict:
        messages.warning(request, _("Another hold stands there by now."))
    else:
        messages.success(request, _("The hold stands again."))
    return redirect("hold", pk)


@login_required
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry out what was chosen for each caught post."""
    user = cast(User, request.user)
    found = get_hold(user, pk)
    require(user, Right.PUBLISH)
    keys = [row.pk for row in holds_selectors.caught_for(user, found)]
    choices = contexts.choices_of(request.POST, keys)
    done = services.decide(actor=user, hold=found, choices=choices, gap=contexts.gap_of(request.POST))
    _say(request, done)
    request.session[_KEPT] = {str(key): why for key, why in done.left.items()}
    return redirect("hold", pk)


def _say(request: HttpRequest, done: services.Decided) -> None:
    if done.done:
        said = ngettext("Decided about %(n)d post.", "Decided about %(n)d posts.", len(done.done))
        messages.success(request, said % {"n": len(done.done)})
    elif not done.left:
        messages.info(request, _("Nothing was chosen, so everything stays held."))
    if done.left:
        said = ngettext("%(n)d stays held; its row says why.", "%(n)d stay held; their rows say why.", len(done.left))
        messages.warning(request, said % {"n": len(done.left)})


@login_required
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the last decisions, as far as nothing has left yet."""
    user = cast(User, request.user)
    found = get_hold(user, pk)
    require(user, Right.PUBLISH)
    try:
        back, gone = services.undo(actor=user, triage=_last(found))
    except StateConflict:
        messages.warning(request, _("That was undone already."))
    else:
        messages.success(
            request, ngettext("%(n)d post is held again.", "%(n)d posts are held again.", back) % {"n": back}
        )
        if gone:
            said = ngettext("%(n)d had left already.", "%(n)d had left already.", gone)
            messages.warning(request, said % {"n": gone})
    return redirect("hold", pk)


def _last(hold: Hold) -> services.Triage:
    triage = holds_selectors.last_triage(hold)
    if triage is None:
        raise NotThere(f"nothing to undo for hold {hold.pk}")
    return triage
