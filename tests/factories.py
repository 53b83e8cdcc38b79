"""Objects for tests, made with the fewest words: every argument has a sensible value."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

from django.utils import timezone

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.people.models import Grant, Organisation, Team, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review.models import Competence, ReviewRequest
from wellspoken.rooms.review.selectors import asked_of
from wellspoken.rooms.review.services import Given, answer

PASSWORD = "correct horse battery staple"
_count = itertools.count(1)


def make_organisation(**fields: Any) -> Organisation:
    """The one organisation of an installation: a hospital group in three countries."""
    values: dict[str, Any] = {
        "name": "Elm & Harbour Health",
        "kind": "hospital",
        "countries": ["us", "no", "id"],
        "languages": ["en", "id", "nb"],
        "time_zone": "Europe/Oslo",
        "own_names": ["Elm & Harbour Health", "St. Elm's"],
        "domains": ["elm-harbour.example.org"],
        "phones": ["+1 218 555 0100"],
        "emails": ["press@elm-harbour.example.org"],
    }
    return Organisation.objects.create(**{**values, **fields})


def make_team(name: str = "", **fields: Any) -> Team:
    """A team in Oslo's zone, with an unused name and slug."""
    number = next(_count)
    values: dict[str, Any] = {
        "name": name or f"Team {number}",
        "slug": f"team-{number}",
        "country": "us",
        "language": "en",
        "time_zone": "Europe/Oslo",
        "place": "Oslo",
    }
    return Team.objects.create(**{**values, **fields})


def make_person(role: str | Role | None = Role.EDITOR, team: Team | None = None, **fields: Any) -> User:
    """A person who holds `role` in `team` (no team: in the whole organisation; role None: no grant at all)."""
    number = next(_count)
    values: dict[str, Any] = {"email": f"person-{number}@example.org", "name": f"Person {number}"}
    user = User.objects.create_user(password=PASSWORD, **{**values, **fields})
    if role is not None:
        Grant.objects.create(user=user, team=team, role=str(role))
    return user


def make_channel(team: Team | None = None, network: str = "newsroom", **fields: Any) -> Channel:
    """An active channel of `team`; the newsroom by default, which needs no account."""
    number = next(_count)
    values: dict[str, Any] = {
        "team": team or make_team(),
        "network": network,
        "name": f"Channel {number}",
        "handle": "" if network == "newsroom" else f"channel-{number}.example.org",
        "server": "" if network == "newsroom" else "https://social.example.org",
        "slug": f"channel-{number}" if network == "newsroom" else None,
    }
    return Channel.objects.create(**{**values, **fields})


def make_body(text: str = "Walk for thirty minutes on Saturday.", **fields: Any) -> Body:
    """A body with harmless words."""
    return Body(text=text, **{"title": "A walk for the heart", **fields})


def answer_all(reviewer: User, request: ReviewRequest, **changes: str) -> None:
    """Answer every question about the request so that it may go on; `changes` are other answers by question id."""
    changed = {key.replace("_", "-"): value for key, value in changes.items()}
    given = [
        Given(a.question.id, changed.get(a.question.id, a.question.good), "Looked at with care.")
        for a in asked_of(request)
    ]
    answer(actor=reviewer, request=request, given=given)


def make_trained(person: User, *fields: str, days: int = 365) -> Competence:
    """Name the person for these fields, with a training that counts for so many days from today; gives the last."""
    today = timezone.localdate()
    facts = {"training": "A day of training", "trained_on": today, "valid_until": today + timedelta(days=days)}
    for field in fields:
        row, _made = Competence.objects.update_or_create(user=person, field=field, defaults=facts)
    return row


def make_post(
    team: Team | None = None,
    author: User | None = None,
    body: Body | None = None,
    *,
    sealed: bool = False,
    **fields: Any,
) -> Post:
    """A post with one revision holding `body`; written straight to the tables, without services or audit entries."""
    team = team or make_team()
    author = author or make_person(Role.EDITOR, team)
    body = body or make_body()
    post = Post.objects.create(team=team, author=author, title=body.title, **fields)
    revision = Revision.objects.create(
        post=post,
        number=1,
        body=body.to_json(),
        content_hash=body.content_hash(),
        author=author,
        sealed=sealed,
    )
    post.current = revision
    post.save(update_fields=["current"])
    return post
