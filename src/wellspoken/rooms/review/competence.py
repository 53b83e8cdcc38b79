"""Who may answer which question: those who are named for its field and whose training counts.

A question names a field: privacy, promotion, medical, ethics or communications. Where nobody who could review this
post is named for the field, any reviewer answers, and the page says so. Where people are named and the training of
all of them has run out, nobody answers until a new one is noted: an end never opens a field to everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import Grant, Team, User
from wellspoken.rooms.people.roles import Right, roles_with
from wellspoken.rooms.review.access import saved_since_approval
from wellspoken.rooms.review.errors import NotCompetent, TrainingOver
from wellspoken.rooms.review.models import Competence

#: field -> in words, as in "somebody who knows advertising law"
FIELDS = {
    "privacy": pgettext_lazy("competence", "privacy"),
    "promotion": pgettext_lazy("competence", "advertising law"),
    "medical": pgettext_lazy("competence", "medicine"),
    "ethics": pgettext_lazy("competence", "ethics"),
    "communications": pgettext_lazy("competence", "communications"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """Who is named for a field, as far as they may review a post: `valid` may answer, the training of `lapsed` ended.

    Nobody in either: the field is free, any reviewer answers.
    """

    valid: tuple[User, ...] = ()
    lapsed: tuple[User, ...] = ()

    @property
    def free(self) -> bool:
        """Whether any reviewer answers."""
        return not (self.valid or self.lapsed)

    def allows(self, user: User) -> bool:
        """Whether this person may answer questions of the field."""
        return self.free or user.pk in {person.pk for person in self.valid}


FREE = Named()


def today_in(team: Team) -> date:
    """The day it is where the team works: on this calendar trainings end."""
    return timezone.now().astimezone(team.zone).date()


def counting(today: date) -> Q:
    """The condition on `Competence` rows whose training counts on this day."""
    return Q(valid_until__gte=today)


def named_for(post: Post, asked_by_id: int | None, fields: Iterable[str]) -> dict[str, Named]:
    """Who is named for these fields, may review this post and wrote none of it, by field; at most one query.

    A field for which nobody is named is left out.
    """
    wanted = sorted(set(fields))
    if not wanted:
        return {}
    may_review = Exists(_reviewing(post.team_id).filter(user=OuterRef("user")))
    wrote = Exists(saved_since_approval(post).filter(author=OuterRef("user")))
    rows = Competence.objects.filter(may_review, ~wrote, field__in=wanted, user__is_active=True)
    others = rows.exclude(user__in=[pk for pk in (post.author_id, asked_by_id) if pk is not None])
    return by_field(others.select_related("user").order_by("user__name"), today_in(post.team))


def by_field(rows: Iterable[Competence], today: date) -> dict[str, Named]:
    """Competences (their `user` at hand) sorted into those that count today and those that do not."""
    found: dict[str, tuple[list[User], list[User]]] = {}
    for row in rows:
        valid, lapsed = found.setdefault(row.field, ([], []))
        (valid if row.holds(today) else lapsed).append(row.user)
    return {field: Named(tuple(valid), tuple(lapsed)) for field, (valid, lapsed) in found.items()}


def competent_in(team: Team, field: str) -> QuerySet[User]:
    """Active people who may review in the team and whose training for the field counts today."""
    rows = Competence.objects.filter(counting(today_in(team)), field=field, user=OuterRef("pk"))
    here = _reviewing(team.pk).filter(user=OuterRef("pk"))
    return User.objects.filter(Exists(rows), Exists(here), is_active=True)


def _reviewing(team_id: int) -> QuerySet[Grant]:
    return Grant.objects.filter(Q(team=team_id) | Q(team__isnull=True), role__in=roles_with(Right.REVIEW))


def require_competent(user: User, question: Mapping[str, str], named: Mapping[str, Named]) -> None:
    """Raise `NotCompetent` when people are named for the field of this question and this person may not answer it."""
    people = named.get(question["competence"], FREE)
    if not people.allows(user):
        names = tuple(person.name for person in people.valid)
        lapsed = tuple(person.name for person in people.lapsed)
        mine = user.pk in {person.pk for person in people.lapsed}
        raise NotCompetent(question["id"], question["competence"], names, lapsed, mine=mine)


def require_current(user: User, asked: Sequence[Mapping[str, Any]], team: Team) -> None:
    """Raise `TrainingOver` when the person is named for a field that is asked about and their training has ended.

    At most one query, none without questions.
    """
    fields = {question["competence"] for question in asked}
    if not fields:
        return
    today = today_in(team)
    rows = Competence.objects.filter(~counting(today) | Q(valid_until=None), user=user, field__in=fields)
    row = rows.order_by("field").first()
    if row is not None:
        raise TrainingOver(row.field, row.valid_until)


def fields_of(user: User) -> list[str]:
    """The fields for which a person is named, whether their training counts or not; one query."""
    return list(Competence.objects.filter(user=user).values_list("field", flat=True))
