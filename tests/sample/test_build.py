"""The sample hospital: believable, in every state, in three languages, and its log holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from wellspoken.engines.screening.images import tesseract
from wellspoken.engines.screening.images.looking import look
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.verify import verify
from wellspoken.rooms.channels import jobs
from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.media.models import Look
from wellspoken.rooms.people.models import Grant, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Delivery, NewsItem
from wellspoken.sample.build import AlreadyInUse, build
from wellspoken.sample.reports import FILE, known

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def steps(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[tuple[int, int]]]:
    """Built once for all tests that only read it, and taken back at the end."""
    told: list[tuple[int, int]] = []
    frame = transaction.atomic()
    vars(frame)["_from_testcase"] = True  # as around every test: what must be outermost in life may lie in it
    with django_db_blocker.unblock(), frame:
        build(lambda done, total: told.append((done, total)))
        yield told
        transaction.set_rollback(True)


def test_the_sample_shows_the_whole_life_of_posts(steps: list[tuple[int, int]]) -> None:
    states = Counter(Post.objects.values_list("state", flat=True))
    assert set(states) == {"draft", "in_review", "changes", "rejected", "approved", "published", "withdrawn"}
    assert {"live", "held", "late", "scheduled", "withdrawn"} <= set(Delivery.objects.values_list("state", flat=True))
    assert set(Grant.objects.values_list("role", flat=True)) == set(Role.values)
    assert set(User.objects.values_list("language", flat=True)) == {"en", "id", "nb"}
    assert set(NewsItem.objects.values_list("lang", flat=True)) == {"en", "id", "nb"}
    assert steps[-1][0] == steps[-1][1]


def test_one_person_agreed_and_one_took_it_back(steps: list[tuple[int, int]]) -> None:
    assert Counter(Authorization.objects.values_list("state", flat=True)) == {"signed": 1, "withdrawn": 1}
    stopped = Delivery.objects.filter(revision__consent_uses__consent__state="withdrawn")
    assert set(stopped.values_list("state", "reason")) == {("held", "consent")}


def test_its_history_is_a_month_long_and_in_order(steps: list[tuple[int, int]]) -> None:
    moments = list(AuditEntry.objects.order_by("seq").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[0] < datetime.now(UTC) - timedelta(days=28)
    assert moments[-1] <= datetime.now(UTC)
    assert verify().ok


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


def test_a_kept_look_is_what_looking_gives(steps: list[tuple[int, int]]) -> None:
    """What ships for the sample's pictures is what this way of looking sees in them."""
    row = Look.objects.select_related("media").earliest("pk")
    assert known(row.media.sha256) is not None
    with row.media.file.open("rb") as file:
        assert look(file.read(), lambda: False).to_json() == row.report


def test_other_bytes_and_other_ways_of_looking_are_looked_at_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = next(iter(json.loads(FILE.read_text())["reports"]))
    assert known("0" * 64) is None
    monkeypatch.setattr(tesseract, "version", lambda: "older+eng")
    assert known(kept) is None
