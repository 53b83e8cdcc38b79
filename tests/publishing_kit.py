"""A network that remembers what anybody could see, a connector that misbehaves on order, and approved posts."""

from __future__ import annotations

import itertools
import json
import threading
from collections import Counter, deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from tests.factories import make_body, make_channel, make_person, make_post, make_team
from wellspoken.networks.contract import (
    Account,
    Health,
    Limits,
    Measure,
    Outcome,
    Outgoing,
    Prepared,
    Presence,
    Problem,
    Segment,
    Sent,
    Settled,
    UploadResult,
)
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.review import hooks
from wellspoken.rooms.review.models import Decision, ReviewRequest

_keys = itertools.count(1)


class Net:
    """What is visible. `acts` scripts the next visible calls: an answer or a crash, with or without taking effect."""

    def __init__(self) -> None:
        self.posts: Counter[str] = Counter()  # key -> how often it became visible
        self.calls: list[str] = []
        self.gone: set[str] = set()
        self.acts: deque[tuple[Sent | BaseException, bool]] = deque()
        self.uploads: deque[Sent] = deque()
        self.looks: deque[Presence] = deque()
        self.deletes: deque[Sent] = deque()
        self.problems: list[Problem] = []
        self.same_key_once = True  # like Bluesky: a known key changes nothing
        self.before: Callable[[Prepared], None] = lambda prepared: None
        self.guard = threading.Lock()

    def will(self, answer: Sent | BaseException, *, visible: bool) -> None:
        """Script the next visible call."""
        self.acts.append((answer, visible))

    def show(self, key: str) -> None:
        """Make the post visible."""
        with self.guard:
            if not (self.same_key_once and self.posts[key]):
                self.posts[key] += 1

    @property
    def twice(self) -> list[str]:
        """Keys that became visible more than once."""
        return [key for key, count in self.posts.items() if count > 1]


class FakeConnector:
    """Speaks to a `Net`."""

    code = "fake"
    name = "Fake"
    capabilities = frozenset({"publish", "delete"})

    def __init__(self, net: Net) -> None:
        self.net = net

    def limits(self, account: Account) -> Limits:
        return Limits(max_length=300, unit="graphemes")

    def measure(self, text: str, limits: Limits) -> Measure:
        return Measure(len(text), 300, "graphemes", max(0, len(text) - 300))

    def segments(self, text: str) -> list[Segment]:
        return []

    def check(self, outgoing: Outgoing, limits: Limits) -> list[Problem]:
        return self.net.problems

    def key_for(self, now: datetime) -> str:
        return f"key-{next(_keys)}"

    def prepare(self, account: Account, outgoing: Outgoing, key: str) -> Prepared:
        return Prepared(key, json.dumps({"text": outgoing.text}).encode())

    def upload(self, account: Account, outgoing: Outgoing, prepared: Prepared) -> UploadResult:
        return UploadResult(failure=self.net.uploads.popleft()) if self.net.uploads else UploadResult(prepared)

    def publish(self, account: Account, prepared: Prepared) -> Sent:
        self.net.before(prepared)
        with self.net.guard:
            self.net.calls.append(prepared.key)
            answer, visible = self.net.acts.popleft() if self.net.acts else (live(prepared.key), True)
        if visible:
            self.net.show(prepared.key)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def settle(self, account: Account, prepared: Prepared, since: datetime) -> Settled:
        if self.net.looks:
            outcome = self.net.looks.popleft()
        else:
            outcome = Presence.LIVE if self.net.posts[prepared.key] else Presence.ABSENT
        return Settled(outcome, f"id:{prepared.key}", f"https://social.example.org/{prepared.key}")

    def delete(self, account: Account, remote_id: str) -> Sent:
        if self.net.deletes:
            return self.net.deletes.popleft()
        self.net.gone.add(remote_id)
        return Sent(Outcome.LIVE)

    def verify(self, account: Account) -> Health:
        return Health(True)


def live(key: str) -> Sent:
    """A confirmed success."""
    return Sent(Outcome.LIVE, f"id:{key}", f"https://social.example.org/{key}", status=200)


def approve(post: Post, actor: User | None = None) -> list[Delivery]:
    """Approve the post's current words as review does, and return the deliveries that follow."""
    actor = actor or make_person(Role.REVIEWER, post.team)
    revision = post.current
    assert revision is not None
    with transaction.atomic():
        Post.objects.filter(pk=post.pk).update(state="approved")
        post.refresh_from_db()
        request = ReviewRequest.objects.create(
            post=post, revision=revision, content_hash=revision.content_hash, state="approved"
        )
        decision = Decision.objects.create(
            request=request,
            post=post,
            revision=revision,
            content_hash=revision.content_hash,
            verdict="approve",
            by=actor,
        )
        hooks.approved(decision, actor)
    return list(Delivery.objects.filter(post=post).order_by("pk"))


def approved_post(networks: tuple[str, ...] = ("bluesky",), **plan: Any) -> tuple[Post, list[Delivery]]:
    """A post for new channels on these networks, approved; due now unless `plan` (post columns) says otherwise."""
    team = make_team()
    channels = [make_channel(team, network) for network in networks]
    return post_on(channels, **plan)


def post_on(channels: list[Channel], **plan: Any) -> tuple[Post, list[Delivery]]:
    """A post for these channels of one team, approved."""
    body = make_body(channels=tuple(c.pk for c in channels))
    post = make_post(channels[0].team, body=body, sealed=True, **{"plan_kind": "now", **plan})
    return post, approve(post)


def at(moment: datetime, zone: str = "Europe/Oslo") -> dict[str, Any]:
    """Plan columns for a moment."""
    return {"plan_kind": "at", "plan_at": moment, "plan_wall": f"{moment:%Y-%m-%dT%H:%M}", "plan_zone": zone}


def soon(**delta: float) -> datetime:
    """Now plus a while."""
    return timezone.now() + timedelta(**delta)


def utc(*parts: int) -> datetime:
    """A moment in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]
