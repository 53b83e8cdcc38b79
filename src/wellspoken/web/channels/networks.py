"""Connecting the networks that share one page: signing in there, or filling in a form; then choosing an account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from wellspoken.rooms.channels import abilities, measures, selectors, services
from wellspoken.rooms.channels.access import team_for
from wellspoken.rooms.channels.errors import ConnectFailed
from wellspoken.rooms.channels.guides import field_words, guide_of
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import rights_of
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right
from wellspoken.web.channels.connecting import connecting_teams, done, page
from wellspoken.web.channels.forms import TeamForm, TokenForm
from wellspoken.web.channels.oauth import leave
from wellspoken.web.channels.offers import OWN_PAGES


@never_cache
@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def network(request: HttpRequest, network: str) -> HttpResponse:
    """Connect one of them: by its own sign-in page, or with what a person copies into the form."""
    person, teams = connecting_teams(request)
    if network in OWN_PAGES or network not in measures.networks_available():
        raise NotThere
    fields = measures.token_fields(network)
    form = _form(request, teams, fields)
    if form.is_bound and form.is_valid():
        try:
            return _connect(request, person, network, form)
        except ConnectFailed as error:
            form.add_error(None, error.sentence)
    return page(request, "channels/connect_network.html", form, **_about(request, network))


def _form(request: HttpRequest, teams: list[Team], fields: Any) -> TeamForm:
    data: MultiValueDict[str, str] | None = request.POST if request.method == "POST" else None
    initial = {"team": request.GET.get("team", "")}
    if fields:
        return TokenForm(data, fields=fields, teams=teams, initial=initial)
    return TeamForm(data, teams=teams, initial=initial)


def _connect(request: HttpRequest, person: User, network: str, form: TeamForm) -> HttpResponse:
    given = form.cleaned_data
    team = team_for(person, given["team"])
    if not isinstance(form, TokenForm):
        return leave(request, person, team, network, "")
    return connected(request, services.connect_token(actor=person, team=team, network=network, fields=_words(given)))


def _words(given: dict[str, Any]) -> dict[str, str]:
    return {name: value for name, value in given.items() if name != "team"}


def connected(request: HttpRequest, made: Any) -> HttpResponse:
    """The channel's page; before it, once, the secrets that were made for the other side."""
    if not made.made:
        return done(request, made.channel)
    codes = {one.name: one.label_code for one in measures.token_fields(made.channel.network)}
    secrets = [(field_words(codes[name], name)[0], value) for name, value in made.made.items()]
    return render(request, "channels/connected.html", {"channel": made.channel, "secrets": secrets})


def _about(request: HttpRequest, network: str) -> dict[str, Any]:
    guide = guide_of(network)
    closed = network in selectors.closed_networks()
    return {
        "code": network,
        "network": measures.network_name(network),
        "about": guide.about,
        "needs": guide.needs,
        "steps": [] if closed else guide.steps,
        "does": abilities.of_network(network),
        "closed": closed,
        "registered": not closed or network in selectors.registrations(),
        "may_register": Right.SETTINGS in rights_of(request.user).everywhere,
    }


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose_account(request: HttpRequest, key: str) -> HttpResponse:
    """Which of the accounts that the sign-in opened?"""
    person, _teams = connecting_teams(request)
    try:
        if request.method == "POST":
            number = request.POST.get("account", "")
            wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 5 else -1
            return done(request, services.choose(actor=person, key=key, number=wanted))
        return _choice(request, person, key)
    except ConnectFailed as error:
        if error.reason in {"no_such_choice", "taken"}:
            return _choice(request, person, key, error.sentence)
        messages.warning(request, error.sentence)
        return redirect("channel_connect")


def _choice(request: HttpRequest, person: User, key: str, problem: str = "") -> HttpResponse:
    choice = services.waiting_choice(actor=person, key=key)
    shown = {
        "team": choice.team,
        "network": measures.network_name(choice.network),
        "code": choice.network,
        "accounts": services.offered(choice),
        "problem": problem,
    }
    return render(request, "channels/choice.html", shown, status=422 if problem else 200)
