"""The answer when the checks themselves fail: nothing passes."""

from __future__ import annotations

from wellspoken.rooms.compliance.models import ScreeningRun
from wellspoken.rooms.people.models import Team


def failed(team: Team, text: str, error: Exception) -> ScreeningRun:
    """The answer when nothing could be checked: block. Not stored. `why` is the kind of error."""
    finding = {
        "rule": "SYS-1",
        "family": "system",
        "severity": "block",
        "start": 0,
        "end": len(text),
        "label": "TEXT",
        "citation": "",
        "quote": "",
        "why": type(error).__name__,
    }
    return ScreeningRun(
        team=team,
        subject="",
        verdict="block",
        findings=[finding],
        not_checked=[{"rule": "*", "why": "could not be screened"}],
        pack_version="",
    )
