"""The wizard's end: everything is made at once, or nothing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from wellspoken.rooms.channels.errors import ConnectFailed
from wellspoken.rooms.channels.services import connect_newsroom
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.services import PersonSettings, TeamFacts, set_up_organisation
from wellspoken.web.frame.facts import facts_of


class Refused(Exception):
    """Nothing was made; `step` is the page on which to say `sentence`."""

    def __init__(self, step: str, sentence: str) -> None:
        super().__init__(sentence)
        self.step = step
        self.sentence = sentence


def found(cleaned: dict[str, dict[str, Any]]) -> User:
    """Make organisation, team, newsroom and administrator from the cleaned values by step; raises `Refused`."""
    team, you = cleaned["team"], cleaned["you"]
    facts = facts_of({**cleaned["organisation"], **cleaned["names"]})
    first_team = TeamFacts(**{k: team[k] for k in ("name", "country", "language", "time_zone", "place")})
    language = (get_language() or "en")[:2]
    person = PersonSettings(
        name=you["name"],
        language=language if language in dict(settings.LANGUAGES) else "en",
        time_zone=team["time_zone"],
    )
    try:
        with transaction.atomic():
            founding = set_up_organisation(
                facts=facts, team=first_team, email=you["email"], password=you["password"], person=person
            )
            connect_newsroom(
                actor=founding.administrator,
                team=founding.team,
                name=team["newsroom_name"],
                slug=team["newsroom_slug"],
            )
    except ConnectFailed as problem:
        raise Refused("team", problem.sentence) from problem
    except PeopleProblem as problem:
        raise Refused("you", problem.sentence) from problem
    return founding.administrator
