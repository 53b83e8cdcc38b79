"""A month with many posts in it, written straight to the tables of a throw-away database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from django.utils import timezone

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.people.models import Grant, Organisation, Team, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Delivery, Heartbeat

ZONE = "Europe/Oslo"
PASSWORD = "correct horse battery staple"
EMAIL = "bench@example.org"
_SUBJECTS = (
    "Flu vaccine from Monday",
    "A walk for the heart",
    "Visiting hours",
    "Meet the night team",
    "Wash your hands",
)


def fill(posts: int, month: datetime) -> User:
    """One organisation, three teams with three channels each, and `posts` posts spread over the month of `month`."""
    Organisation.objects.create(name="Elm & Harbour Health", countries=["us", "no", "id"], time_zone=ZONE)
    user = User.objects.create_user(EMAIL, PASSWORD, name="Ana Bench", time_zone=ZONE)
    for role in (Role.EDITOR, Role.REVIEWER, Role.PUBLISHER, Role.ADMINISTRATOR):
        Grant.objects.create(user=user, role=role)
    teams = [
        Team.objects.create(name=f"Hospital {n}", slug=f"hospital-{n}", time_zone=ZONE, place="Oslo") for n in (1, 2, 3)
    ]
    channels = {
        team.pk: [
            Channel.objects.create(team=team, network=network, name=f"{team.name} {network}", slug=_slug(team, network))
            for network in ("newsroom", "bluesky", "mastodon")
        ]
        for team in teams
    }
    _write(user, teams, channels, posts, month)
    now = timezone.now()
    Heartbeat.objects.create(worker="bench", started_at=now, at=now + timedelta(hours=2), version="bench")
    return user


def _slug(team: Team, network: str) -> str | None:
    return f"{team.slug}-news" if network == "newsroom" else None


def _moments(posts: int, month: datetime) -> list[datetime]:
    start = datetime(month.year, month.month, 1, tzinfo=ZoneInfo(ZONE))
    end = (start + timedelta(days=32)).replace(day=1)
    step = (end.astimezone(UTC) - start.astimezone(UTC)) / posts
    return [(start.astimezone(UTC) + step * n).replace(second=0, microsecond=0) for n in range(posts)]


def _write(user: User, teams: list[Team], channels: dict[int, list[Channel]], posts: int, month: datetime) -> None:
    number = count(1)
    rows, plans = [], _moments(posts, month)
    for n, at in zip(number, plans, strict=False):
        team = teams[n % len(teams)]
        draft = n % 5 == 0
        state = ("draft" if n % 2 else "in_review") if draft else "approved"
        title = f"{_SUBJECTS[n % len(_SUBJECTS)]}, part {n}"
        wall = at.astimezone(ZoneInfo(ZONE)).strftime("%Y-%m-%dT%H:%M")
        rows.append(
            Post(
                team=team,
                author=user,
                title=title,
                state=state,
                plan_kind="at",
                plan_at=at,
                plan_wall=wall,
                plan_zone=ZONE,
            )
        )
    made = Post.objects.bulk_create(rows, batch_size=1000)
    _revisions(user, made, channels)
    _deliveries(made, channels)


def _revisions(user: User, posts: list[Post], channels: dict[int, list[Channel]]) -> None:
    rows = []
    for post in posts:
        numbers = tuple(c.pk for c in channels[post.team_id])
        body = Body(title=post.title, text=f"{post.title}. Come and see us on weekdays.", channels=numbers)
        rows.append(
            Revision(
                post=post, number=1, body=body.to_json(), content_hash=body.content_hash(), author=user, sealed=True
            )
        )
    for post, revision in zip(posts, Revision.objects.bulk_create(rows, batch_size=1000), strict=True):
        post.current = revision
    Post.objects.bulk_update(posts, ["current"], batch_size=500)


def _deliveries(posts: list[Post], channels: dict[int, list[Channel]]) -> None:
    rows, now = [], timezone.now()
    for n, post in enumerate(p for p in posts if p.state == "approved"):
        assert post.plan_at is not None
        assert post.current is not None
        # the future waits, the past is out, a few are late
        late = post.plan_at < now and n % 200 == 0
        state = "late" if late else "live" if post.plan_at < now else "scheduled"
        rows += [
            Delivery(
                post=post,
                revision=post.current,
                content_hash=post.current.content_hash,
                channel=channel,
                state=state,
                due_at=post.plan_at,
                wall=post.plan_wall,
                zone=post.plan_zone,
                not_before=post.plan_at,
                reason="too_late" if late else "",
                live_at=post.plan_at if state == "live" else None,
                url=f"https://social.example.org/{post.pk}" if state == "live" else "",
            )
            for channel in channels[post.team_id]
        ]
    Delivery.objects.bulk_create(rows, batch_size=1000)
