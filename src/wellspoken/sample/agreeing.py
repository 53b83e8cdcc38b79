"""The sample's consents: asked, signed on a private link, and one of them taken back. The people are invented."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from wellspoken.rooms.consents import services
from wellspoken.rooms.consents.elements import Content, Facts, Terms
from wellspoken.rooms.consents.models import PrivateLink
from wellspoken.rooms.consents.services import Signed
from wellspoken.rooms.consents.uses import Use
from wellspoken.rooms.people.models import Team, User

LASTS = timedelta(days=730)


def agree(actor: User, team: Team, said: dict[str, Any], channels: tuple[int, ...]) -> PrivateLink:
    """A consent as the data says, signed by the person; returns their private link."""
    facts = Facts(name=said["name"], born=said["born"], details=said["details"])
    terms = Terms(
        information=tuple(said["information"]),
        purposes=(said["purpose"],),
        channels=channels,
        discloser=team.name,
        audience=said["audience"],
        expires_on=timezone.localdate() + LASTS,
        language=team.language,
    )
    consent = services.begin(actor=actor, team=team, content=Content(facts, terms))
    services.offer(actor=actor, consent=consent)
    link = services.open_link(services.make_link(actor=actor, consent=consent))
    services.sign_by_link(link=link, signed=Signed(said["name"], consent.shown_hash))
    return link


def use_of(link: PrivateLink) -> Use:
    """Everything the consent allows, for its one purpose."""
    consent = link.authorization
    return Use(consent.pk, consent.purposes[0], tuple(sorted(consent.information)))


def take_back(link: PrivateLink, note: str) -> None:
    """The person takes it back on their link."""
    services.withdraw_by_link(link=PrivateLink.objects.select_related("authorization__team").get(pk=link.pk), note=note)
