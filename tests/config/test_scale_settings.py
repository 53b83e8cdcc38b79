"""Database and engine are chosen by the environment alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from wellspoken.config.settings.databases import database
from wellspoken.config.settings.engines import engine

DATA = Path("data")


@pytest.mark.parametrize("environment", [{}, {"WELLSPOKEN_DATABASE": ""}, {"DATABASE_URL": "sqlite:///x"}])
def test_sqlite_is_the_default(environment: dict[str, str]) -> None:
    found = database(environment, DATA)
    assert found["ENGINE"].endswith("sqlite3")
    assert found["NAME"] == DATA / "wellspoken.sqlite3"


@pytest.mark.parametrize("name", ["WELLSPOKEN_DATABASE", "DATABASE_URL"])
def test_postgres_by_its_address(name: str) -> None:
    address = "postgresql://us%40er:p%2Fw@db.example.org:5433/well?sslmode=verify-full&connect_timeout=9"
    found = database({name: address}, DATA)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "us@er", "p/w", "db.example.org", "5433", "well",
    )  # fmt: skip
    assert found["OPTIONS"]["sslmode"] == "verify-full"
    assert found["OPTIONS"]["connect_timeout"] == "9"
    assert "idle_in_transaction_session_timeout=15000" in found["OPTIONS"]["options"]


def test_ours_comes_first() -> None:
    both = {"WELLSPOKEN_DATABASE": "postgres://one/a", "DATABASE_URL": "postgres://two/b"}
    assert database(both, DATA)["HOST"] == "one"


@pytest.mark.parametrize(
    ("environment", "most"),
    [({}, 10), ({"WELLSPOKEN_WORKERS": "3"}, 5), ({"WELLSPOKEN_WORKERS": "3", "WELLSPOKEN_DB_CONNECTIONS": "7"}, 7)],
)
def test_connections_are_bounded(environment: dict[str, str], most: int) -> None:
    found = database({"DATABASE_URL": "postgres://h/n", **environment}, DATA)
    assert found["OPTIONS"]["pool"]["max_size"] == most


@pytest.mark.parametrize("address", ["mysql://h/n", "postgres://host", "postgres://host/"])
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="WELLSPOKEN_DATABASE"):
        database({"WELLSPOKEN_DATABASE": address}, DATA)


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({}, ("embedded", "")),
        ({"WELLSPOKEN_ENGINE": "Huey"}, ("embedded", "")),
        ({"WELLSPOKEN_ENGINE": "celery", "WELLSPOKEN_BROKER": "amqp://h//"}, ("celery", "amqp://h//")),
    ],
)
def test_engines(environment: dict[str, str], found: tuple[str, str]) -> None:
    assert engine(environment) == found


@pytest.mark.parametrize(
    "environment",
    [
        {"WELLSPOKEN_ENGINE": "cron"},
        {"WELLSPOKEN_ENGINE": "celery"},
        {"WELLSPOKEN_ENGINE": "celery", "WELLSPOKEN_BROKER": "redis://h"},
    ],
)
def test_engines_that_cannot_work_are_refused(environment: dict[str, str]) -> None:
    with pytest.raises(ImproperlyConfigured, match="WELLSPOKEN_"):
        engine(environment)
