"""The people pages: list, adding with a mail, the grid of roles, leaving."""

from __future__ import annotations

import gzip
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.channels.selectors import named_channels
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db
NEW = {
    "name": "Siti Rahma",
    "email": "Siti@example.org",
    "job": "Nurse",
    "role": "editor",
    "language": "id",
    "time_zone": "Asia/Jakarta",
}


@pytest.fixture
def boss(client: Client) -> User:
    make_organisation()
    user = make_person(Role.ADMINISTRATOR, name="Ana Boss")
    client.force_login(user)
    return user


@pytest.mark.parametrize("number", [1, 60])
def test_the_list_costs_the_same_for_any_number(
    client: Client, boss: User, number: int, django_assert_max_num_queries: Any
) -> None:
    team = make_team()
    for _n in range(number):
        make_person(Role.EDITOR, team)
    with django_assert_max_num_queries(12):
        answer = client.get("/settings/people/")
    assert answer.status_code == 200
    assert len(gzip.compress(answer.content)) < 20_000


@pytest.mark.parametrize("number", [1, 40])
def test_a_person_costs_the_same_for_any_number_of_teams(
    client: Client, boss: User, number: int, django_assert_max_num_queries: Any
) -> None:
    person = make_person(None)
    for _n in range(number):
        team = make_team()
        make_channel(team)
    with django_assert_max_num_queries(12):
        answer = client.get(f"/settings/people/{person.pk}/")
    assert len(gzip.compress(answer.content)) < 20_000


@pytest.mark.parametrize("q", ["kari", "KARI", "kari@example"])
def test_finding(client: Client, boss: User, q: str) -> None:
    make_person(Role.EDITOR, name="Kari Nord", email="kari@example.org")
    make_person(Role.EDITOR, name="Somebody Else")
    page = client.get("/settings/people/", {"q": q}).content.decode()
    assert "Kari Nord" in page
    assert "Somebody Else" not in page


@pytest.mark.parametrize("query", [{"q": "\x00"}, {"q": "%" * 500}, {"page": "999"}, {"page": "x"}])
def test_odd_questions_are_answered(client: Client, boss: User, query: dict[str, str]) -> None:
    assert client.get("/settings/people/", query).status_code == 200


def test_adding_sends_a_link_in_their_language(client: Client, boss: User) -> None:
    team = make_team("Yogya")
    answer = client.post("/settings/people/add/", {**NEW, "place": str(team.pk)})
    person = User.objects.get(email="siti@example.org")
    assert answer["Location"] == f"/settings/people/{person.pk}/"
    assert list(person.grants.values_list("team", "role")) == [(team.pk, "editor")]
    (letter,) = mail.outbox
    assert letter.to == ["siti@example.org"]
    assert "Ana Boss" in letter.body
    path = re.search(r"http://testserver(/\S+)", letter.body).group(1)  # type: ignore[union-attr]
    assert Client().get(path, follow=True).context["form"]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("email", "boss@example.org", "already here"),
        ("email", "nobody", "valid email"),
        ("name", "\u200b", "Write a name that can be read."),
        ("role", "emperor", "emperor"),
        ("place", "99999", "99999"),
        ("time_zone", "x", "x"),
    ],
)
def test_bad_additions_add_nobody(client: Client, boss: User, field: str, value: str, told: str) -> None:
    make_person(None, email="boss@example.org")
    before = User.objects.count()
    answer = client.post("/settings/people/add/", {**NEW, "place": str(make_team().pk), field: value})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert User.objects.count() == before
    assert mail.outbox == []


def test_the_grid_is_saved_as_ticked(client: Client, boss: User) -> None:
    team, person = make_team(), make_person(Role.VIEWER)
    ours, other = make_channel(team), make_channel(team)
    data = {
        f"roles-{team.pk}": ["editor", "publisher"],
        f"limited-{team.pk}": "1",
        f"channels-{team.pk}": [str(ours.pk), "999999"],
    }
    assert client.post(f"/settings/people/{person.pk}/", data).status_code == 302
    assert set(person.grants.values_list("team", "role")) == {(team.pk, "editor"), (team.pk, "publisher")}
    assert named_channels(person) == {team.pk: {ours.pk}}
    page = client.get(f"/settings/people/{person.pk}/").content.decode()
    assert "Only some channels" in page
    client.post(f"/settings/people/{person.pk}/", {f"roles-{team.pk}": ["editor"]})
    assert named_channels(person) == {}
    assert other.pk


def test_unknown_roles_are_refused_in_words(client: Client, boss: User) -> None:
    team, person = make_team(), make_person(Role.VIEWER)
    answer = client.post(f"/settings/people/{person.pk}/", {f"roles-{team.pk}": ["emperor"]})
    assert answer.status_code == 422
    assert "Choose one of the roles offered." in answer.content.decode()
    assert person.grants.count() == 1


def test_team_administrators_see_their_team_only(client: Client) -> None:
    make_organisation()
    mine, other = make_team("Mine"), make_team("Other place")
    client.force_login(make_person(Role.ADMINISTRATOR, mine))
    person = make_person(Role.EDITOR, other)
    page = client.get(f"/settings/people/{person.pk}/").content.decode()
    assert f'name="roles-{mine.pk}"' in page
    assert f'name="roles-{other.pk}"' not in page
    assert 'name="roles-all"' not in page
    client.post(f"/settings/people/{person.pk}/", {f"roles-{mine.pk}": ["viewer"], "roles-all": ["administrator"]})
    assert set(person.grants.values_list("team", "role")) == {(other.pk, "editor"), (mine.pk, "viewer")}
    assert client.post(f"/settings/people/{person.pk}/leave/").status_code == 403
    assert User.objects.get(pk=person.pk).is_active


def test_leaving_says_what_happens_then_does_it(client: Client, boss: User) -> None:
    team = make_team()
    person = make_person(Role.EDITOR, team, name="Kari Leaver")
    make_post(team, person, make_body())
    theirs = Client()
    theirs.force_login(person)
    page = client.get(f"/settings/people/{person.pk}/leave/").content.decode()
    assert "1 draft or post in review" in page
    assert User.objects.get(pk=person.pk).is_active
    assert client.post(f"/settings/people/{person.pk}/leave/").status_code == 302
    assert theirs.get("/me/").status_code == 302
    assert "Switched off" in client.get("/settings/people/").content.decode()
    assert client.post(f"/settings/people/{person.pk}/return/").status_code == 302
    assert User.objects.get(pk=person.pk).is_active


def test_the_panel_says_why(client: Client, boss: User) -> None:
    person = make_person(Role.EDITOR, make_team("Ward 4"))
    page = client.get(f"/settings/people/{person.pk}/").content.decode()
    assert "Editor in Ward 4" in page


@pytest.mark.parametrize("role", [r for r in Role.values if r != Role.ADMINISTRATOR])
@pytest.mark.parametrize("path", ["", "add/", "{pk}/", "{pk}/leave/"])
def test_only_administrators(client: Client, role: str, path: str) -> None:
    make_organisation()
    client.force_login(make_person(role))
    address = "/settings/people/" + path.format(pk=make_person(None).pk)
    assert client.get(address).status_code == 403
    assert Client().get(address).status_code == 302


def test_nobody_there(client: Client, boss: User) -> None:
    assert client.get("/settings/people/999999/").status_code == 404
