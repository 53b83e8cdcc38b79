"""The audit of what is shipped: banned licences, known holes, and no pass for what was not compared."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from scripts import deps_audit


@pytest.mark.parametrize(
    ("text", "banned"),
    [
        ("MIT", False),
        ("GPL-3.0-or-later", True),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", True),
        ("AGPL-3.0-only", True),
        ("GNU Affero General Public License v3", True),
        ("LGPL-2.1", False),
        ("Apache-2.0 OR MIT", False),
    ],
)
def test_licences(text: str, banned: bool) -> None:
    assert deps_audit.is_banned("anything", text) is banned


def answers(monkeypatch: pytest.MonkeyPatch, python: Any, pages: Any) -> None:
    def told(command: list[str], where: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, json.dumps(pages if "npm" in command else python), "")

    monkeypatch.setattr(deps_audit, "_told", told)


CLEAN: Any = {"dependencies": [{"name": "django", "version": "5.2", "vulns": []}]}
HOLE: Any = {"dependencies": [{"name": "django", "version": "5.2", "vulns": [{"id": "PYSEC-1"}]}]}
SKIPPED: Any = {"dependencies": [{"name": "django", "skip_reason": "not found"}]}
NO_HOLES: Any = {"vulnerabilities": {}}


@pytest.mark.parametrize(
    ("python", "pages", "code"),
    [
        (CLEAN, NO_HOLES, 0),
        (HOLE, NO_HOLES, 1),
        (CLEAN, {"vulnerabilities": {"vite": {"severity": "high"}}}, 1),
        (SKIPPED, NO_HOLES, 2),
        ({}, NO_HOLES, 2),
        (CLEAN, {"message": "405"}, 2),
    ],
)
def test_what_was_not_compared_has_not_passed(
    python: Any, pages: Any, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, python, pages)
    with pytest.raises(SystemExit) as ended:
        deps_audit.main()
    assert ended.value.code == code
