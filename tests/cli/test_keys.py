"""Renewing the keys that seal secrets: everything is sealed anew, everything opens, older keys can go."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.apps import apps
from django.db import connection
from typer.testing import CliRunner

from tests.factories import make_channel, make_person
from tests.rooms.consents.kit import drawing, keeper, signed, team_with_channels
from wellspoken.cli import keys as command
from wellspoken.rooms.audit.keys import ensure_key
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.consents.models import Authorization, Signature
from wellspoken.rooms.kernel.rotation import Place, columns, reseal
from wellspoken.rooms.kernel.sealed import SealBroken, SealedJSONField, seal, sealed_with, unseal

pytestmark = pytest.mark.django_db
runner = CliRunner()


@pytest.fixture
def keys(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with one key, and a command that does not load Django a second time."""
    path = tmp_path / "seal.keys"
    path.write_text(Fernet.generate_key().decode() + "\n")
    settings.SEAL_KEYS_FILE = path
    monkeypatch.setattr(command, "_load", lambda data: None)
    return path


def ran(*words: str) -> Any:
    return runner.invoke(command.app, list(words))


def ciphertexts() -> list[str]:
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            for one in model._meta.concrete_fields:
                if isinstance(one, SealedJSONField):
                    cursor.execute(f'select "{one.column}" from "{model._meta.db_table}"')
                    found += [row[0] for row in cursor.fetchall() if row[0]]
    return found


def test_a_rotation_reaches_everything_and_loses_nothing(keys: Path) -> None:
    team = team_with_channels()
    channel = make_channel(team, "mastodon", secrets={"token": "t-1"})
    consent = signed(team, keeper(team), picture=drawing())
    person = make_person()
    factor = Authenticator.objects.create(user=person, type="totp", data={"secret": seal("S3CRET"), "more": 1})
    ensure_key()
    before, facts = ciphertexts(), Authorization.objects.get(pk=consent.pk).sealed
    done = ran("rotate")
    assert done.exit_code == 0, done.output
    after = ciphertexts()
    assert len(after) == len(before) >= 4
    assert not set(after) & set(before)
    assert {sealed_with(text) for text in after} == {0}
    assert Channel.objects.get(pk=channel.pk).secrets == {"token": "t-1"}
    assert Authorization.objects.get(pk=consent.pk).sealed == facts
    assert Signature.objects.get(authorization=consent).sealed["mime"] == "image/png"
    factor.refresh_from_db()
    assert (unseal(factor.data["secret"]), sealed_with(factor.data["secret"])) == ("S3CRET", 0)
    assert factor.data["more"] == 1
    told = AuditEntry.objects.get(action="audit.keys_renewed")
    assert told.data["count"] == len(before) + 1
    assert ran("drop-old").exit_code == 0
    assert len(keys.read_text().split()) == 1
    assert Channel.objects.get(pk=channel.pk).secrets == {"token": "t-1"}


def test_the_file_is_for_its_owner_alone_and_no_key_is_shown(keys: Path) -> None:
    said = ran("rotate").output + ran("count").output
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    assert len(keys.read_text().split()) == 2
    assert not any(key in said for key in keys.read_text().split())
    assert not list(keys.parent.glob("*.part"))


def test_running_processes_follow_without_a_restart(keys: Path) -> None:
    old = seal("before")
    keys.write_text(Fernet.generate_key().decode() + "\n" + keys.read_text())
    assert sealed_with(seal("after")) == 0
    assert (sealed_with(old), unseal(old)) == (1, "before")


def test_old_keys_stay_while_they_are_needed(keys: Path) -> None:
    make_channel(network="mastodon", secrets={"token": "t-1"})
    keys.write_text(Fernet.generate_key().decode() + "\n" + keys.read_text())
    assert ran("drop-old").exit_code == 1
    assert len(keys.read_text().split()) == 2
    assert "key 2: 1 values" in ran("count").output


def test_what_no_key_opens_is_told_and_kept(keys: Path) -> None:
    make_channel(network="mastodon", secrets={"token": "t-1"})
    lost = ciphertexts()
    keys.write_text(Fernet.generate_key().decode() + "\n")
    done = ran("rotate")
    assert done.exit_code == 1
    assert "channels.Channel.secrets" in done.output + (done.stderr or "")
    assert set(lost) <= set(ciphertexts())
    with pytest.raises(SealBroken):
        Channel.objects.get(secrets__isnull=False)


def test_a_value_that_somebody_changes_meanwhile_is_not_overwritten(keys: Path) -> None:
    channel = make_channel(network="mastodon", secrets={"token": "old"})
    keys.write_text(Fernet.generate_key().decode() + "\n" + keys.read_text())
    [place] = [one for one in columns() if one.name == "channels.Channel.secrets"]
    writes: list[Any] = []

    def put(pk: Any, old: str, new: str) -> bool:
        if not writes:
            writes.append(pk)
            Channel.objects.filter(pk=pk).update(secrets={"token": "new"})
        return place.put(pk, old, new)

    done = reseal([Place(place.name, place.rows, put)])
    assert done.renewed == 0
    assert Channel.objects.get(pk=channel.pk).secrets == {"token": "new"}


def test_more_rows_than_one_page(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wellspoken.rooms.kernel.rotation._AT_ONCE", 2)
    for number in range(5):
        make_channel(network="mastodon", secrets={"token": number})
    assert ran("rotate").exit_code == 0
    assert "key 1 (newest): 6 values" in ran("count").output  # and the key that signs the log's anchors
    assert sorted(row.secrets["token"] for row in Channel.objects.filter(secrets__isnull=False)) == [0, 1, 2, 3, 4]
