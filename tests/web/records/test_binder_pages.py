"""The binders' pages: asking, progress, the file, and who may."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from tests.web.house import make_house
from wellspoken.cli import app
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.records.binder import jobs
from wellspoken.rooms.records.models import Binder

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr("wellspoken.rooms.channels.sandbox.answers", lambda: False)
    made = make_house()
    Binder.objects.all().delete()
    return made


def test_from_the_post_to_the_file(client, house):
    client.force_login(house.people[Role.AUDITOR])
    where = f"/posts/{house.objects['live']['pk']}/binder/"
    assert "No binder yet" in client.get(where).content.decode()
    assert client.post(where, {"lang": "xx"}).status_code == 422
    answer = client.post(where, {"lang": "nb"})
    binder = Binder.objects.get()
    assert answer["Location"] == f"/records/binder/{binder.pk}/"
    html = client.get(answer["Location"]).content.decode()
    assert "<progress" in html
    assert 'hx-trigger="every 2s"' in html
    assert client.post(f"/records/binder/{binder.pk}/take/").status_code == 404
    assert jobs.work(lambda: False)
    html = client.get(answer["Location"], headers={"hx-request": "true"}).content.decode()
    assert "Download" in html
    assert "<html" not in html
    file = client.post(f"/records/binder/{binder.pk}/take/")
    assert b"".join(file.streaming_content)[:2] == b"PK"
    assert file["Content-Disposition"].startswith("attachment")
    assert AuditEntry.objects.get(action="binder.taken").actor_id == house.people[Role.AUDITOR].actor_id


def test_a_period(client, house):
    client.force_login(house.people[Role.AUDITOR])
    said = {"team": house.team.pk, "start": "2026-01-01", "end": "2026-02-01", "lang": "en"}
    for wrong in ({"team": "999"}, {"end": "2025-01-01"}, {"end": "2036-01-01"}, {"start": "x"}, {"lang": ""}):
        assert client.post("/records/binder/", said | wrong).status_code == 422
    assert client.post("/records/binder/", said).status_code == 302
    binder = Binder.objects.get()
    assert house.team.name in client.get("/records/binder/").content.decode()
    client.post(f"/records/binder/{binder.pk}/stop/")
    assert "It was stopped" in client.get(f"/records/binder/{binder.pk}/").content.decode()


def test_other_teams_know_nothing_of_it(client, house):
    from tests.factories import make_person, make_team

    client.force_login(house.people[Role.AUDITOR])
    client.post(f"/posts/{house.objects['live']['pk']}/binder/", {"lang": "en"})
    binder = Binder.objects.get()
    client.force_login(make_person(Role.AUDITOR, make_team()))
    for where in (f"/records/binder/{binder.pk}/", f"/posts/{binder.post_id}/binder/"):
        assert client.get(where).status_code == 404
    assert client.post(f"/records/binder/{binder.pk}/take/").status_code == 404


def test_the_command_says_what_is_missing(house, tmp_path, monkeypatch):
    monkeypatch.setattr("wellspoken.cli.binder.load_django", lambda: None)
    out, live, person = tmp_path / "b.zip", str(house.objects["live"]["pk"]), house.people[Role.AUDITOR].email
    run = CliRunner().invoke
    assert run(app, ["binder", "--post", "999", "--by", person, "--out", str(out)]).exit_code == 2
    assert run(app, ["binder", "--period", "x,y,z", "--by", person, "--out", str(out)]).exit_code == 2
    editor = house.people[Role.EDITOR].email
    assert run(app, ["binder", "--post", live, "--by", editor, "--out", str(out)]).exit_code == 1
    done = run(app, ["binder", "--post", live, "--by", person, "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert out.read_bytes()[:2] == b"PK"
