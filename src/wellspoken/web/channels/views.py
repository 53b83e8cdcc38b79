"""The list of channels and the page of one."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wellspoken.rooms.channels.access import get_channel
from wellspoken.rooms.people.access import may, require
from wellspoken.rooms.people.roles import Right
from wellspoken.web.channels import contexts


@require_safe
@login_required
def channels(request: HttpRequest) -> HttpResponse:
    """All channels the person may see, by team, with their health in words."""
    require(request.user, Right.VIEW)
    shown = {"groups": contexts.groups(request.user), "can_connect": may(request.user, Right.CHANNELS)}
    return render(request, "channels/channels.html", shown)


@require_safe
@login_required
def channel(request: HttpRequest, pk: int) -> HttpResponse:
    """One channel: health, limits, posting times, who may publish, what went out."""
    found = get_channel(request.user, pk)
    return render(request, "channels/channel.html", contexts.page(request, found))
