"""What a person asks of the rule pages, and which teams they may decide for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language

from wellspoken.rooms.compliance.rulebook import FAMILIES, Wanted
from wellspoken.rooms.people.access import require, rights_of, visible_teams
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Right


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who may change rules: for these teams, and for everybody when `whole`."""

    user: User
    teams: list[Team]
    whole: bool

    def form_options(self) -> dict[str, Any]:
        """What forms about one team or everybody need."""
        return {"teams": self.teams, "whole": self.whole}


def officer(request: HttpRequest) -> Officer:
    """The person, known to hold the right somewhere; raises `Denied`."""
    user = require(request.user, Right.RULES)
    return Officer(user, visible_teams(user, Right.RULES), Right.RULES in rights_of(user).everywhere)


def wanted(asked: QueryDict, packs: list[str]) -> Wanted:
    """The filters of the list; unknown values count as none."""
    family, pack = asked.get("family", ""), asked.get("pack", "")
    return Wanted(
        text=asked.get("q", "").replace("\x00", "").strip()[:100],
        family=family if family in FAMILIES else "",
        pack=pack if pack in packs else "",
        changed=asked.get("changed") == "1",
    )


def language() -> str:
    """The reader's language."""
    return get_language() or "en"
