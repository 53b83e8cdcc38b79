"""POST /screen: what the checks say about a text."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Router

from wellspoken.api.auth import person
from wellspoken.api.errors import READING
from wellspoken.api.schemas import FindingOut, ScreenIn, ScreenOut
from wellspoken.api.teams import visible_team
from wellspoken.rooms.compliance.presenting import cards
from wellspoken.rooms.compliance.services import screen
from wellspoken.rooms.people.scopes import Scope

router = Router(tags=["screening"])


@router.post("/screen", response={200: ScreenOut, **READING}, summary="Check a text under the rules of a team")
def screen_text(request: HttpRequest, data: ScreenIn) -> ScreenOut:
    """Checks a text and stores nothing that can be seen; findings are said in the person's language."""
    team = visible_team(person(request, Scope.SCREEN), data.team)
    run = screen(
        team=team,
        text=data.text,
        lang=data.lang,
        surface=data.surface,
        direction=data.direction,
        parent=data.parent,
        sources=data.sources,
        keep=False,
    )
    found = [FindingOut.model_validate(card) for card in cards(run, get_language() or "en")]
    return ScreenOut(
        verdict=run.verdict,
        findings=found,
        checked=run.checked,
        not_checked=run.not_checked,
        lang=run.lang,
        pack_version=run.pack_version,
    )
