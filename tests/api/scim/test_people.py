"""Joiners, changes and leavers, as Entra ID, Okta and others say them; what they can never do."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.api.scim.kit import Told, directory_key
from tests.factories import make_person, make_team
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.people import services
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import ApiKey, Departure, Grant, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.people.services.keys import KeyFacts, add_service, make_key
from wellspoken.rooms.people.services.mapping import map_group, unmap_group

pytestmark = pytest.mark.django_db
USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


@pytest.fixture
def tell(db: None) -> Told:
    cache.clear()
    return Told(directory_key())


@pytest.fixture
def boss(tell: Told) -> User:
    return User.objects.get(name="Ida Boss")


def ana(**more: Any) -> dict[str, Any]:
    return {
        "schemas": [USER],
        "userName": "ana@example.org",
        "externalId": "e-1",
        "displayName": "Ana Berg",
        "title": "Nurse",
        "preferredLanguage": "nb-NO",
        "timezone": "Europe/Oslo",
        "active": True,
        "emails": [{"value": "Ana@example.org", "type": "work", "primary": True}],
        **more,
    }


def ops(*operations: dict[str, Any]) -> dict[str, Any]:
    return {"schemas": [PATCH], "Operations": list(operations)}


def joined(tell: Told, **more: Any) -> tuple[str, User]:
    status, said = tell("POST", "Users", ana(**more))
    assert status == 201, said
    return said["id"], User.objects.get(pk=said["id"])


def roles(person: User) -> set[tuple[int | None, str]]:
    return set(Grant.objects.filter(user=person).values_list("team_id", "role"))


def test_a_joiner(tell: Told) -> None:
    pk, person = joined(tell)
    assert (person.email, person.name, person.job) == ("ana@example.org", "Ana Berg", "Nurse")
    assert (person.language, person.time_zone, person.is_active) == ("nb", "Europe/Oslo", True)
    assert not person.has_usable_password()
    assert not roles(person)
    status, said = tell("GET", f"Users/{pk}")
    assert (status, said["externalId"], said["preferredLanguage"]) == (200, "e-1", "nb-NO")
    assert said["meta"]["location"].endswith(f"/scim/v2/Users/{pk}")
    entry = AuditEntry.objects.get(action="person.added", object_id=pk)
    assert entry.actor_id == f"system:scim:{ApiKey.objects.get().pk}"
    assert "Entra (wsp_" in entry.actor_name


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('userName eq "ANA@example.org"', 1),
        ('externalId eq "e-1"', 1),
        ('externalId eq "E-1"', 0),
        ('emails.value eq "ana@example.org"', 1),
        (f'{USER}:userName eq "ana@example.org"', 1),
        ('userName eq "ola@example.org"', 0),
        ('externalId eq ""', 0),
    ],
)
def test_looking_for_one(tell: Told, query: str, found: int) -> None:
    joined(tell)
    status, said = tell("GET", f"Users?filter={query}")
    assert (status, said["totalResults"], len(said["Resources"])) == (200, found, found)


@pytest.mark.parametrize(
    "query", ['userName co "a"', "userName pr", "(((", 'password eq "x"', 'userName eq "a" or id eq "1"']
)
def test_other_filters_are_refused(tell: Told, query: str) -> None:
    status, said = tell("GET", f"Users?filter={query}")
    assert (status, said["scimType"]) == (400, "invalidFilter")


def test_pages(tell: Told) -> None:
    for number in range(3):
        joined(tell, userName=f"p{number}@example.org", emails=[{"value": f"p{number}@example.org"}])
    status, said = tell("GET", "Users?startIndex=2&count=2")
    assert (status, said["totalResults"], said["startIndex"], said["itemsPerPage"]) == (200, 4, 2, 2)
    assert tell("GET", "Users?count=0")[1]["Resources"] == []


def test_people_added_here_are_found_by_their_address(tell: Told) -> None:
    person = make_person(Role.EDITOR, make_team())
    _status, said = tell("GET", f'Users?filter=userName eq "{person.email}"')
    assert [one["id"] for one in said["Resources"]] == [str(person.pk)]
    assert tell("POST", "Users", ana(emails=[{"value": person.email}]))[0] == 409


def test_programs_are_no_people(tell: Told) -> None:
    program = User.objects.get(is_service=True)
    assert tell("GET", f"Users/{program.pk}")[0] == 404
    assert tell("DELETE", f"Users/{program.pk}")[0] == 404


@pytest.mark.parametrize(
    "said",
    [
        {"op": "replace", "path": "active", "value": False},
        {"op": "Replace", "value": {"active": False}},
        {"op": "Replace", "path": "active", "value": "False"},
    ],
)
def test_a_leaver(tell: Told, said: dict[str, Any]) -> None:
    pk, person = joined(tell)
    mine = make_key(actor=person, person=person, facts=KeyFacts("Mine", ["read"])).row
    client = Client()
    client.force_login(person)
    status, told = tell("PATCH", f"Users/{pk}", ops(said))
    assert (status, told["active"]) == (200, False)
    assert client.get("/me/").status_code == 302
    mine.refresh_from_db()
    assert mine.ended_at is not None
    departure = Departure.objects.get(person=person)
    assert departure.by_ref.startswith("system:scim:")
    assert departure.signature


def test_a_leaver_by_put_and_by_delete(tell: Told) -> None:
    pk, person = joined(tell)
    assert tell("PUT", f"Users/{pk}", ana(active=False))[1]["active"] is False
    assert tell("DELETE", f"Users/{pk}")[0] == 204
    assert [tell(how, f"Users/{pk}", ana())[0] for how in ("GET", "PUT", "DELETE")] == [404, 404, 404]
    assert User.objects.filter(pk=person.pk, is_active=False).exists()
    again, _person = joined(tell, title="Doctor")
    assert again == pk


def test_the_last_administrator_stays(tell: Told, boss: User) -> None:
    for how, body in (("DELETE", None), ("PATCH", ops({"op": "replace", "path": "active", "value": False}))):
        status, said = tell(how, f"Users/{boss.pk}", body)
        assert (status, "last person" in said["detail"]) == (409, True)
    boss.refresh_from_db()
    assert boss.is_active


def test_who_comes_back_has_only_what_groups_give(tell: Told, boss: User) -> None:
    team = make_team()
    pk, person = joined(tell)
    services.grant(actor=boss, user=person, team=None, role=Role.ADMINISTRATOR)
    map_group(actor=boss, group="Writers", team=team, role=Role.EDITOR)
    tell("POST", "Groups", {"schemas": [GROUP], "displayName": "Writers", "members": [{"value": pk}]})
    tell("PATCH", f"Users/{pk}", ops({"op": "replace", "path": "active", "value": False}))
    assert tell("PATCH", f"Users/{pk}", ops({"op": "replace", "path": "active", "value": True}))[0] == 200
    assert roles(person) == {(team.pk, Role.EDITOR)}


def test_who_was_switched_off_here_is_not_switched_on_there(tell: Told, boss: User) -> None:
    pk, person = joined(tell)
    services.leave(actor=boss, person=person)
    assert tell("PUT", f"Users/{pk}", ana())[0] == 409
    assert tell("PATCH", f"Users/{pk}", ops({"op": "replace", "path": "title", "value": "Doctor"}))[0] == 200
    person.refresh_from_db()
    assert (person.is_active, person.job) == (False, "Doctor")


def test_the_address_of_an_administrator_is_not_changed(tell: Told, boss: User) -> None:
    body = ops({"op": "replace", "path": 'emails[type eq "work"].value', "value": "evil@example.org"})
    assert tell("PATCH", f"Users/{boss.pk}", body)[0] == 409
    pk, person = joined(tell)
    assert tell("PATCH", f"Users/{pk}", body)[0] == 200
    person.refresh_from_db()
    assert person.email == "evil@example.org"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"schemas": [USER]},
        {"schemas": [USER], "userName": "x"},
        ana(emails=[{"value": "nonsense"}]),
        ana(emails=[]),
        ana(userName="x" * 300),
        ana(userName=["a"]),
        ana(active={"a": 1}),
        ana(displayName="\u200b"),
        ana(userName="a\x00b", emails=[{"value": "ok@example.org"}]),
        [],
        "x",
    ],
)
def test_what_no_joiner_is(tell: Told, body: Any) -> None:
    before = User.objects.count()
    status, said = tell("POST", "Users", body)
    assert (status, said["schemas"]) == (400, ["urn:ietf:params:scim:api:messages:2.0:Error"])
    assert User.objects.count() == before


def test_twice_is_once(tell: Told) -> None:
    joined(tell)
    status, said = tell("POST", "Users", ana(userName="ANA@EXAMPLE.ORG"))
    assert (status, said["scimType"]) == (409, "uniqueness")


@pytest.mark.parametrize("scopes", [["read"], ["read", "write", "screen"]])
def test_other_keys_do_not_open_it(tell: Told, boss: User, scopes: list[str]) -> None:
    tell.key = make_key(actor=boss, person=boss, facts=KeyFacts("x", scopes)).text
    assert tell("GET", "Users")[0] == 401


def test_no_cookie_opens_it(tell: Told, boss: User) -> None:
    tell.key = ""
    tell.client.force_login(boss)
    assert [tell("GET", where)[0] for where in ("Users", "Schemas", "nothing")] == [401, 401, 401]


def test_its_key_opens_nothing_else(tell: Told) -> None:
    headers = {"Authorization": f"Bearer {tell.key}"}
    assert Client().get("/api/v1/me", headers=headers).status_code == 403
    assert Client().get("/api/v1/posts", headers=headers).status_code == 403


def test_who_makes_its_key(tell: Told, boss: User) -> None:
    program, editor = add_service(actor=boss, name="x"), make_person(Role.EDITOR, make_team())
    for person, scopes in ((boss, ["scim"]), (program, ["scim", "read"])):
        with pytest.raises(PeopleProblem):
            make_key(actor=boss, person=person, facts=KeyFacts("x", scopes))
    with pytest.raises(Denied):
        make_key(actor=editor, person=editor, facts=KeyFacts("x", ["scim"]))


def test_groups_give_and_take(tell: Told, boss: User) -> None:
    team = make_team()
    pk, person = joined(tell)
    services.grant(actor=boss, user=person, team=team, role=Role.VIEWER)
    row = map_group(actor=boss, group=" writers ", team=team, role=Role.EDITOR)
    map_group(actor=boss, group="g-7", team=None, role=Role.AUDITOR)
    map_group(actor=boss, group="Writers", team=team, role=Role.VIEWER)
    _s, group = tell("POST", "Groups", {"schemas": [GROUP], "displayName": "Writers", "externalId": "G-7"})
    where = f"Groups/{group['id']}"
    assert tell("PATCH", where, ops({"op": "Add", "path": "members", "value": [{"value": pk}]}))[0] == 200
    by_hand = (team.pk, "viewer")
    assert roles(person) == {by_hand, (team.pk, "editor"), (None, "auditor")}
    assert tell("GET", f"Users/{pk}")[1]["groups"][0]["display"] == "Writers"
    unmap_group(actor=boss, row=row)
    assert roles(person) == {by_hand, (None, "auditor")}
    assert tell("PATCH", where, ops({"op": "remove", "path": f'members[value eq "{pk}"]'}))[0] == 200
    assert roles(person) == {by_hand}


def test_entra_removes_only_whom_it_names(tell: Told) -> None:
    one, _ana = joined(tell)
    two, _ola = joined(tell, userName="ola@example.org", emails=[{"value": "ola@example.org"}])
    body = {"schemas": [GROUP], "displayName": "Writers", "members": [{"value": one}, {"value": two}]}
    where = f"Groups/{tell('POST', 'Groups', body)[1]['id']}"
    said = tell("PATCH", where, ops({"op": "Remove", "path": "members", "value": [{"value": one}]}))[1]
    assert [member["value"] for member in said["members"]] == [two]


def test_a_group_with_a_grand_name_makes_nobody_an_administrator(tell: Told) -> None:
    pk, person = joined(tell, roles=[{"value": "administrator"}])
    body = {"schemas": [GROUP], "displayName": "Administrator", "members": [{"value": pk}]}
    assert tell("POST", "Groups", body)[0] == 201
    assert not roles(person)


def test_a_group_that_goes_takes_what_it_gave(tell: Told, boss: User) -> None:
    pk, person = joined(tell)
    map_group(actor=boss, group="Writers", team=None, role=Role.EDITOR)
    body = {"schemas": [GROUP], "displayName": "Writers", "members": [{"value": pk}]}
    where = f"Groups/{tell('POST', 'Groups', body)[1]['id']}"
    assert roles(person) == {(None, "editor")}
    assert tell("DELETE", where)[0] == 204
    assert not roles(person)
    assert tell("GET", where)[0] == 404


@pytest.mark.parametrize("member", ["999999", "x", "", "٣", "9" * 40])
def test_only_people_are_members(tell: Told, member: str) -> None:
    body = {"schemas": [GROUP], "displayName": "Writers", "members": [{"value": member}]}
    assert tell("POST", "Groups", body)[0] == 400


@pytest.mark.parametrize("where", ["Users/x", "Users/999999", "Users/" + "9" * 60, "Groups/-1", "nothing", "Users/1/2"])
def test_nothing_is_there(tell: Told, where: str) -> None:
    assert tell("GET", where)[0] == 404


def test_too_many_wrong_keys(tell: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wellspoken.api.scim.door.WRONG_PER_ADDRESS", 2)
    tell.key = "wsp_wrong"
    assert [tell("GET", "Users")[0] for _n in range(3)] == [401, 401, 429]
