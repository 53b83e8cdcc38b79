"""The private calendar address of a person: made, shown once, ended."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from wellspoken.rooms.people import services
from wellspoken.rooms.people.models import User


@login_required
@require_POST
@never_cache
def make(request: HttpRequest) -> HttpResponse:
    """A new address, shown on this page and never again; an earlier one stops working."""
    key = services.make_feed_key(actor=_user(request))
    return render(request, "me/feed.html", {"address": f"{settings.SITE_URL}{reverse('calendar_feed', args=[key])}"})


@login_required
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """The address stops working."""
    services.end_feed(actor=_user(request))
    messages.success(request, _("The private calendar address no longer works."))
    return redirect("me")


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 (login_required has seen to it)
    return request.user
