"""The two doors, and the sample hospital behind the first."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.selectors import organisation
from wellspoken.web.start import guests, sample_door

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def only_before_set_up() -> None:
    """Raise `NotThere` once an organisation exists."""
    if organisation() is not None:
        raise NotThere


@require_GET
@never_cache
def doors(request: HttpRequest) -> HttpResponse:
    """Two ways to begin."""
    told = sample_door.progress()
    if told is not None and told.state == "running":
        return redirect("start_progress")
    only_before_set_up()
    return render(request, "start/doors.html")


@require_POST
def sample(request: HttpRequest) -> HttpResponse:
    """Begin to build the sample hospital."""
    only_before_set_up()
    sample_door.start()
    return redirect("start_progress")


@require_GET
@never_cache
def progress(request: HttpRequest) -> HttpResponse:
    """How far the sample is; the page asks again by itself, or by a link without JavaScript."""
    told = sample_door.progress()
    if told is None:
        only_before_set_up()
        return redirect("start")
    if told.state == "done":
        if "HX-Request" in request.headers:
            return HttpResponse(headers={"HX-Redirect": reverse("start_people")})
        return redirect("start_people")
    template = "start/progress_part.html" if "HX-Request" in request.headers else "start/progress.html"
    return render(request, template, {"told": told})


@require_GET
@never_cache
def who(request: HttpRequest) -> HttpResponse:
    """Who do you want to be?"""
    if not guests.open_to(request):
        return redirect("account_login")
    return render(request, "start/people.html")


@require_POST
def become(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in as a person of the sample; 404 anywhere but there."""
    if not guests.open_to(request):
        raise NotThere
    person = get_object_or_404(User, pk=pk, is_active=True)
    login(request, person, backend=BACKEND)
    return redirect("/")
