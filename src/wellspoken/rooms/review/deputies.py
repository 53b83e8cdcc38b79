"""Who is away, and who stands in for them.

A deputy has to be able to do what the person does: review in the same teams, with a training that counts in the same
fields. That is checked when the deputy is named and again whenever they are needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from wellspoken.rooms.people.models import Grant, User
from wellspoken.rooms.people.roles import Right, roles_with
from wellspoken.rooms.review.competence import FIELDS
from wellspoken.rooms.review.errors import BadDeputy
from wellspoken.rooms.review.models import Absence, Competence, Deputy


def absent(now: datetime) -> QuerySet[Absence]:
    """Absences under way at this moment."""
    return Absence.objects.filter(begins__lte=now, ends__gt=now)


def is_away(now: datetime, user: str = "user") -> Exists:
    """Whether the person of a row (`user` names the column of that row) is away; to annotate or filter with."""
    return Exists(absent(now).filter(user=OuterRef(user)))


@dataclass(frozen=True, slots=True)
class Abilities:
    """What people can do in reviews, by key: the teams in which they may review (None: all), and their trainings."""

    teams: Mapping[int, frozenset[int | None]]
    trained: Mapping[int, Mapping[str, date]]

    def fields(self, user: User, today: date) -> set[str]:
        """The fields in which a person's training counts on this day."""
        return {field for field, until in self.trained.get(user.pk, {}).items() if until >= today}

    def require(self, user: User, deputy: User) -> None:
        """Raise `BadDeputy` unless `deputy` can do everything that `user` does in reviews."""
        if deputy.pk == user.pk:
            raise BadDeputy("self")
        if not deputy.is_active or deputy.is_service:
            raise BadDeputy("gone")
        here, there = (self.teams.get(one.pk, frozenset()) for one in (user, deputy))
        if not here:
            raise BadDeputy("nobody")
        if None not in there and not here <= there:
            raise BadDeputy("right")
        today = timezone.now().astimezone(user.zone).date()
        if missing := self.fields(user, today) - self.fields(deputy, today):
            raise BadDeputy("field", ", ".join(str(FIELDS[field]) for field in FIELDS if field in missing))

    def allow(self, user: User, deputy: User) -> bool:
        """Whether `deputy` can stand in for `user`."""
        try:
            self.require(user, deputy)
        except BadDeputy:
            return False
        return True


def abilities(people: Iterable[int] | None = None) -> Abilities:
    """What these people (None: everybody) can do; two queries."""
    grants = Grant.objects.filter(role__in=roles_with(Right.REVIEW))
    rows = Competence.objects.all()
    if people is not None:
        keys = list(people)
        grants, rows = grants.filter(user__in=keys), rows.filter(user__in=keys)
    teams: dict[int, set[int | None]] = {}
    for person, team in grants.values_list("user", "team"):
        teams.setdefault(person, set()).add(team)
    trained: dict[int, dict[str, date]] = {}
    for person, field, until in rows.values_list("user", "field", "valid_until"):
        if until is not None:
            trained.setdefault(person, {})[field] = until
    return Abilities({person: frozenset(held) for person, held in teams.items()}, trained)


def require_able(user: User, deputy: User) -> None:
    """Raise `BadDeputy` unless `deputy` can do everything that `user` does in reviews as things are now."""
    abilities([user.pk, deputy.pk]).require(user, deputy)


def possible_deputies(user: User) -> list[User]:
    """Everybody who can stand in for this person, by name. Three queries."""
    known = abilities()
    here = User.objects.filter(pk__in=known.teams, is_active=True).order_by("name")
    return [person for person in here if known.allow(user, person)]


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to write to; `instead_of` are those for whom they stand in, each with the end of the absence."""

    person: User
    instead_of: tuple[tuple[User, datetime], ...] = ()


def addressed(people: Sequence[User], now: datetime, without: Iterable[int] = ()) -> list[Addressee]:
    """Whom to write to instead of these people: deputies for those who are away.

    Somebody away whose deputy cannot stand in (away too, unable, or among the keys of `without`) is written to all the
    same: nothing goes to nobody. Four queries at most.
    """
    out = set(without)
    away = {row.user_id: row.ends for row in absent(now).filter(user__in=[p.pk for p in people])}
    found: dict[int, Addressee] = {p.pk: Addressee(p) for p in people if p.pk not in away and p.pk not in out}
    if not away:
        return list(found.values())
    deputies = {row.user_id: row.person for row in _deputies(away, now)}
    known = abilities([*deputies, *(deputy.pk for deputy in deputies.values())])
    for person in people:
        if person.pk not in away or person.pk in out:
            continue
        deputy = deputies.get(person.pk)
        if deputy is None or deputy.pk in out or not known.allow(person, deputy):
            found[person.pk] = Addressee(person)
            continue
        before = found.get(deputy.pk, Addressee(deputy))
        found[deputy.pk] = Addressee(deputy, (*before.instead_of, (person, away[person.pk])))
    return list(found.values())


def _deputies(away: Iterable[int], now: datetime) -> QuerySet[Deputy]:
    rows = Deputy.objects.filter(~is_away(now, "person"), user__in=list(away), person__is_active=True)
    return rows.select_related("person")


def deputies_of(people: Iterable[User], without: Iterable[int], now: datetime) -> list[User]:
    """Who can step in for any of these people now: not away, able, not among the keys of `without`; by name.

    Three queries at most.
    """
    asked = {person.pk: person for person in people}
    out = set(without)
    rows = [row for row in _deputies(asked, now) if row.person_id not in out]
    if not rows:
        return []
    known = abilities([*asked, *(row.person_id for row in rows)])
    able = {row.person_id: row.person for row in rows if known.allow(asked[row.user_id], row.person)}
    return sorted(able.values(), key=lambda person: person.name)


def stands_in_for(user: User, now: datetime) -> list[User]:
    """Those who are away and named this person, who is able to stand in; by name. Three queries at most."""
    rows = list(Deputy.objects.filter(is_away(now), person=user, user__is_active=True).select_related("user"))
    if not rows:
        return []
    known = abilities([user.pk, *(row.user_id for row in rows)])
    return sorted((row.user for row in rows if known.allow(row.user, user)), key=lambda person: person.name)
