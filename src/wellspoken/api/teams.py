"""The team that a request names."""

from __future__ import annotations

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import visible_teams
from wellspoken.rooms.people.models import Team, User


def visible_team(user: User, number: int) -> Team:
    """The team, when the person may see it; raises `NotThere`. Services check further rights themselves."""
    for team in visible_teams(user):
        if team.pk == number:
            return team
    raise NotThere(f"team {number}")
