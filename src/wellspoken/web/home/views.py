"""The home page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wellspoken.rooms.people.access import require
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.selectors import organisation
from wellspoken.web.frame.context import frame_of
from wellspoken.web.home.contexts import home_page


@require_GET
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What this person should know on coming in."""
    place = getattr(request, "organisation", None) or organisation()
    person = require(request.user, Right.VIEW)
    return render(request, "home/page.html", {"page": home_page(person, place, frame_of(request).signals)})
