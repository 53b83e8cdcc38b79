"""/health tells the truth."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from tests.publishing_kit import approved_post
from wellspoken.rooms.publishing import selectors
from wellspoken.rooms.publishing.models import Delivery, Heartbeat

pytestmark = pytest.mark.django_db


def beat(age: float) -> None:
    now = timezone.now()
    Heartbeat.objects.create(worker="w", started_at=now, at=now - timedelta(seconds=age), version="1")


@pytest.mark.parametrize(
    ("age", "status", "worker"), [(3.0, 200, "ok"), (29.0, 200, "ok"), (31.0, 503, "silent"), (None, 503, "never seen")]
)
def test_worker(client: Client, age: float | None, status: int, worker: str) -> None:
    if age is not None:
        beat(age)
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["worker"]) == (status, worker)
    assert answer.json()["database"] == "ok"


def test_oldest_due(client: Client) -> None:
    beat(1)
    _, [delivery] = approved_post()
    then = timezone.now() - timedelta(minutes=2)
    Delivery.objects.filter(pk=delivery.pk).update(not_before=then, due_at=then)
    answer = client.get("/health").json()
    assert answer["due"] == 1
    assert 119 <= answer["oldest_due"] <= 125


def test_database_down(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def down() -> None:
        raise DatabaseError("cannot open /secret/place")

    monkeypatch.setattr(selectors, "health", down)
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json()["database"] == "down"
    assert "secret" not in answer.content.decode()


def test_post_is_not_for_this(client: Client) -> None:
    assert client.post("/health").status_code == 405
