"""The organisation's facts and teams: changed by administrators, told in the audit log, wrong input explained."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.test import Client

from tests.factories import make_organisation, make_person, make_team
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.people.models import Organisation, Team
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db
FACTS = {
    "name": "Elm & Harbour",
    "kind": "clinic",
    "countries": ["no"],
    "other_countries": "Japan",
    "languages": ["nb"],
    "time_zone": "Europe/Oslo",
    "own_names": "Elm\nHarbour\nElm",
    "domains": "elm.example.org",
    "phones": "+47 555 01 234",
    "emails": "",
    "addresses": "1 Elm Street",
    "staff": "Dr. Kari Nord",
}
TEAM = {"name": "Ward 4", "country": "no", "language": "nb", "time_zone": "Europe/Oslo", "place": "Bergen"}


@pytest.fixture
def boss(client: Client) -> None:
    make_organisation()
    client.force_login(make_person(Role.ADMINISTRATOR))


def test_changing_the_facts(client: Client, boss: None) -> None:
    assert client.post("/settings/", FACTS).status_code == 302
    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.kind, organisation.countries) == ("Elm & Harbour", "clinic", ["no", "jp"])
    assert organisation.own_names == ["Elm", "Harbour"]
    entry = AuditEntry.objects.get(action="organisation.changed")
    assert "countries" in entry.data["fields"]
    assert "Elm &amp; Harbour</title>" in client.get("/settings/").content.decode()
    client.post("/settings/", FACTS)
    assert AuditEntry.objects.filter(action="organisation.changed").count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("domains", "<b>"), ("phones", "x"), ("emails", "@"), ("other_countries", "Narnia"), ("kind", "x")],
)
def test_wrong_facts_change_nothing(client: Client, boss: None, field: str, value: str) -> None:
    answer = client.post("/settings/", {**FACTS, field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert Organisation.objects.get().kind == "hospital"


def test_teams(client: Client, boss: None) -> None:
    assert client.post("/settings/teams/add/", TEAM).status_code == 302
    team = Team.objects.get()
    assert (team.slug, team.place) == ("ward-4", "Bergen")
    assert client.post(f"/settings/teams/{team.pk}/", {**TEAM, "name": "Ward 5"}).status_code == 302
    team.refresh_from_db()
    assert (team.name, team.slug) == ("Ward 5", "ward-4")
    assert client.post(f"/settings/teams/{team.pk}/", {**TEAM, "name": "\u202e"}).status_code == 422


def test_team_administrators_change_their_team_only(client: Client) -> None:
    make_organisation()
    mine, other = make_team("Mine"), make_team("Other")
    client.force_login(make_person(Role.ADMINISTRATOR, mine))
    assert client.post("/settings/", FACTS).status_code == 403
    assert client.get("/settings/teams/add/").status_code == 403
    assert client.get(f"/settings/teams/{other.pk}/").status_code == 404
    assert client.post(f"/settings/teams/{mine.pk}/", TEAM).status_code == 302
    assert "Only administrators of the whole organisation" in client.get("/settings/").content.decode()


@pytest.mark.parametrize("number", [1, 60])
def test_the_same_cost_for_any_number_of_teams(
    client: Client, boss: None, number: int, django_assert_max_num_queries: Any
) -> None:
    for _n in range(number):
        make_team()
    with django_assert_max_num_queries(12):
        answer = client.get("/settings/")
    assert len(gzip.compress(answer.content)) < 20_000


@pytest.mark.parametrize("role", [r for r in Role.values if r != Role.ADMINISTRATOR])
@pytest.mark.parametrize("path", ["/settings/", "/settings/teams/add/"])
def test_only_administrators(client: Client, role: str, path: str) -> None:
    make_organisation()
    client.force_login(make_person(role))
    assert client.get(path).status_code == 403
    assert Client().get(path).status_code == 302
