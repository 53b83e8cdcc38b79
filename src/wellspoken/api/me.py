"""GET /me: who is asking, and what they may do where."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from wellspoken.api.auth import person
from wellspoken.api.errors import READING
from wellspoken.api.schemas import MeOut, TeamOut
from wellspoken.rooms.people.access import rights_of, visible_teams
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.people.scopes import Scope

router = Router(tags=["people"])


@router.get("/me", response={200: MeOut, **READING}, summary="Who am I, and what may I do where?")
def me(request: HttpRequest) -> MeOut:
    """The signed-in person with the rights held in each team they may see."""
    user = person(request, Scope.READ)
    rights = rights_of(user)
    teams = [
        TeamOut(
            id=team.pk,
            name=team.name,
            country=team.country,
            language=team.language,
            time_zone=team.time_zone,
            rights=[str(right) for right in Right if rights.has(right, team.pk)],
        )
        for team in visible_teams(user)
    ]
    return MeOut(
        id=user.pk, name=user.name, email=user.email, language=user.language, time_zone=user.time_zone, teams=teams
    )
