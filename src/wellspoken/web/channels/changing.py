"""Buttons of a channel's page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wellspoken.rooms.channels import selectors, services
from wellspoken.rooms.channels.access import get_channel
from wellspoken.rooms.channels.errors import BadSlots, ConnectFailed
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing import channel_selectors
from wellspoken.web.channels import contexts
from wellspoken.web.channels.forms import NewsroomChangeForm


def _mine(request: HttpRequest, pk: int) -> Channel:
    return get_channel(request.user, pk, Right.CHANNELS)


def _somebody_was_first(request: HttpRequest) -> None:
    messages.warning(request, _("Somebody else changed this channel just now. This is how it is at present."))


@require_POST
@login_required
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the network now."""
    found = _mine(request, pk)
    if services.check_health(found):
        messages.success(request, _("It works."))
    else:
        messages.warning(request, _("It does not work at the moment. The page says why."))
    return redirect("channel", pk)


@require_POST
@login_required
def test(request: HttpRequest, pk: int) -> HttpResponse:
    """Test the channel by reading only; the page shows each step."""
    found = _mine(request, pk)
    steps = services.self_test(actor=require(request.user, Right.CHANNELS, found.team), channel=found)
    if any(step.result == "failed" for step in steps):
        messages.warning(request, _("The test found something that does not work. The page says what."))
    else:
        messages.success(request, _("The test went well. Nothing was published."))
    return redirect(f"{reverse('channel', args=[pk])}#test")


@require_POST
@login_required
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop sending here."""
    found = _mine(request, pk)
    try:
        services.pause(actor=require(request.user, Right.CHANNELS, found.team), channel=found)
        messages.success(request, _("Paused. Nothing goes out here until somebody resumes it."))
    except StateConflict:
        _somebody_was_first(request)
    return redirect("channel", pk)


@require_POST
@login_required
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Send again."""
    found = _mine(request, pk)
    try:
        services.resume(actor=require(request.user, Right.CHANNELS, found.team), channel=found)
        messages.success(request, _("Resumed."))
    except StateConflict:
        _somebody_was_first(request)
    return redirect("channel", pk)


@require_POST
@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a newsroom another name or language."""
    found = _mine(request, pk)
    form = NewsroomChangeForm(request.POST)
    if form.is_valid():
        try:
            person = require(request.user, Right.CHANNELS, found.team)
            services.change_newsroom(actor=person, channel=found, **form.cleaned_data)
            messages.success(request, _("Saved. The public page shows it now."))
            return redirect("channel", pk)
        except ConnectFailed as error:
            form.add_error(None, error.sentence)
    return render(request, "channels/channel.html", contexts.page(request, found, changed=form), status=422)


@require_POST
@login_required
def times(request: HttpRequest, pk: int) -> HttpResponse:
    """Replace the weekly posting times."""
    found = _mine(request, pk)
    form = contexts.times_form(selectors.slots_of(found), request.POST)
    if form.is_valid():
        try:
            person = require(request.user, Right.CHANNELS, found.team)
            services.set_slots(actor=person, channel=found, slots=form.cleaned_data["slots"])
            messages.success(request, _("Posting times saved."))
            return redirect("channel", pk)
        except BadSlots as error:
            form.add_error(None, error.sentence)
    return render(request, "channels/channel.html", contexts.page(request, found, form), status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what will happen to what, then remove."""
    found = _mine(request, pk)
    if request.method != "POST":
        shown = {"card": contexts.card(found, timezone.now()), "waiting": channel_selectors.waiting_count(found)}
        return render(request, "channels/remove.html", shown)
    try:
        services.remove(actor=require(request.user, Right.CHANNELS, found.team), channel=found)
        messages.success(request, _("%(name)s was removed. Its history stays.") % {"name": found.name})
    except StateConflict:
        _somebody_was_first(request)
    return redirect("channels")
