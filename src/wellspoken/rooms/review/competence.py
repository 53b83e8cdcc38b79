"""Who may answer which question: those who are named for its field, as soon as anybody is.

A question names a field: privacy, promotion, medical, ethics or communications. Where nobody who could review this
post is named for the field, any reviewer answers, and the page says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import pgettext_lazy

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import Grant, User
from wellspoken.rooms.people.roles import Right, roles_with
from wellspoken.rooms.review.access import saved_since_approval
from wellspoken.rooms.review.errors import NotCompetent
from wellspoken.rooms.review.models import Competence

#: field -> in words, as in "somebody who knows advertising law"
FIELDS = {
    "privacy": pgettext_lazy("competence", "privacy"),
    "promotion": pgettext_lazy("competence", "advertising law"),
    "medical": pgettext_lazy("competence", "medicine"),
    "ethics": pgettext_lazy("competence", "ethics"),
    "communications": pgettext_lazy("competence", "communications"),
}


def named_for(post: Post, asked_by_id: int | None, fields: Iterable[str]) -> dict[str, list[User]]:
    """People named for these fields who may review this post and wrote none of it, by field; at most one query."""
    wanted = sorted(set(fields))
    if not wanted:
        return {}
    here = Grant.objects.filter(Q(team=post.team_id) | Q(team__isnull=True), role__in=roles_with(Right.REVIEW))
    may_review = Exists(here.filter(user=OuterRef("user")))
    wrote = Exists(saved_since_approval(post).filter(author=OuterRef("user")))
    rows = Competence.objects.filter(may_review, ~wrote, field__in=wanted, user__is_active=True)
    others = rows.exclude(user__in=[pk for pk in (post.author_id, asked_by_id) if pk is not None])
    found: dict[str, list[User]] = {}
    for row in others.select_related("user").order_by("user__name"):
        found.setdefault(row.field, []).append(row.user)
    return found


def require_competent(user: User, question: Mapping[str, str], named: Mapping[str, list[User]]) -> None:
    """Raise `NotCompetent` when others are named for the field of this question and this person is not."""
    people = named.get(question["competence"], [])
    if people and user.pk not in {person.pk for person in people}:
        raise NotCompetent(question["id"], question["competence"], tuple(person.name for person in people))


def fields_of(user: User) -> list[str]:
    """The fields for which a person is named; one query."""
    return list(Competence.objects.filter(user=user).values_list("field", flat=True))
