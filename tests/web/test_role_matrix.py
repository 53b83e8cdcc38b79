"""Every address asked by every role and by somebody signed out. A new route without an entry fails."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.factories import make_person, make_team
from tests.web.house import House, address
from tests.web.routes import ROUTES, Route, all_routes
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db
ALLOWED_TROUBLE = {200, 201, 204, 302, 303, 400, 405, 409, 413, 415, 422, 503}
JSON: dict[str, Any] = {"text": "Walk."}


@pytest.fixture(autouse=True)
def never_throttled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody here comes from one address, most of them wrongly."""
    monkeypatch.setattr("wellspoken.api.auth.WRONG_PER_ADDRESS", 10**6)


@pytest.fixture
def house(standing: House) -> House:
    return standing


def entered(session: str) -> Client:
    """A client of its own that holds this session."""
    client = Client()
    client.cookies["sessionid"] = session
    return client


def ask(client: Client, route: Route, where: str) -> int:
    """The status of one request whose effects are undone."""
    with transaction.atomic():
        kind = {"content_type": "application/json"} if "/api/" in where and route.method == "post" else {}
        said = JSON if kind else {}
        answer = getattr(client, route.method)(where, said, HTTP_IDEMPOTENCY_KEY=uuid.uuid4().hex, **kind)
        transaction.set_rollback(True)
    if answer.status_code in (302, 303) and "/accounts/login/?next=" in answer["Location"]:
        return 401
    return int(answer.status_code)


def test_every_route_is_in_the_matrix() -> None:
    unlisted = {(name, where) for name, where in all_routes() if name and name not in ROUTES}
    assert not unlisted
    assert not set(ROUTES) - {name for name, _ in all_routes()}


@pytest.mark.parametrize("name", [n for n, r in ROUTES.items() if not r.closed])
def test_who_may_use_it(name: str, house: House, sessions: dict[int, str]) -> None:
    route = ROUTES[name]
    where = address(name, route, house)
    JSON["team"] = house.team.pk
    said: dict[str, int] = {}
    for role, person in (house.wide if route.wide else house.people).items():
        said[role] = ask(entered(sessions[person.pk]), route, where)
    said["public"] = ask(Client(), route, where)
    assert not {r: s for r, s in said.items() if s >= 500 and s != 503}, said
    wrongly_in = {r: s for r, s in said.items() if r not in route.who and s not in {401, 403, 404}}
    wrongly_out = {r: s for r, s in said.items() if r in route.who and s not in ALLOWED_TROUBLE}
    assert not wrongly_in, f"may use it though they should not: {wrongly_in}"
    assert not wrongly_out, f"may not use it though they should: {wrongly_out}"


@pytest.mark.parametrize("name", [n for n, r in ROUTES.items() if r.closed])
def test_first_start_is_shut_once_there_is_an_organisation(name: str, house: House) -> None:
    route = ROUTES[name]
    for person in (None, *house.people.values()):
        client = Client()
        if person:
            client.force_login(person)
        before = User.objects.count()
        answer = getattr(client, route.method)(address(name, route, house))
        assert answer.status_code in {302, 403, 404}, (person, answer.status_code)
        assert User.objects.count() == before


@pytest.mark.parametrize(
    "name", [n for n in ROUTES if n.startswith("compose_") and ROUTES[n].needs == "draft"] + ["compose"]
)
def test_a_contributor_edits_only_their_own_drafts(name: str, house: House) -> None:
    client = Client()
    client.force_login(make_person(Role.CONTRIBUTOR, house.team))
    assert ask(client, ROUTES[name], address(name, ROUTES[name], house)) in {403, 404}


@pytest.mark.parametrize("name", [n for n, r in ROUTES.items() if r.wide])
def test_some_acts_need_the_role_in_the_whole_organisation(name: str, house: House) -> None:
    client = Client()
    client.force_login(house.people[Role.ADMINISTRATOR])
    assert ask(client, ROUTES[name], address(name, ROUTES[name], house)) in {403, 404}


@pytest.mark.parametrize(
    "name", [n for n, r in ROUTES.items() if r.needs in {"draft", "live", "channel", "request", "delivery", "import"}]
)
def test_another_teams_things_do_not_exist(name: str, house: House) -> None:
    """A person with every role in one team asks for what belongs to another team."""
    elsewhere = make_team()
    stranger = make_person(None)
    from wellspoken.rooms.people.models import Grant

    for role in Role.values:
        Grant.objects.create(user=stranger, team=elsewhere, role=role)
    client = Client()
    client.force_login(stranger)
    assert ask(client, ROUTES[name], address(name, ROUTES[name], house)) in {403, 404}
