"""The sample hospital: believable, in every state, in three languages, and its log holds."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.verify import verify
from wellspoken.rooms.channels import jobs
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.kernel.models import QuietTime
from wellspoken.rooms.people.models import Grant, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.mailing import tell_author
from wellspoken.rooms.publishing.models import Delivery, NewsItem
from wellspoken.rooms.publishing.worker import watch
from wellspoken.rooms.review import notices
from wellspoken.sample.build import AlreadyInUse, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def steps() -> list[tuple[int, int]]:
    told: list[tuple[int, int]] = []
    build(lambda done, total: told.append((done, total)))
    return told


def test_the_sample_shows_the_whole_life_of_posts(steps: list[tuple[int, int]]) -> None:
    states = Counter(Post.objects.values_list("state", flat=True))
    assert set(states) == {"draft", "in_review", "changes", "rejected", "approved", "published", "withdrawn"}
    assert {"live", "held", "late", "scheduled", "withdrawn"} <= set(Delivery.objects.values_list("state", flat=True))
    assert set(Grant.objects.values_list("role", flat=True)) == set(Role.values)
    assert set(User.objects.values_list("language", flat=True)) == {"en", "id", "nb"}
    assert set(NewsItem.objects.values_list("lang", flat=True)) == {"en", "id", "nb"}
    assert steps[-1][0] == steps[-1][1]


def test_its_history_is_a_month_long_and_in_order(steps: list[tuple[int, int]]) -> None:
    moments = list(AuditEntry.objects.order_by("seq").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[0] < datetime.now(UTC) - timedelta(days=28)
    assert moments[-1] <= datetime.now(UTC)
    assert verify().ok


@pytest.mark.django_db(transaction=True)
def test_it_writes_to_nobody_then_or_later() -> None:
    """Letters leave after commits and in a thread of their own: both happen here as in life."""
    build()
    notices.drain()
    assert mail.outbox == []
    assert not QuietTime.objects.exists()
    watch()
    delivery = Delivery.objects.filter(state="held").select_related("post__author").earliest("pk")
    tell_author(delivery)
    assert mail.outbox == []
    tell_author(delivery, "overdue")
    assert len(mail.outbox) == 1  # afterwards the installation speaks again


def test_invented_networks_are_never_called(steps: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(jobs, "check_health", lambda channel: asked.append(channel.network) or True)
    jobs.check_channels(datetime.now(UTC) + timedelta(days=3))
    assert asked
    assert set(asked) == {"newsroom"}


def test_nobody_has_a_password(steps: list[tuple[int, int]]) -> None:
    assert not any(person.has_usable_password() for person in User.objects.all())


def test_it_never_touches_an_installation_in_use(steps: list[tuple[int, int]]) -> None:
    before = AuditEntry.objects.count()
    with pytest.raises(AlreadyInUse):
        build()
    assert AuditEntry.objects.count() == before
