"""Who is speaking: the engine's profile of a team, from what people told us about the organisation."""

from __future__ import annotations

from typing import Any

from django.db.models import Value

from wellspoken.engines.screening import Profile
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.people.models import Organisation, Team, User
from wellspoken.rooms.people.selectors import organisation


def profile_of(team: Team) -> Profile:
    """The organisation's own names, people, phones and products, with the team's country; two queries.

    The names of people with an account count as staff: naming a colleague is no leak.
    """
    org = organisation()
    own = _organisation(org) if org is not None else {}
    people, handles = _names(team)
    about = {"countries": [team.country], "languages": [team.language], "handles": handles}
    return Profile.from_mapping({**own, **about, "staff": [*own.get("staff", []), *people]})


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


def _names(team: Team) -> tuple[list[str], list[str]]:
    """Names of people with an account and handles of the team's channels, each sorted; one query."""
    people = User.objects.filter(is_active=True).order_by().annotate(kind=Value("person")).values_list("kind", "name")
    handles = Channel.objects.filter(team=team).exclude(handle="").order_by()
    rows = people.union(handles.annotate(kind=Value("handle")).values_list("kind", "handle"))
    found: dict[str, list[str]] = {"person": [], "handle": []}
    for kind, name in sorted(rows):
        found[kind].append(name)
    return found["person"], found["handle"]
