"""The organisation and its teams: set up once, changed with an audit entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from wellspoken.rooms.audit.services import record
from wellspoken.rooms.kernel.actors import Actor, SystemActor
from wellspoken.rooms.people import checks
from wellspoken.rooms.people.access import authorise
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import Grant, Organisation, Team, User
from wellspoken.rooms.people.roles import Right, Role
from wellspoken.rooms.people.services.people import PersonSettings
from wellspoken.rooms.people.services.second_factors import USUAL

SET_UP = SystemActor("set-up")
FIRST = 1  # the key of the one organisation: a second insert fails in the database itself


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """What screening and pages know of the organisation; countries in lower-case ISO 3166 alpha-2."""

    name: str
    kind: str = "hospital"
    countries: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=lambda: ["en"])
    time_zone: str = "UTC"
    own_names: list[str] = field(default_factory=list)
    domains: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    staff: list[str] = field(default_factory=list)

    def tidy(self) -> dict[str, Any]:
        """The columns, checked; raises `PeopleProblem`."""
        for code in self.languages:
            checks.known_language(code)
        name = checks.readable_name(self.name, 200)
        return {**asdict(self), "name": name, "time_zone": checks.known_zone(self.time_zone)}


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """A team; `slug` empty makes one from the name, `place` is said beside clock times."""

    name: str
    country: str = "us"
    language: str = "en"
    time_zone: str = "UTC"
    place: str = ""
    slug: str = ""

    def tidy(self) -> dict[str, Any]:
        """The columns, checked; raises `PeopleProblem`."""
        name = checks.readable_name(self.name, 200)
        checks.known_language(self.language)
        checks.known_zone(self.time_zone)
        place = self.place.strip()[:100] or self.time_zone.rsplit("/", 1)[-1].replace("_", " ")
        slug = self.slug or slugify(name)[:40] or "team"
        return {**asdict(self), "name": name, "place": place, "slug": slug}


@dataclass(frozen=True, slots=True)
class Founding:
    """What `set_up_organisation` made."""

    organisation: Organisation
    team: Team
    administrator: User


def set_up_organisation(
    *, facts: OrganisationFacts, team: TeamFacts, email: str, password: str | None, person: PersonSettings
) -> Founding:
    """Make the organisation, its first team and first administrator, all or nothing.

    `password` has been checked by the caller; None: nobody signs in with one. The first administrator also
    edits, publishes and reviews in the whole organisation: small teams start with
    two people, and may take those roles back later. Nobody ever reviews their own
    words. Raises
    `PeopleProblem("already_set_up")` when an organisation exists.
    """
    values = {"name": email, **person.tidy()}
    with transaction.atomic():
        organisation = _found(facts)
        administrator = User.objects.create_user(email, password, **values)
        record(action="organisation.created", actor=administrator, obj=organisation)
        record(action="person.added", actor=administrator, obj=administrator)
        for role in (Role.ADMINISTRATOR, Role.PUBLISHER, Role.REVIEWER):
            Grant.objects.create(user=administrator, team=None, role=role)
            record(action="person.granted", actor=SET_UP, obj=administrator, data={"role": role, "team": "*"})
        return Founding(organisation, create_team(actor=administrator, facts=team), administrator)


def _found(facts: OrganisationFacts) -> Organisation:
    values = facts.tidy()
    if Organisation.objects.exists():
        raise PeopleProblem("already_set_up")
    try:
        with transaction.atomic():
            return Organisation.objects.create(pk=FIRST, second_factor_roles=USUAL, **values)
    except IntegrityError as error:
        raise PeopleProblem("already_set_up") from error


def create_team(*, actor: Actor, facts: TeamFacts) -> Team:
    """Add a team; needs the right to change settings everywhere. A taken short name gets a number."""
    authorise(actor, Right.SETTINGS, everywhere=True)
    values = facts.tidy()
    with transaction.atomic():
        team = Team.objects.create(**{**values, "slug": _free_slug(values["slug"])})
        record(action="team.created", actor=actor, obj=team)
    return team


def _free_slug(wanted: str) -> str:
    taken = set(Team.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    return next(s for n in range(2, len(taken) + 3) if (s := f"{wanted}-{n}") not in taken)


def change_organisation(*, actor: Actor, organisation: Organisation, facts: OrganisationFacts) -> list[str]:
    """Change the organisation's facts; returns the names of the columns that differ now, as the audit tells."""
    authorise(actor, Right.SETTINGS, everywhere=True)
    return _change(actor, organisation, facts.tidy(), "organisation.changed")


def change_team(*, actor: Actor, team: Team, facts: TeamFacts) -> list[str]:
    """Change a team; its short name stays, addresses hang on it."""
    authorise(actor, Right.SETTINGS, team)
    return _change(actor, team, {**facts.tidy(), "slug": team.slug}, "team.changed")


def _change(actor: Actor, row: Organisation | Team, values: Mapping[str, Any], action: str) -> list[str]:
    changed = {key: value for key, value in values.items() if getattr(row, key) != value}
    if changed:
        with transaction.atomic():
            for key, value in changed.items():
                setattr(row, key, value)
            row.save(update_fields=list(changed))
            record(action=action, actor=actor, obj=row, data={"fields": ", ".join(sorted(changed))})
    return sorted(changed)
