"""People: the list, adding, roles."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people import selectors, services
from wellspoken.rooms.people.access import get_person, require, rights_of, visible_teams
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.web.account.inviting import send_welcome
from wellspoken.web.people import grid, training
from wellspoken.web.people.forms import AddForm

PAGE = 40


@login_required
@require_GET
def people_page(request: HttpRequest) -> HttpResponse:
    """Everybody, with their roles; found by name or address with `q`."""
    user = require(request.user, Right.PEOPLE)
    wanted = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = selectors.people()
    if wanted:
        found = found.filter(Q(name__icontains=wanted) | Q(email__icontains=wanted))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(
        request, "people/list.html", {"page": page, "q": wanted, "whole": Right.PEOPLE in rights_of(user).everywhere}
    )


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add somebody with a first role; they get a mail with a link to choose a password."""
    user = require(request.user, Right.PEOPLE)
    whole = Right.PEOPLE in rights_of(user).everywhere
    form = AddForm(request.POST or None, teams=visible_teams(user, Right.PEOPLE), whole=whole, by=user)
    if form.is_bound and form.is_valid():
        try:
            person = _add(user, form)
        except PeopleProblem as problem:
            form.add_error("email" if problem.code == "email_taken" else None, problem.sentence)
        else:
            send_welcome(request, person, user)
            told = _("%(name)s is added. A mail with a link is on its way to %(email)s.")
            messages.success(request, told % {"name": person.name, "email": person.email})
            return redirect("person", person.pk)
    return render(request, "people/add.html", {"form": form, "whole": whole}, status=422 if form.errors else 200)


def _add(user: User, form: AddForm) -> User:
    data = form.cleaned_data
    facts = {key: data[key] for key in ("name", "email", "job", "language", "time_zone")}
    with transaction.atomic():
        person = services.add_person(actor=user, **facts)
        services.grant(actor=user, user=person, team=form.team, role=data["role"])
    return person


@login_required
@require_http_methods(["GET", "POST"])
def person_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody's roles as a grid, and what they may do and why."""
    user = require(request.user, Right.PEOPLE)
    person = get_person(user, pk)
    problem = ""
    if request.method == "POST":
        try:
            grid.save(user, person, request.POST)
        except PeopleProblem as refused:
            problem = refused.sentence
        else:
            messages.success(request, _("Saved. It counts from the next page they open."))
            return redirect("person", pk)
    selectors.with_grants(person)
    context = {
        "person": person,
        "problem": problem,
        "places": grid.grid(user, person),
        "explained": selectors.explain(person),
        "fields": training.lines(person),
        "departures": [] if person.is_active else selectors.departures(person)[:1],
        "whole": Right.PEOPLE in rights_of(user).everywhere,
    }
    return render(request, "people/person.html", context, status=422 if problem else 200)


@login_required
@require_POST
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the link to choose a password once more."""
    user = require(request.user, Right.PEOPLE)
    person = get_person(user, pk)
    if person.is_service or not person.is_active:
        raise NotThere
    send_welcome(request, person, user)
    messages.success(request, _("A new link is on its way to %(email)s.") % {"email": person.email})
    return redirect("person", pk)
