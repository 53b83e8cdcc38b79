"""How often anything may be tried: signing in, asking for a new password, opening private links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories import PASSWORD, make_organisation, make_person
from tests.rooms.consents.kit import keeper, offered, team_with_channels
from wellspoken.rooms.consents import services as consents
from wellspoken.web.consents import throttle

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clean_slate(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing was counted before; one minute of the clock lasts as long as the test."""
    monkeypatch.setattr("wellspoken.rooms.kernel.throttle.time.time", lambda: 1_000_000.0)
    make_organisation()
    cache.clear()
    yield
    cache.clear()


def sign_in(email: str, password: str, address: str = "192.0.2.1") -> Any:
    form = {"login": email, "password": password}
    return Client().post("/accounts/login/", form, REMOTE_ADDR=address)


def test_five_wrong_passwords_shut_an_account_for_a_while_from_everywhere() -> None:
    person, other = make_person(), make_person()
    for number in range(5):
        assert sign_in(person.email, "wrong", f"192.0.2.{number}").status_code == 200
    assert sign_in(person.email, PASSWORD, "192.0.2.77").status_code == 200  # right, and still not let in
    assert sign_in(other.email, PASSWORD, "192.0.2.77").status_code == 302


def test_ten_wrong_tries_shut_an_address_whoever_they_name() -> None:
    person = make_person()
    for number in range(10):
        sign_in(f"nobody-{number}@example.org", "wrong")
    assert sign_in(person.email, PASSWORD).status_code != 302
    assert sign_in(person.email, PASSWORD, "192.0.2.2").status_code == 302


def test_nobody_can_be_flooded_with_mail_about_passwords(mailoutbox: list[Any]) -> None:
    person = make_person()
    answers = [Client().post("/accounts/password/reset/", {"email": person.email}) for _n in range(7)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429] * 2
    assert len(mailoutbox) == 5


def link() -> str:
    """A private link to a consent that waits."""
    team = team_with_channels()
    return consents.make_link(actor=keeper(team), consent=offered(team))


def private(key: str, **headers: str) -> int:
    return Client().get(f"/c/{key}/", **headers).status_code  # type: ignore[arg-type]


def test_guessing_private_links_ends_soon_for_that_address_alone() -> None:
    key = link()
    tries = [private(f"{number:043}", REMOTE_ADDR="192.0.2.1") for number in range(throttle.MOST_WRONG + 1)]
    assert tries == [404] * throttle.MOST_WRONG + [429]
    assert private(key, REMOTE_ADDR="192.0.2.1") == 429
    assert private(key, REMOTE_ADDR="192.0.2.2") == 200


def test_behind_a_proxy_each_person_is_counted_alone(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allauth.app_settings.TRUSTED_PROXY_COUNT", 1, raising=False)
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    key = link()
    proxy = {"REMOTE_ADDR": "10.0.0.1"}
    for number in range(throttle.MOST_WRONG):
        # what the asker writes into the header stands before what the proxy adds, and counts for nothing
        private(f"{number:043}", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, 192.0.2.1", **proxy)
    assert private(key, HTTP_X_FORWARDED_FOR="192.0.2.1", **proxy) == 429
    assert private(key, HTTP_X_FORWARDED_FOR="192.0.2.2", **proxy) == 200


def test_tries_to_sign_in_are_told_without_what_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    person = make_person()
    with caplog.at_level("INFO", "wellspoken.signin"):
        sign_in(person.email, "wrong-password-typed", "192.0.2.9")
        sign_in(person.email, PASSWORD, "192.0.2.8")
    told = [record.getMessage() for record in caplog.records if record.name == "wellspoken.signin"]
    assert told == ["a sign-in failed, from 192.0.2.9", f"person {person.pk} signed in, from 192.0.2.8"]
