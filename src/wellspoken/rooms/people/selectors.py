"""Reads of the people room."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet, prefetch_related_objects
from django.utils import timezone

from wellspoken.rooms.people.models import (
    ApiKey,
    Departure,
    DirectoryGroup,
    FeedKey,
    Grant,
    GroupRole,
    Organisation,
    OutsideAccount,
    SamlProvider,
    SignInProvider,
    Team,
    User,
)
from wellspoken.rooms.people.roles import GRID, RIGHT_NAMES, Right, roles_with


def organisation() -> Organisation | None:
    """The one organisation of this installation, or None before first set-up."""
    return Organisation.objects.order_by("pk").first()


def organisation_administrators() -> list[int]:
    """Keys of the active people who may add people everywhere."""
    grants = Grant.objects.filter(team=None, role__in=roles_with(Right.PEOPLE), user__is_active=True)
    return sorted(set(grants.values_list("user_id", flat=True)))


def people() -> QuerySet[User]:
    """Everybody, active first, by name, with their grants and teams (three queries for any number)."""
    return User.objects.order_by("-is_active", "name").prefetch_related(_grants())


def with_grants(person: User) -> User:
    """The same person with grants and their teams at hand, however many (one query)."""
    prefetch_related_objects([person], _grants())
    return person


def _grants() -> Prefetch[str]:
    return Prefetch("grants", queryset=Grant.objects.select_related("team").order_by("team__name", "role"))


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a right is held: the role that carries it, and where (None: in the whole organisation)."""

    role: str
    team: Team | None


@dataclass(frozen=True, slots=True)
class Explained:
    """One right of a person, in words, with every reason; no reasons: not held."""

    right: Right
    name: str
    reasons: list[Reason]


def explain(person: User) -> list[Explained]:
    """What a person may do and why, one entry per right (no query for somebody from `people` or `with_grants`)."""
    grants = sorted(person.grants.all(), key=lambda g: (g.team is not None, str(g.team), g.role))
    if not person.is_active:
        grants = []
    return [
        Explained(
            right,
            str(RIGHT_NAMES[right]),
            [Reason(str(g.get_role_display()), g.team) for g in grants if right in GRID.get(g.role, frozenset())],
        )
        for right in Right
    ]


def successors(person: User) -> QuerySet[User]:
    """Who may take over from this person: everybody else who is here and no program, by name."""
    return User.objects.filter(is_active=True, is_service=False).exclude(pk=person.pk).order_by("name")


def departures(person: User) -> QuerySet[Departure]:
    """The papers of this person's leavings, newest first."""
    return Departure.objects.filter(person=person)


def keys_of(person: User) -> list[ApiKey]:
    """The person's API keys: open ones first, then the newest of the others (100 at most)."""
    now = timezone.now()
    rows = list(ApiKey.objects.filter(user=person)[:100])
    return sorted(rows, key=lambda key: key.ended_at is not None or key.expires_at <= now)


def sign_in_provider() -> SignInProvider | None:
    """The organisation's own sign-in, when there is one."""
    return SignInProvider.objects.first()


def saml_provider() -> SamlProvider | None:
    """The organisation's SAML identity provider, when there is one."""
    return SamlProvider.objects.first()


def outside_account(pk: int, person: User) -> OutsideAccount | None:
    """This account of theirs at the organisation's own sign-in."""
    return OutsideAccount.objects.select_related("user").filter(pk=pk, user=person).first()


def mappings() -> list[GroupRole]:
    """What groups of the directory give, with their teams, by group."""
    return list(GroupRole.objects.select_related("team"))


def directory_groups(most: int = 100) -> list[DirectoryGroup]:
    """Groups the directory told of, each with `size`, by name."""
    return list(DirectoryGroup.objects.annotate(size=Count("people"))[:most])


def teams() -> QuerySet[Team]:
    """Every team by name."""
    return Team.objects.all()


def who_can_give(team: Team | None) -> list[User]:
    """Active people who may give roles in `team` (None: everywhere), by name; the ones to ask for a right."""
    grants = Grant.objects.filter(role__in=roles_with(Right.PEOPLE))
    grants = grants.filter(team=None) | grants.filter(team=team) if team else grants
    return list(User.objects.filter(is_active=True, grants__in=grants).distinct().order_by("name")[:5])


def feed_owner(key: str) -> User | None:
    """Whose calendar a private address opens; None when it is not known (any more) or its person has left."""
    row = FeedKey.objects.select_related("user").filter(digest=FeedKey.digest_of(key), user__is_active=True).first()
    return row.user if row else None


def has_feed(person: User) -> bool:
    """Whether the person has a private calendar address."""
    return FeedKey.objects.filter(user=person).exists()
