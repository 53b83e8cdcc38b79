"""The people a post tells of or shows: its linked consents in words, for composer, review and linking page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wellspoken.rooms.channels.selectors import for_team
from wellspoken.rooms.consents import selectors
from wellspoken.rooms.consents.coverage import Problem
from wellspoken.rooms.consents.elements import INFORMATION, PURPOSES
from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.consents.uses import Use
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.consenting import planned_day, problems_in
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import Team
from wellspoken.web.consents import words


def in_post(post: Post, body: Body) -> list[dict[str, Any]]:
    """Each linked consent: what it is used for and whether that is covered, by code and without a name."""
    if not body.consents:
        return []
    known = selectors.by_keys(use.key for use in body.consents)
    names = {channel.pk: channel.name for channel in for_team(post.team)}
    found = problems_in(post.team, body, planned_day(post))
    return [_row(use, known.get(use.key), found, names) for use in body.consents]


def _row(use: Use, consent: Authorization | None, found: Sequence[Problem], names: Mapping[int, str]) -> dict[str, Any]:
    word, tone = words.STANDINGS[selectors.standing_of(consent)] if consent else ("", "block")
    mine = [problem for problem in found if problem.key == use.key]
    return {
        "use": use,
        "consent": consent,
        "word": word,
        "tone": tone,
        "last": consent.last_day() if consent else None,
        "purpose": PURPOSES.get(use.purpose, ""),
        "information": [INFORMATION[code] for code in use.information if code in INFORMATION],
        "problems": [(problem.say(names), problem.advise()) for problem in mine],
        "purposes": _choices(PURPOSES, consent.purposes if consent else [], (use.purpose,)),
        "parts": _choices(INFORMATION, consent.information if consent else [], use.information),
    }


def _choices(labels: Mapping[str, Any], allowed: Sequence[str], chosen: Sequence[str]) -> list[tuple[str, Any, bool]]:
    """(code, label, chosen) of what the consent allows."""
    return [(code, label, code in chosen) for code, label in labels.items() if code in allowed]


def cards(team: Team, body: Body) -> list[dict[str, Any]]:
    """The problems as stops beside the text, like those of the checks."""
    if not body.consents:
        return []
    names = {channel.pk: channel.name for channel in for_team(team)}
    return [
        {
            "id": f"consent:{problem.key}:{problem.code}",
            "rule": "HIPAA-AUTH-4",
            "family": "consent",
            "severity": "block",
            "start": 0,
            "end": 0,
            "title": words.not_covered(),
            "message": problem.say(names),
            "advice": problem.advise(),
            "citation": "45 CFR 164.508 · GDPR art. 7 · UU 27/2022",
            "quote": problem.consent,
            "fix": None,
            "picture": "",
            "also": [],
        }
        for problem in problems_in(team, body)
    ]
