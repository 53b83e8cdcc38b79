"""The export of everything: whole, resumable, without secrets; patients' names only for whoever may read them."""

from __future__ import annotations

import csv
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from tests.factories import make_organisation, make_person, make_team
from tests.web.house import House, make_house
from wellspoken.cli.export import export as command
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import ApiKey, FeedKey, Grant, SignInProvider, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.records import services
from wellspoken.rooms.records.access import get_export
from wellspoken.rooms.records.export import jobs, rows, writing
from wellspoken.rooms.records.export.catalogue import LEFT_OUT, collections, room_models
from wellspoken.rooms.records.models import Export

pytestmark = pytest.mark.django_db
PATIENT = "Mira Solheim"


@pytest.fixture
def house(settings: Any, tmp_path: Path) -> House:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    made = make_house()
    secret: Any = {"token": "canary-channel-token"}
    Channel.objects.update(secrets=secret)
    client: Any = {"client_secret": "canary-client-secret"}
    SignInProvider.objects.create(name="x", issuer="https://login.example.org", client_id="y", secret=client)
    return made


def everything(folder: Path) -> bytes:
    found = [path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".zip"]
    with zipfile.ZipFile(folder / "audit-log.zip") as log:
        return b"".join([*found, *(log.read(name) for name in log.namelist())])


def lines(folder: Path, label: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "data" / f"{label}.jsonl").read_text().splitlines()]


def test_everything_is_in_it(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    done = writing.write(folder, opened=True, tell=lambda n: True)
    told = json.loads((folder / "manifest.json").read_text())
    assert told["missing"] == []
    by_name = {one["name"]: one for one in told["files"]}
    readme = (folder / "README.md").read_text()
    total = 0
    for model in room_models():
        label = model._meta.label
        assert label in readme
        if label not in LEFT_OUT:
            found = lines(folder, label)
            total += len(found)
            assert len(found) == model._default_manager.count() == by_name[f"data/{label}.jsonl"]["rows"], label
    assert done == total
    assert any(name.startswith("media/pictures/") for name in by_name)
    assert "audit-log.zip" in by_name
    person = lines(folder, "people.User")[0]
    assert person["email"] == User.objects.order_by("pk")[0].email
    assert person["joined"].endswith("Z")
    assert PATIENT.encode() in everything(folder)


def test_no_secret_is_in_it(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    writing.write(folder, opened=True, tell=lambda n: True)
    data = everything(folder)
    kept = [b"canary-channel-token", b"canary-client-secret", b"pbkdf2_", b"argon2", b'"gAAAAAB']
    kept += [row.digest.encode() for row in ApiKey.objects.all()] + [
        row.digest.encode() for row in FeedKey.objects.all()
    ]
    assert len(kept) > 6
    for secret in kept:
        assert secret not in data
    names = {name for one in collections(opened=True) for name in (column.name for column in one.columns)}
    assert not names & {"password", "secret", "secrets", "private", "session_key", "session_epoch"}


def test_names_of_patients_stay_sealed(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    writing.write(folder, opened=False, tell=lambda n: True)
    for label in ("consents.Authorization", "consents.Signature", "records.Incident"):
        assert all(not {"sealed", "shown", "evidence"} & set(row) for row in lines(folder, label))
    assert PATIENT.encode() not in everything(folder)


@pytest.mark.parametrize("after", [0, 1, 3])
def test_broken_off_it_goes_on(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    monkeypatch.setattr(rows, "STEP", 2)
    calls = 0

    def tell(done: int) -> bool:
        nonlocal calls
        calls += 1
        return calls % (after + 2) != after + 1

    broken, whole = tmp_path / "broken", tmp_path / "whole"
    for _try in range(2000):
        try:
            writing.write(broken, opened=True, tell=tell)
            break
        except writing.Stopped:
            for path in (broken / "data").glob("*.jsonl"):  # written after the last note: the machine died
                notes = json.loads((broken / "progress.json").read_text())["parts"]
                if not notes.get(f"data/{path.name}", {}).get("over"):
                    path.write_bytes(path.read_bytes() + b'{"half": ')
    else:
        pytest.fail("never over")
    writing.write(whole, opened=True, tell=lambda n: True)
    for path in sorted((whole / "data").glob("*.jsonl")):
        assert (broken / "data" / path.name).read_bytes() == path.read_bytes(), path.name


def test_other_folders_are_left_alone(house: House, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("x")
    with pytest.raises(writing.NotOurs):
        writing.write(tmp_path / "full", opened=True, tell=lambda n: True)
    writing.write(tmp_path / "out", opened=False, tell=lambda n: True)
    with pytest.raises(writing.NotOurs):  # begun without what is sealed
        writing.write(tmp_path / "out", opened=True, tell=lambda n: True)


def test_a_table_that_runs_nothing(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    make_organisation()
    make_person(Role.EDITOR, make_team(), name="=1+1", job="@SUM(A1)")
    writing.write(tmp_path / "out", opened=False, tell=lambda n: True)
    with (tmp_path / "out" / "people.csv").open(encoding="utf-8-sig") as data:
        row = next(csv.DictReader(data))
    assert (row["name"], row["job"]) == ("'=1+1", "'@SUM(A1)")
    assert row["roles"].startswith("editor @ team-")


def boss_of(house: House, *more: str) -> User:
    boss = make_person(Role.ADMINISTRATOR)
    for role in more:
        Grant.objects.create(user=boss, role=role)
    return boss


def test_asked_for_made_taken_and_gone(house: House) -> None:
    boss = boss_of(house)
    made = services.ask_export(actor=boss)
    assert services.ask_export(actor=boss) == made
    assert not made.opened
    assert jobs.work(lambda: False)
    made.refresh_from_db()
    assert (made.state, made.done > 0, made.folder.exists()) == ("done", True, False)
    with zipfile.ZipFile(made.place) as archive:
        assert {"README.md", "manifest.json", "people.csv", "audit-log.zip"} <= set(archive.namelist())
        assert "progress.json" not in archive.namelist()
    services.note_export_taken(actor=boss, export=made)
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert not jobs.work(lambda: False)
    made.refresh_from_db()
    assert (made.state, made.place.exists()) == ("gone", False)
    told = set(AuditEntry.objects.filter(action__startswith="export.").values_list("action", flat=True))
    assert told == {"export.asked", "export.moved", "export.made", "export.taken"}


def test_stopped_and_gone_on_with_by_another_worker(house: House) -> None:
    made = services.ask_export(actor=boss_of(house))
    assert jobs.work(lambda: True)  # the worker is told to end
    made.refresh_from_db()
    assert (made.state, (made.folder / "progress.json").is_file()) == ("waiting", True)
    Export.objects.filter(pk=made.pk).update(state="running", lease_until=timezone.now() - timedelta(seconds=1))
    assert jobs.work(lambda: False)  # the worker that had it is dead
    made.refresh_from_db()
    assert made.state == "done"
    with pytest.raises(StateConflict):
        services.stop_export(actor=boss_of(house), export=made)


def test_a_stopped_one_leaves_nothing(house: House) -> None:
    boss = boss_of(house)
    made = services.ask_export(actor=boss)
    jobs.work(lambda: True)
    services.stop_export(actor=boss, export=made)
    assert not jobs.work(lambda: False)
    assert not made.folder.exists()


def test_who_may(house: House) -> None:
    for person in (make_person(Role.ADMINISTRATOR, house.team), make_person(Role.PUBLISHER)):
        with pytest.raises(Denied):
            services.ask_export(actor=person)
    plain, all_reading = boss_of(house), boss_of(house, Role.PUBLISHER)
    opened = services.ask_export(actor=all_reading)
    assert opened.opened
    with pytest.raises(NotThere):
        get_export(plain, opened.pk)
    assert get_export(all_reading, opened.pk) == opened


def test_from_the_command_line(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELLSPOKEN_DATA", str(tmp_path))
    command(tmp_path / "out", sealed=True, data=tmp_path)
    assert (tmp_path / "out" / "README.md").is_file()
    entry = AuditEntry.objects.get(action="export.made")
    assert entry.data["opened"] is True
