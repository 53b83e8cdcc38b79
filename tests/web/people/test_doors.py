"""Every door of a person who has left is closed, one by one; and what the pages around leaving say."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from openpyxl import load_workbook

from tests.factories import PASSWORD, make_body, make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.people import evidence
from wellspoken.rooms.people.models import Departure, SignedIn, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.people.services import make_feed_key
from wellspoken.rooms.people.services.keys import KeyFacts, make_key
from wellspoken.web.people.tables import plain

pytestmark = pytest.mark.django_db


@dataclass
class Doors:
    """Somebody with every way in, and an administrator."""

    person: User
    browser: Client
    boss: Client
    key: str
    feed: str
    reset: str
    draft: int


@pytest.fixture
def doors() -> Doors:
    cache.clear()  # five tests in a minute are no attack
    make_organisation()
    team = make_team()
    person = make_person(Role.EDITOR, team, name="Kari Leaver", email="kari@example.org")
    draft = make_post(team, person, make_body())
    browser, boss = Client(), Client()
    browser.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    boss.force_login(make_person(Role.ADMINISTRATOR, name="Ana Boss"))
    Client().post("/accounts/password/reset/", {"email": person.email})
    link = next(word for word in str(mail.outbox[-1].body).split() if "/reset/key/" in word)
    return Doors(
        person,
        browser,
        boss,
        make_key(actor=person, person=person, facts=KeyFacts("Website", ["read", "write"])).text,
        f"/calendar/feed/{make_feed_key(actor=person)}.ics",
        link[link.index("/accounts/") :],
        draft.pk,
    )


def _page(d: Doors) -> int:
    return d.browser.get("/posts/").status_code


def _draft(d: Doors) -> int:
    return d.browser.get(f"/posts/{d.draft}/edit/").status_code


def _autosave(d: Doors) -> int:
    accepts = {"Accept": "application/json"}
    return d.browser.post(
        f"/posts/{d.draft}/autosave/", {"base_version": 1, "text": "Mine."}, headers=accepts
    ).status_code


def _api_by_cookie(d: Doors) -> int:
    return d.browser.get("/api/v1/me").status_code


def _api_by_key(d: Doors) -> int:
    return Client().get("/api/v1/me", headers={"Authorization": f"Bearer {d.key}"}).status_code


def _write_by_key(d: Doors) -> int:
    headers = {"Authorization": f"Bearer {d.key}", "Idempotency-Key": "k"}
    body = {"team": d.person.grants.get().team_id, "text": "Walk."}
    return Client().post("/api/v1/posts", body, content_type="application/json", headers=headers).status_code


def _feed(d: Doors) -> int:
    from django.urls import reverse

    return Client().get(reverse("calendar_feed", args=[d.feed.rpartition("/")[2].removesuffix(".ics")])).status_code


def _password(d: Doors) -> int:
    client = Client()
    client.post("/accounts/login/", {"login": d.person.email, "password": PASSWORD})
    return client.get("/me/").status_code


def _reset(d: Doors) -> int:
    client = Client()
    form = client.get(d.reset, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": "four odd words here", "password2": "four odd words here"})
    client.post("/accounts/login/", {"login": d.person.email, "password": "four odd words here"})
    return client.get("/me/").status_code


WAYS = [_page, _draft, _autosave, _api_by_cookie, _api_by_key, _write_by_key, _feed, _password, _reset]


@pytest.mark.parametrize("way", WAYS)
def test_a_door_is_open_before_and_closed_after(doors: Doors, way: Callable[[Doors], int]) -> None:
    assert way(doors) in {200, 201, 422}
    if way is _reset:  # the password was changed by trying: the session is another
        doors.browser.post("/accounts/login/", {"login": doors.person.email, "password": "four odd words here"})
    answer = doors.boss.post(f"/settings/people/{doors.person.pk}/leave/", {"successor": "nobody"})
    assert answer.status_code == 302
    assert way(doors) in {302, 401, 404}


def test_nothing_of_a_page_is_kept_by_the_browser(doors: Doors) -> None:
    for path in ("/", "/posts/", f"/posts/{doors.draft}/", "/me/", "/calendar/"):
        assert "no-store" in doors.browser.get(path)["Cache-Control"], path


def test_sessions_end_at_once(doors: Doors) -> None:
    second = Client(headers={"User-Agent": "Mozilla/5.0 (iPhone) Version/17 Mobile Safari/604.1"})
    second.post("/accounts/login/", {"login": doors.person.email, "password": PASSWORD})
    page = doors.browser.get("/me/security/").content.decode()
    assert "Safari on iPhone" in page
    assert "this device" in page
    other = SignedIn.objects.exclude(session_key=doors.browser.session.session_key).get(user=doors.person)
    assert doors.boss.post(f"/me/security/sessions/{other.pk}/end/").status_code == 404
    assert doors.browser.post(f"/me/security/sessions/{other.pk}/end/").status_code == 302
    assert second.get("/me/").status_code == 302
    assert doors.browser.get("/me/").status_code == 200
    second.post("/accounts/login/", {"login": doors.person.email, "password": PASSWORD})
    assert doors.browser.post("/me/security/sessions/end-others/").status_code == 302
    assert second.get("/me/").status_code == 302
    assert doors.browser.get("/me/").status_code == 200
    doors.browser.post("/accounts/logout/")
    assert not SignedIn.objects.filter(user=doors.person).exists()


def test_the_paper_and_the_ticks(doors: Doors) -> None:
    make_channel(
        doors.person.grants.get().team, "bluesky", settings={"method": "app_password"}, connected_by=doors.person
    )
    successor = make_person(Role.EDITOR, doors.person.grants.get().team, name="Ola Stays")
    foreseen = doors.boss.get(f"/settings/people/{doors.person.pk}/leave/").content.decode()
    for words in ("1 draft", "1 API key", "private calendar address", "signed in", "Ola Stays", "To change by hand"):
        assert words in foreseen
    answer = doors.boss.post(f"/settings/people/{doors.person.pk}/leave/", {"successor": successor.pk}, follow=True)
    page = answer.content.decode()
    for words in ("Handed to Ola Stays", "1 draft", "The signature fits", "1 open"):
        assert words in page
    departure = Departure.objects.get()
    paper = json.loads(doors.boss.get(f"/settings/people/departures/{departure.pk}/file/").content)
    assert evidence.is_whole(paper)
    rotation = departure.rotations.get()
    assert doors.boss.post(f"/settings/people/secrets/{rotation.pk}/", {"done": "1"}).status_code == 302
    assert "all changed" in doors.boss.get(f"/settings/people/departures/{departure.pk}/").content.decode()
    Departure.objects.update(evidence=departure.evidence.replace("Kari", "Karl"))
    assert "does not fit" in doors.boss.get(f"/settings/people/departures/{departure.pk}/").content.decode()


@pytest.mark.parametrize("successor", ["x", "-1", "999999", "٣", "9" * 40])
def test_a_successor_who_is_not_there(doors: Doors, successor: str) -> None:
    answer = doors.boss.post(f"/settings/people/{doors.person.pk}/leave/", {"successor": successor})
    assert answer.status_code == 422
    assert User.objects.get(pk=doors.person.pk).is_active


CELLS: list[tuple[Any, str]] = [
    ("=1+1", "'=1+1"),
    ("+47 555", "'+47 555"),
    ("-1", "'-1"),
    ("@x", "'@x"),
    ("\t=1", "'=1"),
    ("\uff1dA1", "'\uff1dA1"),
    ("Ana = Berg", "Ana = Berg"),
    (True, "yes"),
    (False, "no"),
    (0, "0"),
    (1, "1"),
    ("", ""),
    ("a\x00b", "ab"),
]


@pytest.mark.parametrize(("value", "written"), CELLS)
def test_cells_that_run(value: Any, written: str) -> None:
    assert plain(value) in {written, f"'{value!s}"}
    assert not plain(value).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_review_as_a_table(doors: Doors, kind: str) -> None:
    User.objects.filter(pk=doors.person.pk).update(name='=HYPERLINK("http://x.example.org")')
    data = doors.boss.get(f"/settings/people/review/{kind}/").content
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    else:
        sheet = load_workbook(io.BytesIO(data)).active
        assert sheet is not None
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
        rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "name"
    assert any(row[0].startswith("'=HYPERLINK") for row in rows)
    assert doors.boss.get("/settings/people/review/pdf/").status_code == 404


def test_signing_off_and_reading_why(doors: Doors) -> None:
    assert doors.boss.post("/settings/people/review/", {"note": "Checked."}).status_code == 302
    page = doors.boss.get("/settings/people/review/").content.decode()
    assert "Checked." in page
    channel = make_channel(doors.person.grants.get().team)
    why = doors.boss.get(f"/settings/people/{doors.person.pk}/rights/?channel={channel.pk}").content.decode()
    assert "Editor in" in why
    assert doors.boss.get(f"/settings/people/{doors.person.pk}/rights/?channel=999999").status_code == 404
    assert doors.boss.get(f"/settings/people/{doors.person.pk}/rights/?channel=x").status_code == 404
