"""Every operation of the description, with generated input, answers as described and never breaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
import schemathesis.checks
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as effort
from schemathesis.core.result import Ok
from schemathesis.pytest.lazy import get_all_tests
from schemathesis.schemas import BaseSchema

from tests.factories import make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.people.models import Grant
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.people.scopes import Scope
from wellspoken.rooms.people.services.keys import KeyFacts, make_key

OPERATIONS = ["GET /api/v1/me", "GET /api/v1/posts", "POST /api/v1/posts", "GET /api/v1/posts/{number}"]
OPERATIONS += ["POST /api/v1/screen"]
#: checking texts takes longest and is asked through one door
DOORS = [("session", one) for one in OPERATIONS] + [("key", one) for one in OPERATIONS[:-1]]
#: the cases are read as they come
PLAIN = {"Accept-Encoding": "identity"}
EFFORT = effort(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Requests through WSGI would close the connection that holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def described(one_connection: None) -> BaseSchema:
    """The description as the running product gives it."""
    from wellspoken.config.wsgi import application

    schemathesis.checks.load_all_checks()
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture
def headers(db: None, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A session and its CSRF token, or an API key, of a person who may do everything, with something to find."""
    make_organisation()
    team = make_team()
    person = make_person(Role.PUBLISHER)
    Grant.objects.create(user=person, role=Role.ADMINISTRATOR)
    make_channel(team)
    make_post(team, person)
    monkeypatch.setattr("wellspoken.api.auth.WRONG_PER_ADDRESS", 10**6)  # many cases come with an invented key
    monkeypatch.setattr("wellspoken.api.auth.PER_KEY", 10**6)
    if request.param == "key":
        facts = KeyFacts("Cases", [scope for scope in Scope if scope != Scope.SCIM])
        made = make_key(actor=person, person=person, facts=facts)
        return {"Authorization": f"Bearer {made.text}", **PLAIN}
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    token = "a" * 32
    return {"Cookie": f"sessionid={session}; csrftoken={token}", "X-CSRFToken": token, **PLAIN}


def keeps_its_word(case: schemathesis.Case[Any], headers: dict[str, str]) -> None:
    case.call_and_validate(headers=headers)


@pytest.mark.parametrize(("headers", "label"), DOORS, indirect=["headers"])
def test_each_operation_keeps_its_word(label: str, described: BaseSchema, headers: dict[str, str]) -> None:
    """The cases are thought out here and not at collection, which every process of a run repeats."""
    chosen = described.include(name=label)
    (found,) = get_all_tests(schema=chosen, test_func=keeps_its_word, settings=EFFORT, given_kwargs={})
    assert isinstance(found, Ok)
    operation, test = found.ok()
    assert operation.label == label
    test(headers=headers)


def test_every_operation_is_asked(described: BaseSchema) -> None:
    found = list(described.get_all_operations())
    assert sorted(one.ok().label for one in found if isinstance(one, Ok)) == sorted(OPERATIONS)
    assert len(found) == len(OPERATIONS)


def test_the_description_is_whole(client: Client, db: None) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert set(paths) == {"/api/v1/me", "/api/v1/posts", "/api/v1/posts/{number}", "/api/v1/screen"}
    for operations in paths.values():
        for operation in operations.values():
            assert operation["summary"]
            assert {"401", "403", "404", "422"} <= set(operation["responses"])
