"""The page that follows a withdrawal: what was stopped, what is public, clocks, and the proof at its end."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_body, make_channel, make_organisation, make_person, make_team
from tests.publishing_kit import approve
from tests.rooms.consents.kit import signed
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.consents import services
from wellspoken.rooms.consents.models import Authorization
from wellspoken.rooms.consents.uses import Use
from wellspoken.rooms.content.services import create_post
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    make_organisation()
    team = make_team(country="id")
    make_channel(team, "bluesky")
    make_channel(team, "mastodon")
    return make_person(Role.PUBLISHER, team)


@pytest.fixture
def consent(person: User) -> Authorization:
    """A consent used by a post that is live on one channel and waits on another, then taken back by its link."""
    grant = person.grants.get()
    assert grant.team is not None
    made = signed(grant.team, person)
    channels = tuple(made.channels)
    body = make_body(channels=channels, consents=(Use(made.pk, "health", ("story",)),))
    post = create_post(actor=person, team=made.team, body=body)
    out, _waits = approve(post)
    Delivery.objects.filter(pk=out.pk).update(state="live", url="https://social.example.org/1", live_at=timezone.now())
    type(post).objects.filter(pk=post.pk).update(state="published")
    Delivery.objects.exclude(pk=out.pk).update(state="scheduled", reason="")
    services.withdraw_by_link(link=services.open_link(services.make_link(actor=person, consent=made)))
    made.refresh_from_db()
    return made


@pytest.fixture
def client(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def said(answer: Any) -> str:
    return str(answer.content.decode())


def test_what_is_stopped_what_is_public_and_the_clock(client: Client, consent: Authorization) -> None:
    page = said(client.get(reverse("consent_withdrawal", args=[consent.pk])))
    for words in ("Stopped before it went out", "Public: to be taken down", "3 x 24 hours", "UU 27/2022"):
        assert words in page
    post = Delivery.objects.first()
    assert post is not None
    assert f"{reverse('post_take_down', args=[post.post_id])}?cause=withdrawal" in page
    assert "Where it was used" in said(client.get(reverse("consent", args=[consent.pk])))
    form = said(client.get(reverse("post_take_down", args=[post.post_id]) + "?cause=withdrawal"))
    assert '<option value="withdrawal" selected>' in form


def test_it_is_confirmed_only_when_nothing_is_public(client: Client, person: User, consent: Authorization) -> None:
    where = reverse("consent_withdrawal", args=[consent.pk])
    assert client.post(where, {"note": "All of it is gone."}).status_code == 422
    Delivery.objects.filter(state="live").update(state="withdrawing")
    assert client.post(where, {"note": "All of it is gone."}).status_code == 422
    Delivery.objects.filter(state="withdrawing").update(state="withdrawn")
    assert client.post(where, {"note": ""}).status_code == 422
    assert client.post(where, {"note": "All of it is gone."}).status_code == 302
    consent.refresh_from_db()
    assert consent.settled_by == person
    page = said(client.get(where))
    assert "All of it is gone." in page
    assert "Proof" in page
    assert AuditEntry.objects.filter(action="consent.settled").count() == 1
    client.post(where, {"note": "Once more."})
    assert AuditEntry.objects.filter(action="consent.settled").count() == 1


def test_before_a_withdrawal_there_is_nothing_to_do(client: Client, person: User) -> None:
    grant = person.grants.get()
    assert grant.team is not None
    other = signed(grant.team, person)
    answer = client.get(reverse("consent_withdrawal", args=[other.pk]))
    assert answer["Location"] == reverse("consent", args=[other.pk])


def test_a_withdrawal_by_link_is_told_by_mail_and_in_the_list(
    client: Client, person: User, django_capture_on_commit_callbacks: Any
) -> None:
    grant = person.grants.get()
    assert grant.team is not None
    made = signed(grant.team, person)
    link = services.open_link(services.make_link(actor=person, consent=made))
    bystander = make_person(Role.EDITOR, grant.team)
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw_by_link(link=link, note="Mira changed her mind.")
    assert person.email in {address for letter in mail.outbox for address in letter.to}
    assert bystander.email not in {address for letter in mail.outbox for address in letter.to}
    assert not [letter for letter in mail.outbox if "Mira" in letter.body + letter.subject]
    where = reverse("consent_withdrawal", args=[made.pk])
    assert where in said(client.get(reverse("consents")))
    client.post(where, {"note": "Nothing was public."})
    assert where not in said(client.get(reverse("consents")))
