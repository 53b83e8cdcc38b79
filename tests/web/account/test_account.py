"""Signing in and out, passwords, one's own settings."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.factories import PASSWORD, make_organisation, make_person
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http://testserver(/accounts/password/reset/key/\S+)")


@pytest.fixture(autouse=True)
def house() -> object:
    cache.clear()
    make_organisation()
    yield
    cache.clear()


def sign_in(client: Client, email: str, password: str = PASSWORD) -> object:
    return client.post("/accounts/login/", {"login": email, "password": password})


def test_sign_in_and_out(client: Client) -> None:
    user = make_person(Role.VIEWER, email="ana@example.org")
    assert sign_in(client, "ANA@example.org ").status_code == 302  # type: ignore[attr-defined]
    page = client.get("/me/").content.decode()
    assert user.name in page
    assert "Elm &amp; Harbour Health" in page
    assert client.post("/accounts/logout/").status_code == 302
    assert client.get("/me/").status_code == 302


@pytest.mark.parametrize("language", ["en", "id", "nb"])
def test_the_sign_in_page_speaks_three_languages(client: Client, language: str) -> None:
    page = client.get("/accounts/login/", HTTP_ACCEPT_LANGUAGE=language).content.decode()
    assert f'<html lang="{language}"' in page


@pytest.mark.parametrize("email", ["ana@example.org", "nobody@example.org"])
def test_wrong_passwords_do_not_tell_who_is_here(client: Client, email: str) -> None:
    make_person(Role.VIEWER, email="ana@example.org")
    page = sign_in(client, email, "wrong").content.decode()  # type: ignore[attr-defined]
    assert "The e-mail address or the password is not right" in page


def test_guessing_is_slowed_down(client: Client) -> None:
    make_person(Role.VIEWER, email="ana@example.org")
    pages = [sign_in(client, "ana@example.org", f"guess {n}").content.decode() for n in range(7)]  # type: ignore[attr-defined]
    assert "Too many tries" in pages[-1]
    assert "Too many tries" in sign_in(client, "ana@example.org").content.decode()  # type: ignore[attr-defined]


def test_switched_off_people_stay_out(client: Client) -> None:
    make_person(Role.VIEWER, email="gone@example.org", is_active=False)
    sign_in(client, "gone@example.org")
    assert client.get("/me/").status_code == 302


def test_nobody_signs_up(client: Client) -> None:
    for path in ("/accounts/signup/", "/accounts/email/", "/accounts/login/code/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize(("email", "mails"), [("ana@example.org", 1), ("nobody@example.org", 0)])
def test_reset_answers_the_same_to_everybody(client: Client, email: str, mails: int) -> None:
    make_person(Role.VIEWER, email="ana@example.org")
    answer = client.post("/accounts/password/reset/", {"email": email}, follow=True)
    assert "Look into your mail" in answer.content.decode()
    assert len(mail.outbox) == mails


def test_reset_from_end_to_end(client: Client) -> None:
    user = make_person(Role.VIEWER, email="ana@example.org")
    client.post("/accounts/password/reset/", {"email": "ana@example.org"})
    path = LINK.search(mail.outbox[0].body).group(1)  # type: ignore[union-attr]
    form = client.get(path, follow=True)
    assert "Choose a password" in form.content.decode()
    where = form.redirect_chain[-1][0]
    bad = client.post(where, {"password1": "short", "password2": "short"})
    assert "too short" in bad.content.decode()
    good = client.post(where, {"password1": "four odd words here", "password2": "four odd words here"}, follow=True)
    assert "Your password is saved" in good.content.decode()
    user.refresh_from_db()
    assert user.check_password("four odd words here")
    assert "This link does not work any more" in Client().get(path, follow=True).content.decode()


def test_changing_the_password_ends_other_sessions(client: Client) -> None:
    user = make_person(Role.VIEWER)
    other = Client()
    client.force_login(user)
    other.force_login(user)
    new = "four odd words here"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert client.get("/me/").status_code == 200
    assert other.get("/me/").status_code == 302


def test_own_settings(client: Client) -> None:
    user = make_person(Role.VIEWER)
    client.force_login(user)
    data = {"name": "Siti Rahma", "job": "", "language": "id", "time_zone": "Asia/Jakarta", "theme": "dark"}
    assert client.post("/me/", data).status_code == 302
    user.refresh_from_db()
    assert (user.name, user.language, user.time_zone, user.theme) == ("Siti Rahma", "id", "Asia/Jakarta", "dark")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "\u202e\u200b"),
        ("name", "x" * 151),
        ("language", "xx"),
        ("time_zone", "Mars/Base"),
        ("theme", "<script>"),
    ],
)
def test_bad_settings_change_nothing(client: Client, field: str, value: str) -> None:
    user = make_person(Role.VIEWER)
    client.force_login(user)
    data = {"name": "Siti", "job": "", "language": "id", "time_zone": "UTC", "theme": "dark", field: value}
    answer = client.post("/me/", data)
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    user.refresh_from_db()
    assert user.theme == "system"


def test_sign_out_everywhere(client: Client) -> None:
    user = make_person(Role.VIEWER)
    other = Client()
    client.force_login(user)
    other.force_login(user)
    assert client.get("/me/sign-out-everywhere/").status_code == 405
    assert client.post("/me/sign-out-everywhere/").status_code == 302
    assert client.get("/me/").status_code == other.get("/me/").status_code == 302


def test_people_without_a_password_choose_one(client: Client) -> None:
    user = make_person(Role.VIEWER)
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    assert client.get("/accounts/password/change/")["Location"] == "/accounts/password/set/"
    new = "four odd words here"
    client.post("/accounts/password/set/", {"password1": new, "password2": new})
    user.refresh_from_db()
    assert user.check_password(new)


@pytest.mark.parametrize("path", ["login", "password/reset", "password/reset/done", "inactive"])
@pytest.mark.parametrize("language", ["en", "id", "nb"])
def test_every_page_before_sign_in_is_there(client: Client, path: str, language: str) -> None:
    answer = client.get(f"/accounts/{path}/", HTTP_ACCEPT_LANGUAGE=language)
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()
