"""The frame: only what exists and may be used, few queries, plain answers, nothing typed is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_organisation, make_person, make_team
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Heartbeat

pytestmark = pytest.mark.django_db


def signed_in(client: Client, role: Role | None, **fields: object) -> User:
    user = make_person(role, **fields)
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("role", "seen", "unseen"),
    [
        (Role.VIEWER, [], ["people", "settings"]),
        (Role.ADMINISTRATOR, ["people", "settings"], []),
        (None, [], ["people", "settings"]),
    ],
)
def test_only_what_may_be_used(client: Client, role: Role | None, seen: list[str], unseen: list[str]) -> None:
    make_organisation()
    signed_in(client, role)
    page = client.get("/me/").content.decode()
    for name in seen:
        assert f'class="rail-link" href="{reverse(name)}"' in page
    for name in unseen:
        assert f'href="{reverse(name)}"' not in page


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.REVIEWER, Role.VIEWER])
def test_the_frame_costs_at_most_five_queries(
    client: Client, role: Role, django_assert_max_num_queries: object
) -> None:
    """Session, person, rights, posts to review, heartbeat; seen on a page that asks for nothing itself."""
    make_organisation()
    signed_in(client, role)
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        assert client.get("/accounts/password/change/").status_code == 200


def test_where_one_is(client: Client) -> None:
    make_organisation()
    signed_in(client, Role.ADMINISTRATOR)
    page = client.get("/settings/people/").content.decode()
    assert page.count('class="rail-link" href="/settings/people/" aria-current="page"') == 1
    assert 'href="/settings/" aria-current' not in page.split("</nav>")[0]


def test_the_heartbeat_tells_the_truth(client: Client) -> None:
    make_organisation()
    signed_in(client, Role.VIEWER)
    assert "Delivery has not started" in client.get("/me/").content.decode()
    Heartbeat.objects.create(worker="w", at=timezone.now(), started_at=timezone.now())
    assert "Delivery is running" in client.get("/me/").content.decode()
    Heartbeat.objects.update(at=timezone.now() - timezone.timedelta(minutes=3))
    assert "Delivery stopped 3 minutes ago" in client.get("/me/").content.decode()


@pytest.mark.parametrize(("theme", "language"), [("dark", "nb"), ("light", "id"), ("system", "en")])
def test_theme_and_language_are_the_persons(client: Client, theme: str, language: str) -> None:
    make_organisation()
    signed_in(client, Role.VIEWER, theme=theme, language=language)
    assert f'<html lang="{language}" data-theme="{theme}">' in client.get("/me/").content.decode()


def test_nothing_inline_and_nothing_from_elsewhere(client: Client) -> None:
    make_organisation()
    signed_in(client, Role.ADMINISTRATOR)
    for path in ("/me/", "/settings/", "/settings/people/", "/nowhere/"):
        answer = client.get(path)
        page = answer.content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert "http://" not in page
        assert "https://" not in page
        assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_missing_pages_say_so(client: Client) -> None:
    make_organisation()
    assert client.get("/nowhere/").status_code == 404
    signed_in(client, Role.VIEWER)
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.content.decode()


def test_a_denial_names_right_team_and_givers(client: Client) -> None:
    make_organisation()
    team = make_team("Ward 4")
    head = make_person(Role.ADMINISTRATOR, name="Kari Giver")
    signed_in(client, Role.EDITOR, team=team)
    answer = client.get(reverse("people"))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "add people and change their roles" in page
    assert head.name in page
    assert "Administrator" in page


def test_a_form_too_old_is_answered_in_words() -> None:
    make_organisation()
    client = Client(enforce_csrf_checks=True)
    signed_in(client, Role.VIEWER)
    answer = client.post("/me/", {"name": "X"})
    assert answer.status_code == 403
    assert "what you typed is still there" in answer.content.decode()


def test_a_session_that_ended_loses_nothing(client: Client) -> None:
    make_organisation()
    plain = client.post("/me/", {"name": "X"}, HTTP_REFERER="http://testserver/me/?a=1")
    assert plain.status_code == 302
    assert plain["Location"] == "/accounts/login/?next=%2Fme%2F"
    assert "Back button" in client.get(plain["Location"]).content.decode()
    evil = client.post("/me/", HTTP_REFERER="https://evil.example/me/")
    assert evil["Location"].endswith("next=%2F")
    script = client.post("/me/", HTTP_ACCEPT="application/json")
    assert script.status_code == 401
    told = json.loads(script.content)
    assert told["signed_out"] is True
    assert told["sign_in"].startswith("/accounts/login/")
    assert client.post("/me/", HTTP_HX_REQUEST="true").status_code == 401


@pytest.mark.parametrize(
    ("back", "lands"),
    [
        ("/me/", "/me/"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_choosing_a_language(client: Client, back: str, lands: str) -> None:
    make_organisation()
    answer = client.post("/language/", {"language": "nb", "next": back})
    assert (answer.status_code, answer["Location"]) == (302, lands)
    assert '<html lang="nb"' in client.get("/accounts/login/").content.decode()
    client.post("/language/", {"language": "klingon", "next": "/"})
    assert '<html lang="nb"' in client.get("/accounts/login/").content.decode()
    assert client.get("/language/").status_code == 405


def test_choosing_a_language_stays_with_the_person(client: Client) -> None:
    make_organisation()
    user = signed_in(client, Role.VIEWER)
    client.post("/language/", {"language": "id", "next": "/me/"})
    user.refresh_from_db()
    assert user.language == "id"


def test_a_missing_build_is_said_and_pages_still_work(client: Client, tmp_path: Path, settings: object) -> None:
    settings.FRONTEND_DIST = tmp_path  # type: ignore[attr-defined]
    make_organisation()
    assert "has not been built" in client.get("/accounts/login/").content.decode()
    built = {"src/main.ts": {"file": "assets/main.js"}, "style.css": {"file": "assets/style.css"}}
    (tmp_path / "manifest.json").write_text(json.dumps(built))
    page = client.get("/accounts/login/").content.decode()
    assert "has not been built" not in page
    assert '<script type="module" src="/static/assets/main.js"></script>' in page
    (tmp_path / "manifest.json").write_text("{broken")
    assert "has not been built" in client.get("/accounts/login/").content.decode()


def test_the_500_page_needs_nothing(rf: object) -> None:
    from django.views.defaults import server_error

    answer = server_error(rf.get("/"))  # type: ignore[attr-defined]
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()


def test_settings_name_the_plain_answers() -> None:
    assert settings.CSRF_FAILURE_VIEW == "wellspoken.web.frame.answers.csrf_failure"
