"""Backup and restore: everything comes back, and nothing damaged does."""

from __future__ import annotations

import sqlite3
import tarfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from wellspoken.cli import app
from wellspoken.cli.backup import BadBackup, check, unpack, write

runner = CliRunner()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "media" / "pictures").mkdir(parents=True)
    (folder / "media" / "pictures" / "a.jpg").write_bytes(b"\xff\xd8picture")
    (folder / "seal.keys").write_text("key")
    (folder / "secret.key").write_text("key")
    with sqlite3.connect(folder / "wellspoken.sqlite3") as base:
        base.execute("create table posts(words)")
        base.execute("insert into posts values ('Hei på deg 💙')")
    return folder


def words(folder: Path) -> list[str]:
    with sqlite3.connect(folder / "wellspoken.sqlite3") as base:
        return [row[0] for row in base.execute("select words from posts")]


def test_what_was_backed_up_comes_back(data: Path, tmp_path: Path) -> None:
    file, home = tmp_path / "b.tar.gz", tmp_path / "home"
    assert runner.invoke(app, ["backup", str(file), "--data", str(data)]).exit_code == 0
    assert runner.invoke(app, ["restore", str(file), "--data", str(home)]).exit_code == 0
    assert words(home) == ["Hei på deg 💙"]
    assert (home / "media" / "pictures" / "a.jpg").read_bytes() == b"\xff\xd8picture"
    assert not (home / "seal.keys").exists()
    assert file.stat().st_mode & 0o077 == 0


def test_keys_travel_only_when_asked(data: Path, tmp_path: Path) -> None:
    file, home = tmp_path / "b.tar.gz", tmp_path / "home"
    write(data, file, with_keys=True)
    unpack(file, home)
    assert (home / "seal.keys").read_text() == "key"


def test_a_restore_never_overwrites(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.tar.gz"
    write(data, file, with_keys=False)
    result = runner.invoke(app, ["restore", str(file), "--data", str(data)])
    assert result.exit_code == 2
    assert words(data) == ["Hei på deg 💙"]


def test_every_damaged_byte_is_noticed_before_anything_is_written(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.tar.gz"
    write(data, file, with_keys=False)
    whole = file.read_bytes()
    damaged = [whole[: len(whole) // 2], b"not a tar", whole[:-40], b""]
    for number, content in enumerate(damaged):
        file.write_bytes(content)
        home = tmp_path / f"home{number}"
        result = runner.invoke(app, ["restore", str(file), "--data", str(home)])
        assert result.exit_code == 1, number
        assert not (home / "wellspoken.sqlite3").exists()


def test_a_file_that_reaches_outside_is_refused(tmp_path: Path) -> None:
    file, outside = tmp_path / "evil.tar.gz", tmp_path / "x"
    outside.write_text("x")
    with tarfile.open(file, "w:gz") as tar:
        tar.add(outside, "../../evil")
    with pytest.raises(BadBackup):
        check(file)


def test_backing_up_nothing_says_so(tmp_path: Path) -> None:
    assert runner.invoke(app, ["backup", "--data", str(tmp_path / "empty")]).exit_code == 2
