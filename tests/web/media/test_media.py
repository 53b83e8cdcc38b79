"""Uploading and showing pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import make_organisation, make_person, make_team
from tests.rooms.media import pictures as make
from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.people.roles import Role
from wellspoken.web.media import views

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    make_organisation()


def enter(client: Client, role: Role = Role.EDITOR, team: Any = None) -> Any:
    team = team or make_team()
    client.force_login(make_person(role, team))
    return team


def post(client: Client, data: bytes, name: str = "photo.jpg", **more: Any) -> Any:
    headers = more.pop("headers", JSON)
    return client.post("/media/upload/", {"file": SimpleUploadedFile(name, data), **more}, headers=headers)


def test_json_for_the_composer(client: Client) -> None:
    team = enter(client)
    answer = post(client, make.phone_photo(), name="IMG_1.jpg", team=team.pk)
    assert answer.status_code == 201
    told = answer.json()
    assert told["removed"] == "Location, camera data, time taken and hidden text removed"
    assert (told["width"], told["height"], told["name"]) == (40, 80, "IMG_1.jpg")
    assert MediaFile.objects.get(pk=told["media_id"]).sha256 == told["sha256"]
    for address in (told["url"], told["thumb"], told["url"].rstrip("/")):
        shown = client.get(address)
        assert shown.status_code == 200
        assert shown["Content-Type"] == "image/jpeg"
        assert shown["X-Content-Type-Options"] == "nosniff"
        assert shown["Cache-Control"] == "private, max-age=31536000, immutable"
        assert shown["Content-Disposition"].startswith("inline;")
        assert client.get(address, headers={"If-None-Match": shown["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (make.SVG, "SVG"),
        (make.HEIC, "HEIC"),
        (make.with_zip(), "hidden"),
        (make.jpeg()[:300], "damaged"),
        (make.png_claiming(20_000, 20_000), "64 million"),
        (b"<html>", "not a picture"),
    ],
)
def test_errors_are_sentences(client: Client, data: bytes, sentence: str) -> None:
    enter(client)
    answer = post(client, data)
    assert answer.status_code == 422
    assert sentence in answer.json()["error"]
    page = post(client, data, headers={})
    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_the_plain_form(client: Client) -> None:
    enter(client)
    assert client.get("/media/upload/").status_code == 200
    page = post(client, make.jpeg(), headers={}).content.decode()
    assert "photo.jpg" in page
    assert client.post("/media/upload/", {}, headers=JSON).json()["code"] == "missing"


def test_only_into_teams_where_one_may_write(client: Client) -> None:
    enter(client)
    assert post(client, make.jpeg(), team=make_team().pk).status_code == 422
    assert post(client, make.jpeg(), team="x").status_code == 422
    assert not MediaFile.objects.exists()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_upload(client: Client, role: Role) -> None:
    enter(client, role)
    assert post(client, make.jpeg()).status_code == 403


def test_pictures_of_other_teams_and_strangers(client: Client) -> None:
    enter(client)
    address = post(client, make.jpeg()).json()["url"]
    assert client.get(address.replace("medium", "enormous")).status_code == 404
    assert client.get("/media/00000000-0000-4000-8000-000000000000/thumb/").status_code == 404
    enter(client, Role.EDITOR)
    assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302


def test_too_large_a_file_is_not_even_stored(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(client)
    monkeypatch.setattr(views.services, "add_picture", lambda **_: pytest.fail("looked at"))
    answer = post(client, b"\xff\xd8\xff" + b"x" * (26 * 2**20))
    assert answer.status_code == 422
    assert "25 MB" in answer.json()["error"]


def test_uploads_need_the_csrf_token() -> None:
    client = Client(enforce_csrf_checks=True)
    enter(client)
    assert post(client, make.jpeg()).status_code == 403
    assert not MediaFile.objects.exists()
    client.get("/media/upload/")
    token = client.cookies["csrftoken"].value
    assert post(client, make.jpeg(), csrfmiddlewaretoken=token).status_code == 201
    assert post(client, make.jpeg(), headers={**JSON, "X-CSRFToken": token}).status_code == 201
