"""Erasing what names a patient: not before the law lets it, never by itself, and then all of it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.factories import make_organisation, make_person
from tests.rooms.consents.kit import content, drawing, keeper, offered, signed, team_with_channels
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.verify import verify
from wellspoken.rooms.consents import services
from wellspoken.rooms.consents.errors import BadConsent
from wellspoken.rooms.consents.models import Authorization, PrivateLink, Signature
from wellspoken.rooms.consents.services import Withdrawal
from wellspoken.rooms.consents.services.erasing import erasable_from, erase, hinders
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db
WHY = "Asked by letter, GDPR art. 17."


@pytest.fixture
def team() -> Team:
    make_organisation()
    return team_with_channels()


def over(team: Team, *, settled: bool = True) -> Authorization:
    """A consent that was signed with a drawing, and taken back."""
    who = keeper(team)
    consent = signed(team, who, picture=drawing())
    services.withdraw(actor=who, consent=consent, withdrawal=Withdrawal("mail", note="Mira Solheim wrote to us."))
    if settled:
        services.settle(actor=who, consent=consent, note="Mira Solheim's story is gone.")
    consent.refresh_from_db()
    return consent


def text_of(consent: Authorization) -> str:
    signature = Signature.objects.filter(authorization=consent).values_list("sealed", flat=True)
    kept: list[Any] = [consent.sealed, consent.shown, consent.hold_reason, list(signature)]
    kept += list(AuditEntry.objects.values_list("personal", flat=True))
    return json.dumps(kept, ensure_ascii=False, default=str)


def test_all_of_it_goes_after_six_years(team: Team) -> None:
    consent = over(team)
    assert "Mira Solheim" in text_of(consent)
    assert hinders(consent) == "keep"
    day = erasable_from(consent)
    assert day is not None
    assert day.year == timezone.localdate().year + 6
    with pytest.raises(StateConflict):
        erase(actor=keeper(team), consent=consent, reason=WHY)
    with time_machine.travel(timezone.now() + timedelta(days=6 * 366)):
        erase(actor=keeper(team), consent=consent, reason=WHY)
        assert "Mira Solheim" not in text_of(consent)
        assert (consent.facts.name, consent.shown) == ("", None)
        assert not PrivateLink.objects.filter(authorization=consent).exists()
        assert verify().ok
        assert AuditEntry.objects.filter(action="consent.signed").exists()  # that it was signed stays
        with pytest.raises(StateConflict):
            erase(actor=keeper(team), consent=consent, reason=WHY)


@pytest.mark.parametrize("state", ["offered", "signed", "not settled", "held"])
def test_what_stands_in_the_way(team: Team, state: str) -> None:
    made = {
        "offered": lambda: offered(team),
        "signed": lambda: signed(team),
        "not settled": lambda: over(team, settled=False),
        "held": lambda: over(team),
    }[state]()
    if state == "held":
        Authorization.objects.filter(pk=made.pk).update(hold=True)
    with time_machine.travel(timezone.now() + timedelta(days=40 * 366)):
        made.refresh_from_db()
        assert erasable_from(made) is None
        with pytest.raises(StateConflict):
            erase(actor=keeper(team), consent=made, reason=WHY)


def test_what_nobody_signed_goes_at_once(team: Team) -> None:
    who = keeper(team)
    draft = services.begin(actor=who, team=team, content=content(team))
    with pytest.raises(BadConsent):
        erase(actor=who, consent=draft, reason="short")
    for stranger in (make_person(Role.ADMINISTRATOR, team), keeper(team_with_channels())):
        with pytest.raises(Denied):
            erase(actor=stranger, consent=draft, reason=WHY)
    erase(actor=who, consent=draft, reason=WHY)
    assert draft.facts.name == ""


def test_the_page(team: Team, client: Client) -> None:
    who = keeper(team)
    client.force_login(who)
    kept, draft = over(team), services.begin(actor=who, team=team, content=content(team))
    page = client.get(f"/consents/{kept.pk}/erase/").content.decode()
    assert "six years" in page
    assert "Go on" not in page
    where = f"/consents/{draft.pk}/erase/"
    assert client.post(where, {"reason": "short"}).status_code == 422
    assert "Are you sure?" in client.post(where, {"reason": WHY}).content.decode()
    assert client.post(where, {"reason": WHY, "code": "C-XXXXXX"}).status_code == 422
    done = client.post(where, {"reason": WHY, "code": draft.code.lower()}, follow=True).content.decode()
    assert "What named the person was erased" in done
    assert "Mira Solheim" not in done
    assert client.get(f"/consents/{kept.pk}/signature/").status_code == 200
