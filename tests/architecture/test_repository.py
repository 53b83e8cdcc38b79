"""What must never be in the repository, and what must always be there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = {
    ".py",
    ".ts",
    ".css",
    ".html",
    ".md",
    ".toml",
    ".json",
    ".txt",
    ".cfg",
    ".ini",
    ".yml",
    ".yaml",
    ".po",
    ".csv",
    ".lock",
    ".mjs",
    ".svg",
    "",
}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name]


def texts() -> list[tuple[str, str]]:
    found = []
    for path in tracked():
        if path.suffix in TEXT and path.is_file():
            found.append((path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8", errors="replace")))
    return found


NEVER = {
    "a path of one machine": r"/(?:work|root|home)/[a-z]\w+/",
    "a registry's host name": r"(?:files\.)?pythonhosted\.org|registry\.npmjs|pypi\.org|deb\.debian\.org",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "unfinished work": r"\b(?:TODO|FIXME)\b",
}


@pytest.mark.parametrize("what", NEVER)
def test_the_repository_never_holds(what: str) -> None:
    pattern = re.compile(NEVER[what])
    here = "tests/architecture/test_repository.py"
    assert not [name for name, text in texts() if name != here and pattern.search(text)]


@pytest.mark.parametrize(
    "name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", ".ci/run"]
)
def test_the_repository_holds(name: str) -> None:
    assert (ROOT / name).stat().st_size > 100


@pytest.mark.django_db
def test_migrations_match_the_models() -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_message_is_translated() -> None:
    from babel.messages.pofile import read_po

    for language in ("id", "nb"):
        with (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
            catalogue = read_po(file, locale=language)
        missing = [
            m.id
            for m in catalogue
            if m.id and (not m.string or not all(m.string if isinstance(m.string, tuple) else [m.string]))
        ]
        assert not missing, f"{language}: {missing[:5]}"
        assert not [m.id for m in catalogue if m.fuzzy and m.id], f"{language} has fuzzy messages"
        broken = [(m.id, str(errors[0])) for m, errors in catalogue.check()]
        assert not broken, f"{language} would not compile: {broken}"
