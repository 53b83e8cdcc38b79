"""Where posts begin: a new draft for a team, or one of the person's own to go on with."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wellspoken.rooms.channels import measures
from wellspoken.rooms.channels.selectors import channels_for
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.selectors import own_drafts
from wellspoken.rooms.content.services import create_post
from wellspoken.rooms.people.access import require, visible_teams
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right


@login_required
@require_http_methods(["GET", "POST"])
def compose_new(request: HttpRequest) -> HttpResponseBase:
    """Choose team and channels (all of them are ticked), or an open draft; POST makes the draft."""
    user = require(request.user, Right.SUGGEST)
    if request.method == "POST":
        return _begin(request, user)
    return render(request, "compose/new.html", {"teams": _teams(user), "drafts": own_drafts(user, 6)})


def _teams(user: User) -> list[dict[str, Any]]:
    """The teams the person may write for, each with its channels."""
    channels = channels_for(user, Right.SUGGEST)
    return [
        {
            "team": team,
            "channels": [
                {"pk": c.pk, "name": c.name, "network": measures.network_name(c.network)}
                for c in channels
                if c.team_id == team.pk
            ],
        }
        for team in visible_teams(user, Right.SUGGEST)
    ]


def _begin(request: HttpRequest, user: User) -> HttpResponseBase:
    teams = visible_teams(user, Right.SUGGEST)
    team = next((t for t in teams if str(t.pk) == request.POST.get("team", "")), None)
    if team is None:
        messages.error(request, _("Choose a team first."))
        return redirect("compose_new")
    here = [c.pk for c in channels_for(user, Right.SUGGEST) if c.team_id == team.pk]
    wanted = set(request.POST.getlist("channel"))
    body = Body(lang=team.language, channels=tuple(pk for pk in here if str(pk) in wanted))
    return redirect("compose", create_post(actor=user, team=team, body=body).pk)
