"""The sample's organisation: teams, people, newsrooms, and Bluesky accounts that wait to be connected."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.channels.services import connect_newsroom, mark_broken, pause, set_slots
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.people.models import Organisation, Team, User
from wellspoken.rooms.people.services import (
    OrganisationFacts,
    TeamFacts,
    add_person,
    create_team,
    grant,
    set_up_organisation,
)
from wellspoken.rooms.people.services.people import PersonSettings

BUILDER = SystemActor("sample")
FACTS = ("name", "kind", "countries", "languages", "time_zone", "own_names", "domains")
CONTACTS = ("phones", "emails", "addresses", "staff")
SLOTS = [(day, time(hour)) for day in (0, 2, 4) for hour in (9, 15)]


@dataclass
class House:
    """What was built: teams by slug, people by e-mail, channels by team slug and network."""

    teams: dict[str, Team] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    channels: dict[tuple[str, str], Channel] = field(default_factory=dict)
    roles: dict[tuple[str, str], list[User]] = field(default_factory=dict)

    def one(self, slug: str, role: str) -> User:
        """The first person with that role in that team."""
        return self.roles[slug, role][0]


def found(data: dict[str, Any]) -> House:
    """Make organisation, teams, people and newsrooms through the people and channels rooms."""
    house = House()
    head = next(p for p in data["people"] if p["roles"].get("*") == ["administrator"])
    first, *others = data["teams"]
    founding = set_up_organisation(
        facts=OrganisationFacts(**{key: data[key] for key in FACTS + CONTACTS}),
        team=_team(first),
        email=head["email"],
        password=None,  # nobody signs in to the sample with a password
        person=PersonSettings(
            name=head["name"], job=head["job"], language=head["language"], time_zone=head["time_zone"]
        ),
    )
    Organisation.objects.filter(pk=founding.organisation.pk).update(is_sample=True, second_factor_roles=[])
    administrator = founding.administrator
    house.people[administrator.email] = administrator
    house.teams[first["slug"]] = founding.team
    for raw in others:
        house.teams[raw["slug"]] = create_team(actor=administrator, facts=_team(raw))
    _people(house, administrator, data["people"])
    for raw in data["teams"]:
        _channels(house, administrator, raw)
    return house


def _team(raw: dict[str, Any]) -> TeamFacts:
    return TeamFacts(**{key: raw[key] for key in ("name", "country", "language", "time_zone", "place", "slug")})


def _people(house: House, administrator: User, people: list[dict[str, Any]]) -> None:
    for raw in people:
        person = house.people.get(raw["email"]) or add_person(
            actor=administrator, **{key: raw[key] for key in ("email", "name", "language", "time_zone", "job")}
        )
        house.people[raw["email"]] = person
        for slug, roles in raw["roles"].items():
            for role in roles:
                grant(actor=administrator, user=person, team=house.teams.get(slug), role=role)
                house.roles.setdefault((slug, role), []).append(person)


def _channels(house: House, administrator: User, raw: dict[str, Any]) -> None:
    slug, team = raw["slug"], house.teams[raw["slug"]]
    newsroom = connect_newsroom(actor=administrator, team=team, name=raw["newsroom"], slug=slug)
    set_slots(actor=administrator, channel=newsroom, slots=SLOTS)
    bluesky = Channel.objects.create(
        team=team,
        network="bluesky",
        name=f"{team.name} on Bluesky",
        handle=raw["bluesky"],
        server=f"https://pds.{raw['bluesky']}",
        remote_id=f"did:web:{raw['bluesky']}",
        language=team.language,
        settings={"method": "app_password", "invented": True},
        connected_by=administrator,
    )
    record(action="channel.connected", actor=BUILDER, obj=bluesky, data={"network": "bluesky"})
    house.channels[slug, "newsroom"], house.channels[slug, "bluesky"] = newsroom, bluesky


def end_sign_ins(house: House, when: datetime) -> None:
    """The invented Bluesky accounts cannot be called: one sign-in has expired, the others are paused."""
    for (slug, network), channel in house.channels.items():
        if network != "bluesky":
            continue
        Channel.objects.filter(pk=channel.pk).update(last_ok_at=when)
        channel.refresh_from_db()
        if slug == "st-elms":
            mark_broken(channel, "sign_in_expired")
        else:
            pause(actor=house.one("*", "administrator"), channel=channel)
