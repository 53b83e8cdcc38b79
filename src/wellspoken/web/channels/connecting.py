"""Connecting a channel, and signing in again to one that is there."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from wellspoken.rooms.channels import measures, services
from wellspoken.rooms.channels import sandbox as local
from wellspoken.rooms.channels.access import team_for
from wellspoken.rooms.channels.errors import ConnectFailed
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.people.access import Denied, require, visible_teams
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right
from wellspoken.web.channels.forms import NewsroomForm, OAuthForm, PasswordForm
from wellspoken.web.channels.oauth import leave
from wellspoken.web.channels.offers import offers


def connecting_teams(request: HttpRequest) -> tuple[User, list[Team]]:
    """The person and the teams in which they may connect; raises `Denied` when there is none."""
    person = require(request.user, Right.CHANNELS)
    teams = visible_teams(person, Right.CHANNELS)
    if not teams:
        raise Denied(Right.CHANNELS)
    return person, teams


def _initial(request: HttpRequest) -> dict[str, Any]:
    return {"team": request.GET.get("team", "")}


@require_safe
@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """Which network?"""
    _person, teams = connecting_teams(request)
    shown = {
        "offers": offers(request.user),
        "teams": teams,
        "team": request.GET.get("team", ""),
        "sandbox": local.answers(),
        "house": settings.ALLOW_PRIVATE_NETWORKS,
    }
    return render(request, "channels/choose.html", shown)


def done(request: HttpRequest, channel: Channel) -> HttpResponse:
    """Say that the channel is connected, and show it."""
    name = measures.network_name(channel.network)
    messages.success(request, _("%(name)s on %(network)s is connected.") % {"name": channel.name, "network": name})
    return redirect("channel", channel.pk)


@login_required
def newsroom(request: HttpRequest) -> HttpResponse:
    """Open the organisation's own public page."""
    person, teams = connecting_teams(request)
    form = NewsroomForm(request.POST or None, teams=teams, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            team = team_for(person, given["team"])
            made = services.connect_newsroom(actor=person, team=team, name=given["name"], slug=given["slug"])
            return done(request, made)
        except ConnectFailed as error:
            field = {"name_missing": "name", "bad_address": "slug", "address_taken": "slug"}.get(error.reason)
            form.add_error(field, error.sentence)
    return page(request, "channels/connect_newsroom.html", form)


@sensitive_post_parameters("password")
@login_required
def bluesky(request: HttpRequest) -> HttpResponse:
    """Bluesky: on its own page (OAuth), or with an app password."""
    person, teams = connecting_teams(request)
    oauth_form = _oauth_form("bluesky", request.POST if "oauth" in request.POST else None, teams, request)
    password = request.POST if request.method == "POST" and "oauth" not in request.POST else None
    form = PasswordForm(password, teams=teams, initial=_initial(request), prefix="password")
    if oauth_form.is_bound and oauth_form.is_valid():
        return _start(request, person, "bluesky", oauth_form, "channels/connect_bluesky.html", form)
    if form.is_bound and form.is_valid():
        try:
            return done(request, _by_password(person, form.cleaned_data))
        except ConnectFailed as error:
            form.add_error(None, error.sentence)
    return page(request, "channels/connect_bluesky.html", oauth_form, password_form=form)


def _by_password(person: User, given: dict[str, Any]) -> Channel:
    return services.connect_bluesky_password(
        actor=person,
        team=team_for(person, given["team"]),
        server=given["server"],
        identifier=given["identifier"],
        password=given["password"],
    )


@login_required
def mastodon(request: HttpRequest) -> HttpResponse:
    """A server that speaks Mastodon's language: sign in on its own page."""
    person, teams = connecting_teams(request)
    form = _oauth_form("mastodon", request.POST or None, teams, request)
    if form.is_bound and form.is_valid():
        return _start(request, person, "mastodon", form, "channels/connect_mastodon.html")
    return page(request, "channels/connect_mastodon.html", form)


def _oauth_form(network: str, data: Any, teams: list[Team], request: HttpRequest) -> OAuthForm:
    label, hint = _("Handle or server"), _("For example elm-harbour.bsky.social, or the address of your own server")
    if network == "mastodon":
        label, hint = (
            _("Server"),
            _("For example mastodon.example.org; the part after the last @ of the account's name"),
        )
    return OAuthForm(data, teams=teams, initial=_initial(request), label=label, hint=hint, prefix="oauth")


def _start(
    request: HttpRequest, person: User, network: str, form: OAuthForm, template: str, other: Form | None = None
) -> HttpResponse:
    """Begin the sign-in at the network, or the same page with the reason why not."""
    try:
        team = team_for(person, form.cleaned_data["team"])
        return leave(request, person, team, network, form.cleaned_data["server"])
    except ConnectFailed as error:
        form.add_error("server", error.sentence)
    return page(request, template, form, password_form=other)


def page(request: HttpRequest, template: str, form: Form, **more: Any) -> HttpResponse:
    """A page with one or more forms; 422 when one of them was filled in wrongly."""
    forms = [form, *[f for f in more.values() if isinstance(f, Form)]]
    wrong = any(f.is_bound and f.errors for f in forms)
    return render(request, template, {"form": form, **more}, status=422 if wrong else 200)


@require_POST
@login_required
def sandbox(request: HttpRequest) -> HttpResponse:
    """Connect the local Bluesky sandbox with one press."""
    person, teams = connecting_teams(request)
    wanted = request.POST.get("team", "")
    chosen = wanted.isascii() and wanted.isdigit() and len(wanted) < 19
    team = team_for(person, int(wanted)) if chosen else teams[0]
    try:
        return done(request, services.connect_sandbox(actor=person, team=team))
    except ConnectFailed as error:
        messages.warning(request, error.sentence)
        return redirect("channel_connect")
