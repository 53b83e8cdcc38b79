"""How fast one channel may post."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from wellspoken.rooms.channels.access import get_channel
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing import services
from wellspoken.rooms.publishing.models import Pace
from wellspoken.rooms.publishing.pacing import NETWORKS, Window
from wellspoken.rooms.publishing.services.pace import MOST_GAP, MOST_POSTS


class PaceForm(forms.Form):
    """Most posts in an hour and a day, least minutes between two; empty means the network's limit only."""

    per_hour = forms.IntegerField(
        label=gettext_lazy("At most in one hour"), min_value=1, max_value=MOST_POSTS, required=False
    )
    per_day = forms.IntegerField(
        label=gettext_lazy("At most in 24 hours"), min_value=1, max_value=MOST_POSTS, required=False
    )
    gap_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes between two posts, at least"),
        min_value=0,
        max_value=MOST_GAP,
        required=False,
    )

    def limits(self) -> services.Limits:
        """What a valid form says."""
        data = self.cleaned_data
        return services.Limits(data["per_hour"], data["per_day"], data["gap_minutes"] or 0)


@login_required
@require_http_methods(["GET", "POST"])
def pace(request: HttpRequest, pk: int) -> HttpResponse:
    """See and set it."""
    user = cast(User, request.user)
    channel = get_channel(user, pk, Right.CHANNELS)
    form = PaceForm(request.POST) if request.method == "POST" else PaceForm(initial=_now(pk))
    if request.method == "POST" and form.is_valid():
        services.set_pace(actor=user, channel=channel, limits=form.limits())
        messages.success(request, _("Saved. It counts from the next post on."))
        return redirect("channel", pk)
    said = [_said(window) for window in NETWORKS.get(channel.network, ())]
    context = {"channel": channel, "form": form, "network_limits": said}
    return render(request, "delivery/pace.html", context, status=422 if form.is_bound else 200)


def _now(pk: int) -> dict[str, Any]:
    found = Pace.objects.filter(channel=pk).values("per_hour", "per_day", "gap_minutes").first()
    return dict(found) if found else {}


def _said(window: Window) -> str:
    most, span = window
    hours = int(span.total_seconds() // 3600)
    text = ngettext("%(most)s posts in %(hours)s hour", "%(most)s posts in %(hours)s hours", hours)
    return text % {"most": most, "hours": hours}
