"""Consents for tests, made with the fewest words."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils import timezone
from PIL import Image

from tests.factories import make_channel, make_person, make_team
from wellspoken.rooms.consents import services
from wellspoken.rooms.consents.elements import Content, Facts, Terms
from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.consents.services import Signed
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Role

FACTS = Facts(name="Mira Solheim", born=1961, details="Her knee operation in 2025 and the picture of her on the path.")
TERMS = Terms(
    information=("story", "name", "picture"),
    purposes=("health", "hospital"),
    discloser="St. Elm's, communications",
    audience="Everybody",
)


def content(team: Team, *, facts: dict[str, Any] | None = None, **terms: Any) -> Content:
    """A whole content: everything is there, for all the team's channels, for a year."""
    channels = tuple(team.channels.values_list("pk", flat=True))
    ends = timezone.localdate() + timedelta(days=365)
    return Content(
        replace(FACTS, **(facts or {})), replace(TERMS, **{"channels": channels, "expires_on": ends, **terms})
    )


def keeper(team: Team) -> User:
    """Somebody who keeps the register."""
    return make_person(Role.PUBLISHER, team)


def team_with_channels() -> Team:
    """A team with two channels."""
    team = make_team()
    make_channel(team)
    make_channel(team, "mastodon")
    return team


def offered(team: Team, actor: User | None = None, **terms: Any) -> Authorization:
    """A consent that waits for its signature."""
    who = actor or keeper(team)
    consent = services.begin(actor=who, team=team, content=content(team, **terms))
    services.offer(actor=who, consent=consent)
    return consent


def drawing() -> bytes:
    """A signature as a canvas sends it."""
    out = io.BytesIO()
    Image.new("RGB", (60, 20), "white").save(out, "PNG", exif=b"Exif\x00\x00")
    return out.getvalue()


def signed(team: Team, actor: User | None = None, picture: bytes = b"", **terms: Any) -> Authorization:
    """A consent that was signed on its private link."""
    who = actor or keeper(team)
    consent = offered(team, who, **terms)
    link = services.open_link(services.make_link(actor=who, consent=consent))
    services.sign_by_link(link=link, signed=Signed("Mira Solheim", consent.shown_hash, picture=picture))
    consent.refresh_from_db()
    return consent
