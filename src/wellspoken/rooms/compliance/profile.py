"""Who is speaking: the engine's profile of a team, from what people told us about the organisation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Value

from wellspoken.engines.screening import Profile
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.compliance.house.book import Book, mark_of_set, marked
from wellspoken.rooms.compliance.house.sombre import gravest, mark_of_mood
from wellspoken.rooms.people.models import Organisation, Team, User
from wellspoken.rooms.people.selectors import organisation


def profile_of(team: Team) -> Profile:
    """The organisation's own names, people, phones and products, with the team's country; two queries.

    The names of people with an account count as staff: naming a colleague is no leak.
    """
    return asked_by(team)[0]


def asked_by(team: Team) -> tuple[Profile, Book]:
    """Who is speaking, and which of the organisation's own decisions count for them; the same two queries."""
    org = organisation()
    own = _organisation(org) if org is not None else {}
    found = _names(team)
    about = {"countries": [team.country], "languages": [team.language], "handles": found["handle"]}
    profile = Profile.from_mapping({**own, **about, "staff": [*own.get("staff", []), *found["person"]]})
    book = marked(next(iter(found["set"]), ""), team)
    return profile, replace(book, mood=gravest(found["mood"])) if found["mood"] else book


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


def _names(team: Team) -> dict[str, list[str]]:
    """People with an account, handles of the channels, the mark of the rule set, the mood of these days; one query."""
    people = User.objects.filter(is_active=True).order_by().annotate(kind=Value("person")).values_list("kind", "name")
    handles = Channel.objects.filter(team=team).exclude(handle="").order_by()
    named = handles.annotate(kind=Value("handle")).values_list("kind", "handle")
    found: dict[str, list[str]] = {"person": [], "handle": [], "set": [], "mood": []}
    for kind, name in sorted(people.union(named, mark_of_set(), mark_of_mood(team))):
        found[kind].append(name)
    return found
