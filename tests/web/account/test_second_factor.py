"""The second factor: set up, asked for at sign-in, demanded by role, lost, throttled, told to the log."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from tests.factories import PASSWORD, make_organisation, make_person
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.people.models import Organisation, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.people.services.second_factors import USUAL

pytestmark = pytest.mark.django_db(transaction=True)  # what happened is told after the commit
HOME, SECURITY = "/", "/me/security/"


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    cache.clear()
    make_organisation(second_factor_roles=USUAL)
    yield
    cache.clear()


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def sign_in(person: User) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return client


def set_up(client: Client) -> str:
    """Turn codes on; returns the secret. The password is typed once more before."""
    assert client.post("/accounts/again/", {"password": PASSWORD}).status_code == 302
    page = client.get(f"{SECURITY}codes/").content.decode()
    found = re.search(r'id="totp-secret" value="([A-Z2-7]+)"', page)
    assert found, page[:500]
    assert "<svg" in page
    assert "style=" not in page
    answer = client.post(f"{SECURITY}codes/", {"code": code_for(found[1])})
    assert answer["Location"] == f"{SECURITY}recovery/"
    return found[1]


def recovery_codes(client: Client) -> list[str]:
    return re.findall(r"<li>(\d{8})</li>", client.get(f"{SECURITY}recovery/").content.decode())


def told() -> list[str]:
    return list(AuditEntry.objects.filter(action__contains="code").values_list("action", flat=True))


@pytest.mark.parametrize("role", Role.values)
def test_roles_that_need_one_are_led_to_it(role: str) -> None:
    client = sign_in(make_person(role))
    answer = client.get(HOME)
    assert (answer.status_code == 302) == (role in USUAL)
    api = client.get("/api/v1/me")
    assert (api.status_code == 403) == (role in USUAL)
    if role in USUAL:
        assert answer["Location"] == SECURITY
        assert api.json()["error"]["code"] == "second_factor"
        assert "Your role needs a second factor" in client.get(SECURITY).content.decode()
        set_up(client)
        assert client.get(HOME).status_code == 200


def test_signing_in_takes_both() -> None:
    person = make_person(Role.EDITOR)
    secret = set_up(sign_in(person))
    person.refresh_from_db()
    assert person.has_second_factor
    client = sign_in(person)
    assert client.get("/me/").status_code == 302  # the password alone opens nothing
    assert client.get("/api/v1/me").status_code == 401
    assert client.get("/accounts/second/").status_code == 200
    assert "is not right" in client.post("/accounts/second/", {"code": "000000"}).content.decode()
    cache.clear()  # one code counts once; the next 30 seconds come
    assert client.post("/accounts/second/", {"code": code_for(secret)}).status_code == 302
    assert client.get("/me/").status_code == 200


def test_the_secret_is_sealed() -> None:
    person = make_person(Role.EDITOR)
    secret = set_up(sign_in(person))
    for row in Authenticator.objects.all():
        assert secret not in str(row.data)
    assert AuditEntry.objects.filter(action="person.factor_added").count() == 2  # codes and recovery codes


def test_a_recovery_code_works_once() -> None:
    person = make_person(Role.EDITOR)
    client = sign_in(person)
    set_up(client)
    codes = recovery_codes(client)
    assert len(codes) == 10
    for expected in (302, 200):
        cache.clear()
        again = sign_in(person)
        assert again.post("/accounts/second/", {"code": codes[0]}).status_code == expected
    assert told() == ["person.code_used"]
    assert "9 codes left" in client.get(SECURITY).content.decode()
    assert client.post(f"{SECURITY}recovery/new/").status_code == 302
    assert not set(codes) & set(recovery_codes(client))
    assert told() == ["person.code_used", "person.codes_renewed"]


def test_guessing_is_slowed_down() -> None:
    person = make_person(Role.EDITOR)
    secret = set_up(sign_in(person))
    cache.clear()
    client = sign_in(person)
    for number in range(12):
        client.post("/accounts/second/", {"code": f"{number:06}"})
    assert client.post("/accounts/second/", {"code": code_for(secret)}).status_code != 302
    assert client.get("/me/").status_code == 302


def test_turning_off() -> None:
    person = make_person(Role.PUBLISHER)
    client = sign_in(person)
    set_up(client)
    assert client.post(f"{SECURITY}codes/off/").status_code == 302
    assert not Authenticator.objects.exists()
    assert client.get(HOME)["Location"] == SECURITY  # the role still needs one
    assert AuditEntry.objects.filter(action="person.factor_removed").exists()


def test_an_old_session_types_the_password_again() -> None:
    client = Client()
    client.force_login(make_person(Role.EDITOR))  # signed in long ago: no proof that is fresh
    answer = client.get(f"{SECURITY}codes/")
    assert answer["Location"].startswith("/accounts/again/")
    page = client.get(answer["Location"])
    assert "Is it you?" in page.content.decode()
    assert client.post(answer["Location"], {"password": "wrong"}).status_code == 200
    assert client.post(answer["Location"], {"password": PASSWORD}).status_code == 302
    set_up(client)


def test_an_administrator_helps_who_lost_the_phone() -> None:
    boss, person = make_person(Role.ADMINISTRATOR), make_person(Role.EDITOR)
    set_up(sign_in(person))
    client = sign_in(boss)
    set_up(client)
    assert client.post(f"/settings/people/{boss.pk}/second-factor/").status_code == 403
    assert client.post(f"/settings/people/{person.pk}/second-factor/").status_code == 302
    assert not Authenticator.objects.filter(user=person).exists()
    assert sign_in(person).get("/me/").status_code == 200
    assert AuditEntry.objects.filter(action="person.factors_taken").count() == 1


def test_choosing_who_needs_one() -> None:
    boss, editor = make_person(Role.ADMINISTRATOR), make_person(Role.EDITOR)
    client, theirs = sign_in(boss), sign_in(editor)
    set_up(client)
    assert client.post("/settings/second-factor/", {"roles": ["nonsense"]}).status_code == 302
    assert Organisation.objects.get().second_factor_roles == USUAL
    client.post("/settings/second-factor/", {"roles": ["editor"]})
    assert Organisation.objects.get().second_factor_roles == ["editor"]
    assert theirs.get("/me/").status_code == 200  # from the next sign-in
    assert sign_in(editor).get("/me/").status_code == 302
    client.post("/settings/second-factor/", {})
    assert sign_in(editor).get("/me/").status_code == 200


def test_who_signs_in_without_a_password_is_asked_too() -> None:
    person = make_person(Role.ADMINISTRATOR)
    person.set_unusable_password()
    person.save()
    client = Client()
    client.force_login(person)
    assert client.get(HOME)["Location"] == SECURITY
    assert "Your role needs a second factor" in client.get(SECURITY).content.decode()


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", "null", '{"id": 1}', '{"id":"a","rawId":"a","type":"x"}', "\u0000"]
)
def test_nonsense_is_no_passkey(credential: str) -> None:
    client = sign_in(make_person(Role.EDITOR))
    client.post("/accounts/again/", {"password": PASSWORD})
    assert client.get(f"{SECURITY}passkeys/").status_code == 200
    assert client.post(f"{SECURITY}passkeys/", {"name": "x", "credential": credential}).status_code == 200
    assert not Authenticator.objects.exists()
