"""API keys as a door: they open what their person may do, as far as their scopes reach, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.factories import make_person, make_post, make_team
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.people import services
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import ApiKey, Team, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.people.services.keys import KeyFacts, Made, add_service, end_key, make_key

POSTS, ME, SCREEN = "/api/v1/posts", "/api/v1/me", "/api/v1/screen"


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


def key_of(person: User, *scopes: str) -> Made:
    return make_key(actor=person, person=person, facts=KeyFacts("Website", scopes or ("read", "write", "screen")))


def ask(key: str, where: str = ME, data: dict[str, Any] | None = None) -> Any:
    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": "k"}
    client = Client(enforce_csrf_checks=True)
    if data is None:
        return client.get(where, headers=headers)
    return client.post(where, data, content_type="application/json", headers=headers)


def test_a_key_does_what_its_person_may(team: Team, editor: User) -> None:
    mine, _theirs = make_post(team, editor), make_post(make_team())
    key = key_of(editor).text
    assert ask(key).json()["email"] == editor.email
    assert [post["id"] for post in ask(key, POSTS).json()["items"]] == [mine.pk]
    made = ask(key, POSTS, {"team": team.pk, "text": "Walk."})  # no CSRF token: a program has no cookies
    assert made.status_code == 201
    assert ask(key, SCREEN, {"team": team.pk, "text": "Walk."}).status_code == 200


@pytest.mark.parametrize(
    ("scope", "statuses"), [("read", (200, 403, 403)), ("write", (403, 201, 403)), ("screen", (403, 403, 200))]
)
def test_scopes(team: Team, editor: User, scope: str, statuses: tuple[int, ...]) -> None:
    key, said = key_of(editor, scope).text, {"team": team.pk, "text": "Walk."}
    answers = [ask(key), ask(key, POSTS, said), ask(key, SCREEN, said)]
    assert tuple(a.status_code for a in answers) == statuses
    refused = next(a for a in answers if a.status_code == 403)
    assert refused.json()["error"]["code"] == "scope_missing"


def _ended(made: Made, editor: User) -> None:
    end_key(actor=editor, key=made.row)


def _over(made: Made, editor: User) -> None:
    ApiKey.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def _left(made: Made, editor: User) -> None:
    services.leave(actor=SystemActor("test"), person=editor)


def _off(made: Made, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(is_active=False)


@pytest.mark.parametrize("happens", [_ended, _over, _left, _off])
def test_keys_that_open_nothing(editor: User, happens: Any) -> None:
    made = key_of(editor)
    assert ask(made.text).status_code == 200
    happens(made, editor)
    assert ask(made.text).status_code == 401


def test_a_key_stays_closed_when_somebody_comes_back(editor: User) -> None:
    made = key_of(editor)
    services.leave(actor=SystemActor("test"), person=editor)
    services.reactivate(actor=SystemActor("test"), person=editor)
    assert ask(made.text).status_code == 401


@pytest.mark.parametrize("wrong", ["", "wsp_", "wsp_x", "x", "wsp_" + "a" * 5000, "å" * 40, "wsp_ a", "null"])
def test_wrong_keys(editor: User, wrong: str) -> None:
    key_of(editor)
    assert ask(wrong).status_code == 401


def test_a_wrong_key_is_not_helped_by_a_cookie(editor: User, api: Client) -> None:
    assert api.get(ME).status_code == 200
    assert api.get(ME, headers={"Authorization": "Bearer wsp_wrong"}).status_code == 401


def test_only_the_digest_is_kept(editor: User) -> None:
    made = key_of(editor)
    row = ApiKey.objects.get()
    assert made.text not in (row.digest, row.prefix, row.name)
    assert made.text.startswith(row.prefix)
    assert len(made.text) - len(row.prefix) > 30
    assert not AuditEntry.objects.filter(data__icontains=made.text).exists()


def test_use_is_noted(editor: User) -> None:
    made = key_of(editor)
    assert ApiKey.objects.get().last_used_at is None
    ask(made.text)
    row = ApiKey.objects.get()
    assert row.last_used_at is not None
    assert row.last_address == "127.0.0.1"


def test_too_much(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wellspoken.api.auth.PER_KEY", 3)
    monkeypatch.setattr("wellspoken.api.auth.WRONG_PER_ADDRESS", 2)
    monkeypatch.setattr("wellspoken.rooms.kernel.throttle.time.time", lambda: 1_000_000.0)
    key = key_of(editor).text
    assert [ask(key).status_code for _n in range(5)] == [200, 200, 200, 429, 429]
    refused = ask(key)
    assert (refused["Retry-After"], refused.json()["error"]["code"]) == ("60", "too_many")
    assert [ask("wsp_wrong").status_code for _n in range(4)] == [401, 401, 429, 429]
    monkeypatch.setattr("wellspoken.rooms.kernel.throttle.time.time", lambda: 1_000_061.0)
    assert ask(key).status_code == 200


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (KeyFacts("x", []), "scope"),
        (KeyFacts("x", ["read", "everything"]), "scope"),
        (KeyFacts("x", ["read"], 10_000), "lifetime"),
        (KeyFacts("x", ["read"], 0), "lifetime"),
        (KeyFacts("\u200b", ["read"]), "name"),
    ],
)
def test_what_a_key_cannot_be(editor: User, facts: KeyFacts, code: str) -> None:
    with pytest.raises(PeopleProblem) as caught:
        make_key(actor=editor, person=editor, facts=facts)
    assert caught.value.code == code


def test_not_too_many_keys(editor: User) -> None:
    made = [key_of(editor) for _n in range(20)]
    with pytest.raises(PeopleProblem):
        key_of(editor)
    end_key(actor=editor, key=made[0].row)
    key_of(editor)


def test_nobody_makes_a_key_for_another_human(editor: User) -> None:
    boss = make_person(Role.ADMINISTRATOR)
    program = add_service(actor=boss, name="Website")
    with pytest.raises(Denied):
        make_key(actor=boss, person=editor, facts=KeyFacts("x", ["read"]))
    with pytest.raises(Denied):
        make_key(actor=editor, person=program, facts=KeyFacts("x", ["read"]))
    with pytest.raises(Denied):
        end_key(actor=editor, key=key_of(boss).row)
    made = make_key(actor=boss, person=program, facts=KeyFacts("x", ["read"]))
    assert ask(made.text).json()["teams"] == []


def test_a_program_never_signs_in(team: Team) -> None:
    boss = make_person(Role.ADMINISTRATOR)
    program = add_service(actor=boss, name="Website")
    program.set_password("correct horse battery staple")
    program.save()
    client = Client()
    said = {"login": program.email, "password": "correct horse battery staple"}
    answer = client.post("/accounts/login/", said)
    assert answer["Location"] == "/accounts/inactive/"
    assert client.get("/me/").status_code == 302
    program.refresh_from_db()
    assert program.is_active
