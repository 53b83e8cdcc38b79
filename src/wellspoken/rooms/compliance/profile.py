"""Who is speaking: the engine's profile of a team, from what people told us about the organisation."""

from __future__ import annotations

from typing import Any

from wellspoken.engines.screening import Profile
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.people.models import Organisation, Team, User
from wellspoken.rooms.people.selectors import organisation


def profile_of(team: Team) -> Profile:
    """The organisation's own names, people, phones and products, with the team's country; three queries.

    The names of people with an account count as staff: naming a colleague is no leak.
    """
    org = organisation()
    own = _organisation(org) if org is not None else {}
    people = User.objects.filter(is_active=True).order_by("pk").values_list("name", flat=True)
    return Profile.from_mapping({**own, **_team(team), "staff": [*own.get("staff", []), *people]})


def _organisation(org: Organisation) -> dict[str, Any]:
    return {
        "kind": org.kind,
        "names": [org.name, *org.own_names],
        "domains": org.domains,
        "phones": org.phones,
        "emails": org.emails,
        "addresses": org.addresses,
        "staff": org.staff,
        "products": org.products,
    }


def _team(team: Team) -> dict[str, Any]:
    handles = Channel.objects.filter(team=team).exclude(handle="").order_by("pk").values_list("handle", flat=True)
    return {"countries": [team.country], "languages": [team.language], "handles": list(handles)}
