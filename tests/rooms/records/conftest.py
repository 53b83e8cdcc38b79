"""The fake network in place of the real connectors, and uploads in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.factories import make_body, make_channel, make_person, make_post, make_team
from tests.publishing_kit import FakeConnector, Net, approve
from wellspoken.rooms.content.body import Evidence, Picture
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.media.services import add_picture
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing import delivering, gates, lines, sweeping, withdrawing
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.publishing.services import take_down
from wellspoken.sample.pictures import draw


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Net:
    made = Net()
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(lines, "connector_for", lambda delivery: FakeConnector(made))
    monkeypatch.setattr(gates, "unreleased_blocks_of", lambda contents: [[] for _ in contents])
    return made


def carry() -> None:
    """Carry whatever is due to its outcome."""
    for bell in sweeping.sweep(timezone.now(), "w"):
        delivering.deliver(bell.delivery_id, bell.fence, "w")


def down(post: Post, actor: Any) -> None:
    """Take the post down and let the worker do it."""
    take_down(actor=actor, post=post, reason="It showed the wrong hour.")
    for key in withdrawing.due_withdrawals(timezone.now()):
        withdrawing.withdraw(key)


@pytest.fixture
def published(net: Net) -> Callable[..., Post]:
    """Make a post with a picture and a source that went live on two channels through the worker's own functions."""

    def make(**fields: Any) -> Post:
        team = fields.pop("team", None) or make_team()
        author = make_person(Role.EDITOR, team, name="Ana Berg")
        upload = SimpleUploadedFile("lake.jpg", draw(fields.pop("drawing", "lake")), "image/jpeg")
        media = add_picture(actor=author, team=team, upload=upload)
        channels = fields.pop("channels", None) or [make_channel(team, "bluesky"), make_channel(team, "bluesky")]
        body = make_body(
            channels=tuple(c.pk for c in channels),
            variants={channels[-1].pk: "Walk with us on Saturday, short."},
            pictures=(Picture(str(media.pk), media.sha256, "A lake at dawn"),),
            evidence=(Evidence("https://health.example.org/walking", "Walking and the heart"),),
            **fields.pop("body", {}),
        )
        post = make_post(team, author, body, sealed=True, plan_kind="now", **fields)
        approve(post, make_person(Role.REVIEWER, team, name="Grace Holm"))
        carry()
        assert set(Delivery.objects.filter(post=post).values_list("state", flat=True)) == {"live"}
        return post

    return make
