"""What goes in and what comes out."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from wellspoken.api.fields import Day, Language, Line, StrictNumber, Text, Title, WebAddress


class Closed(Schema):
    """A request body that names only what is known."""

    model_config = ConfigDict(extra="forbid")


class TeamOut(Schema):
    """A team and what the person may do in it."""

    id: int
    name: str
    country: str
    language: str
    time_zone: str
    rights: list[str]


class MeOut(Schema):
    """The person who is asking."""

    id: int
    name: str
    email: str
    language: str
    time_zone: str
    teams: list[TeamOut]


class VariantIn(Closed):
    """The text of one channel, where it differs."""

    channel: StrictNumber
    text: Text


class SourceIn(Closed):
    """A source that the post leans on."""

    url: WebAddress
    title: Line = ""
    publisher: Line = Field("", max_length=200)
    checked_on: Day | None = None


class PictureIn(Closed):
    """A picture uploaded before, with its alt text."""

    media_id: UUID
    alt: Text = Field("", max_length=4000)


class PostIn(Closed):
    """A new draft."""

    team: StrictNumber
    title: Title = ""
    text: Text = ""
    lang: Language = "en"
    channels: list[StrictNumber] = Field(default_factory=list, max_length=100)
    variants: list[VariantIn] = Field(default_factory=list, max_length=100)
    pictures: list[PictureIn] = Field(default_factory=list, max_length=20)
    evidence: list[SourceIn] = Field(default_factory=list, max_length=50)
    use_until: Day | None = None


class PersonOut(Schema):
    """A person by name."""

    id: int
    name: str


class PostLine(Schema):
    """A post in a list."""

    id: int
    team: int
    title: str
    state: str
    version: int
    author: PersonOut | None
    plan_at: datetime | None
    plan_zone: str
    changed_at: datetime


class PostsOut(Schema):
    """A page of posts, newest first; `next` is the value of `before` for the following page."""

    items: list[PostLine]
    next: int | None


class AttemptOut(Schema):
    """One try of the visible call. `raw` is the network's own answer, only for people with that right."""

    kind: str
    started_at: datetime
    ended_at: datetime | None
    outcome: str
    reason: str
    status: int | None
    raw: str | None = None


class DeliveryOut(Schema):
    """The post on one channel. `reason` is a stable code, `message` the same in a sentence; times are UTC."""

    id: int
    channel: int
    channel_name: str
    network: str
    state: str
    due_at: datetime
    wall: str
    zone: str
    reason: str
    message: str
    url: str
    live_at: datetime | None
    attempts: list[AttemptOut]


class WarningOut(Schema):
    """Another post is in the way: `kind` is `duplicate` or `clash`, `post` the other one. Nothing is refused for it."""

    kind: str
    post: int
    message: str


class PostOut(PostLine):
    """A whole post: `body` as in the newest revision, its deliveries, and warnings about other posts."""

    body: dict[str, Any]
    content_hash: str
    deliveries: list[DeliveryOut]
    warnings: list[WarningOut] = Field(default_factory=list)


class ScreenIn(Closed):
    """A text to be checked under the rules of a team."""

    team: StrictNumber
    text: Text
    lang: Language | None = None
    surface: str = Field("post", pattern="^(post|reply|dm|profile)$")
    direction: str = Field("out", pattern="^(out|in)$")
    parent: Text = ""
    sources: list[WebAddress] = Field(default_factory=list, max_length=50)


class FixOut(Schema):
    """Replace code points `start` to `end` (exclusive)."""

    start: int
    end: int
    replacement: str
    label: str


class FindingOut(Schema):
    """One thing noticed; offsets are code points with exclusive end."""

    id: str
    rule: str
    family: str
    severity: str
    start: int
    end: int
    title: str
    message: str
    advice: str
    citation: str
    fix: FixOut | None


class ScreenOut(Schema):
    """`verdict` is block, review or ok; ok means that the checks listed found nothing."""

    verdict: str
    findings: list[FindingOut]
    checked: list[str]
    not_checked: list[dict[str, Any]]
    lang: str
    pack_version: str
