"""What a channel tells people about their data: noted by a person, owed in Europe, counted in Norway."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_channel, make_organisation, make_person, make_team
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.channels.data_notes import lacking, note_of
from wellspoken.rooms.channels.models import Channel, DataNote
from wellspoken.rooms.channels.services import BadNote, Said, note_data
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.people.roles import Role

GOOD = Said("https://example.org/privacy", "To answer questions; legitimate interest.", 12)


@pytest.fixture
def channel(db: None) -> Channel:
    make_organisation()
    return make_channel(make_team(country="no"), "bluesky", remote_id="did:plc:elm")


def test_it_is_noted_changed_and_on_the_record(channel: Channel) -> None:
    owner = make_person(Role.ADMINISTRATOR)
    note_data(actor=owner, channel=channel, said=GOOD)
    note_data(actor=owner, channel=channel, said=Said(GOOD.notice, GOOD.purpose, 6, linked=True))
    note = DataNote.objects.get()
    assert (note.keep_months, note.linked, note.noted_by) == (6, True, owner)
    assert AuditEntry.objects.filter(action="channel.data_noted").count() == 2


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Said("javascript:alert(1)", "why", 12), "notice"),
        (Said("https://", "why", 12), "notice"),
        (Said("https://example.org/" + "a" * 500, "why", 12), "notice"),
        (Said("https://example.org", "  ", 12), "purpose"),
        (Said("https://example.org", "x" * 2001, 12), "purpose"),
        (Said("https://example.org", "why", 0), "keep_months"),
        (Said("https://example.org", "why", 121), "keep_months"),
    ],
)
def test_what_cannot_stand(channel: Channel, said: Said, field: str) -> None:
    with pytest.raises(BadNote) as error:
        note_data(actor=make_person(Role.ADMINISTRATOR), channel=channel, said=said)
    assert error.value.field == field
    assert note_of(channel) is None


def test_only_those_who_look_after_channels(channel: Channel) -> None:
    with pytest.raises(Denied):
        note_data(actor=make_person(Role.EDITOR, channel.team), channel=channel, said=GOOD)


@pytest.mark.parametrize(
    ("country", "noted", "linked", "network", "owes"),
    [
        ("us", False, False, "bluesky", ""),
        ("no", False, False, "bluesky", "note"),
        ("de", True, False, "bluesky", "link"),
        ("no", True, False, "newsroom", ""),
        ("no", True, True, "bluesky", ""),
    ],
)
def test_who_owes_what(country: str, noted: bool, linked: bool, network: str, owes: str) -> None:
    note = DataNote(linked=linked, noted_at=timezone.now() - timedelta(days=1)) if noted else None
    assert lacking(Channel(network=network, team=Team(country=country)), note) == owes


def test_its_pages(client: Client, channel: Channel) -> None:
    client.force_login(make_person(Role.ADMINISTRATOR))
    page, form = f"/channels/{channel.pk}/", f"/channels/{channel.pk}/data/"
    assert "No privacy notice is noted for this channel." in client.get(page).content.decode()
    assert "Nothing Norwegian went out here" in client.get(form).content.decode()
    wrong = client.post(form, {"notice": "not an address", "purpose": "", "keep_months": "0"})
    assert wrong.status_code == 422
    sent = {"notice": GOOD.notice, "purpose": GOOD.purpose, "keep_months": "6"}
    assert client.post(form, sent)["Location"] == page
    assert "Nobody has said yet that the page itself links the notice." in client.get(page).content.decode()
    client.post(form, {**sent, "linked": "on"})
    assert "Nobody has said" not in client.get(page).content.decode()


def test_a_newsroom_links_it_for_its_readers(client: Client, channel: Channel) -> None:
    room = make_channel(channel.team, slug="elm")
    before = client.get("/newsroom/elm/")
    note_data(actor=make_person(Role.ADMINISTRATOR), channel=room, said=GOOD)
    after = client.get("/newsroom/elm/", headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert GOOD.notice in after.content.decode()
    assert GOOD.notice not in before.content.decode()
