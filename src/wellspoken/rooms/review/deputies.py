"""Who is away, and who stands in for them.

A deputy has to be able to do what the person does: review in the same teams, with a training that counts in the same
fields. That is checked when the deputy is named and again whenever they are needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from wellspoken.rooms.people.access import rights_of
from wellspoken.rooms.people.models import Grant, User
from wellspoken.rooms.people.roles import Right, roles_with
from wellspoken.rooms.review.competence import FIELDS, counting, valid_fields_of
from wellspoken.rooms.review.errors import BadDeputy
from wellspoken.rooms.review.models import Absence, Competence, Deputy


def absent(now: datetime) -> QuerySet[Absence]:
    """Absences under way at this moment."""
    return Absence.objects.filter(begins__lte=now, ends__gt=now)


def is_away(now: datetime, user: str = "user") -> Exists:
    """Whether the person of a row (`user` names the column of that row) is away; to annotate or filter with."""
    return Exists(absent(now).filter(user=OuterRef(user)))


def require_able(user: User, deputy: User) -> None:
    """Raise `BadDeputy` unless `deputy` can do everything that `user` does in reviews. Four queries at most."""
    if deputy.pk == user.pk:
        raise BadDeputy("self")
    if not deputy.is_active or deputy.is_service:
        raise BadDeputy("gone")
    here, there = rights_of(user).teams(Right.REVIEW), rights_of(deputy).teams(Right.REVIEW)
    if here == []:
        raise BadDeputy("nobody")
    if there is not None and (here is None or not set(here) <= set(there)):
        raise BadDeputy("right")
    today = timezone.now().astimezone(user.zone).date()
    if missing := valid_fields_of(user, today) - valid_fields_of(deputy, today):
        raise BadDeputy("field", ", ".join(str(FIELDS[field]) for field in FIELDS if field in missing))


def is_able(user: User, deputy: User) -> bool:
    """Whether `deputy` can stand in for `user` as things are now."""
    try:
        require_able(user, deputy)
    except BadDeputy:
        return False
    return True


def possible_deputies(user: User) -> list[User]:
    """Everybody who can stand in for this person, by name. Three queries."""
    here = rights_of(user).teams(Right.REVIEW)
    if here == []:
        return []
    grants = Grant.objects.filter(role__in=roles_with(Right.REVIEW), user__is_active=True, user__is_service=False)
    teams: dict[int, set[int | None]] = {}
    for person, team in grants.exclude(user=user).values_list("user", "team"):
        teams.setdefault(person, set()).add(team)
    reach = [pk for pk, held in teams.items() if None in held or (here is not None and set(here) <= held)]
    today = timezone.now().astimezone(user.zone).date()
    known: dict[int, set[str]] = {}
    rows = Competence.objects.filter(counting(today), user__in=[user.pk, *reach])
    for person, field in rows.values_list("user", "field"):
        known.setdefault(person, set()).add(field)
    needed = known.get(user.pk, set())
    return list(User.objects.filter(pk__in=[pk for pk in reach if needed <= known.get(pk, set())]).order_by("name"))


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to write to; `instead_of` are those for whom they stand in, each with the end of the absence."""

    person: User
    instead_of: tuple[tuple[User, datetime], ...] = ()


def addressed(people: Sequence[User], now: datetime, without: Iterable[int] = ()) -> list[Addressee]:
    """Whom to write to instead of these people: deputies for those who are away.

    Somebody away whose deputy cannot stand in (away too, unable, or among the keys of `without`) is written to all the
    same: nothing goes to nobody. Two queries, and four for each deputy who is needed.
    """
    out = set(without)
    away = {row.user_id: row.ends for row in absent(now).filter(user__in=[p.pk for p in people])}
    found: dict[int, Addressee] = {p.pk: Addressee(p) for p in people if p.pk not in away and p.pk not in out}
    if not away:
        return list(found.values())
    deputies = {row.user_id: row.person for row in _deputies(away, now)}
    for person in people:
        if person.pk not in away or person.pk in out:
            continue
        deputy = deputies.get(person.pk)
        if deputy is None or deputy.pk in out or not is_able(person, deputy):
            found[person.pk] = Addressee(person)
            continue
        before = found.get(deputy.pk, Addressee(deputy))
        found[deputy.pk] = Addressee(deputy, (*before.instead_of, (person, away[person.pk])))
    return list(found.values())


def _deputies(away: Iterable[int], now: datetime) -> QuerySet[Deputy]:
    rows = Deputy.objects.filter(~is_away(now, "person"), user__in=list(away), person__is_active=True)
    return rows.select_related("person")


def deputies_of(people: Iterable[User], without: Iterable[int], now: datetime) -> list[User]:
    """Who can step in for any of these people now: not away, able, not among the keys of `without`; by name."""
    known = {person.pk: person for person in people}
    out = set(without)
    rows = [row for row in _deputies(known, now) if row.person_id not in out]
    able = {row.person_id: row.person for row in rows if is_able(known[row.user_id], row.person)}
    return sorted(able.values(), key=lambda person: person.name)


def stands_in_for(user: User, now: datetime) -> list[User]:
    """Those who are away and named this person, who is able to stand in; by name."""
    rows = Deputy.objects.filter(is_away(now), person=user, user__is_active=True).select_related("user")
    return sorted((row.user for row in rows if is_able(row.user, user)), key=lambda person: person.name)
