"""Leaving, in the rooms that came later: consents, repetitions, incidents, named fields, keys made for programs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from tests.factories import make_organisation, make_person, make_post
from tests.rooms.consents.kit import offered, signed, team_with_channels
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.consents import services as consents
from wellspoken.rooms.consents.errors import LinkGone
from wellspoken.rooms.consents.services import Withdrawal
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.people import leaving, services
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.people.services.keys import KeyFacts, add_service, make_key
from wellspoken.rooms.publishing.models import Series
from wellspoken.rooms.records import telling
from wellspoken.rooms.records.models import Incident
from wellspoken.rooms.review.models import Competence, ReleaseRequest

pytestmark = pytest.mark.django_db
BOSS = SystemActor("test")


@pytest.fixture
def team() -> Team:
    make_organisation()
    return team_with_channels()


@pytest.fixture
def person(team: Team) -> User:
    return make_person(Role.PUBLISHER, team, name="Kari Leaver")


@pytest.fixture
def successor(team: Team) -> User:
    return make_person(Role.PUBLISHER, team, name="Ola Stays")


def counts(rows: list[dict[str, int]]) -> dict[str, int]:
    return {str(row["code"]): row["count"] for row in rows if row["count"]}


def series(team: Team, by: User, state: str) -> Series:
    post = make_post(team, sealed=True, state="published")
    day = timezone.localdate()
    columns: dict[str, Any] = {"every": "week", "weekdays": [0], "at": "09:00", "zone": "Europe/Oslo"}
    days = {"first": day, "last": day + timedelta(days=30)}
    return Series.objects.create(
        post=post, revision=post.current, content_hash="x", state=state, asked_by=by, **columns, **days
    )


def incident(team: Team, officer: User, state: str = "open") -> Incident:
    sealed: Any = {"what": "A name."}
    return Incident.objects.create(
        team=team, officer=officer, told_officer=officer.pk, state=state, sealed=sealed, known_at=timezone.now()
    )


def test_consents_go_over_and_links_to_sign_end(team: Team, person: User, successor: User) -> None:
    waits, done, settled = offered(team, person), signed(team, person), signed(team, person)
    consents.withdraw(actor=person, consent=settled, withdrawal=Withdrawal("mail"))
    consents.settle(actor=person, consent=settled, note="Nothing was public.")
    to_sign = consents.make_link(actor=person, consent=waits)
    to_withdraw = consents.make_link(actor=person, consent=done)
    known = sorted([done.code, settled.code])  # of the one taken back the link still shows what was agreed
    assert [one.label for one in leaving.foresee(person).secrets] == known
    departure = services.leave(actor=BOSS, person=person, successor=successor)
    for consent, owner in ((waits, successor), (done, successor), (settled, person)):
        consent.refresh_from_db()
        assert consent.made_by == owner
    with pytest.raises(LinkGone):
        consents.open_link(to_sign)
    assert consents.open_link(to_withdraw).authorization == done  # the patient can still take it back
    assert ("private_link", f"consent:{done.pk}") in departure.rotations.values_list("kind", "ref")
    assert counts(departure.handed) == {"consents": 2}
    assert counts(departure.ended) == {"consent_links": 1}


def test_without_a_right_there_nothing_goes_over(team: Team, person: User) -> None:
    stays = offered(team, person)
    viewer = make_person(Role.VIEWER, team)
    departure = services.leave(actor=BOSS, person=person, successor=viewer)
    stays.refresh_from_db()
    assert stays.made_by == person
    assert counts(departure.handed) == {}


def test_repetitions_and_wishes(team: Team, person: User, successor: User) -> None:
    going = [series(team, person, state) for state in ("asked", "running", "paused")]
    over = series(team, person, "ended")
    post = make_post(team, sealed=True)
    assert post.current is not None
    wish = ReleaseRequest.objects.create(
        post=post, revision=post.current, content_hash=post.current.content_hash, stops=1, asked_by=person
    )
    departure = services.leave(actor=BOSS, person=person, successor=successor)
    for row in (*going, wish):
        row.refresh_from_db()
        assert row.asked_by == successor
    over.refresh_from_db()
    assert over.asked_by == person
    assert counts(departure.handed) == {"series": 3, "wishes": 1}


@pytest.mark.parametrize("able", [True, False])
def test_no_incident_without_an_officer(team: Team, person: User, successor: User, able: bool) -> None:
    boss = make_person(Role.ADMINISTRATOR, team)
    if able:
        Competence.objects.create(user=successor, field="privacy")
    open_one, closed = incident(team, person), incident(team, person, "closed")
    departure = services.leave(actor=BOSS, person=person, successor=successor)
    open_one.refresh_from_db()
    closed.refresh_from_db()
    expected = successor if able else boss
    assert (open_one.officer, closed.officer) == (expected, person)
    assert counts(departure.handed) == {"incidents": 1}
    assert open_one.notes.get().sealed == {"text": expected.name}
    assert AuditEntry.objects.filter(action="incident.assigned", object_id=str(open_one.pk)).count() == 1
    telling.chore(lambda: False)
    assert [letter.to for letter in mail.outbox] == [[expected.email]]


def test_an_incident_that_nobody_can_take_stays(team: Team, person: User) -> None:
    row = incident(team, person)
    departure = services.leave(actor=BOSS, person=person)
    row.refresh_from_db()
    assert row.officer == person
    assert counts(departure.handed) == {}


def test_fields_end_and_do_not_come_back(team: Team, person: User) -> None:
    for field in ("privacy", "medical"):
        Competence.objects.create(user=person, field=field)
    departure = services.leave(actor=BOSS, person=person)
    assert counts(departure.ended) == {"competences": 2}
    services.reactivate(actor=BOSS, person=person)
    assert not Competence.objects.filter(user=person).exists()
    assert AuditEntry.objects.filter(action="competence.unnamed").count() == 2


def test_keys_made_for_programs_are_listed(team: Team) -> None:
    boss, other = make_person(Role.ADMINISTRATOR), make_person(Role.ADMINISTRATOR)
    program = add_service(actor=boss, name="Website")
    for actor, name in ((boss, "Mine"), (other, "Theirs")):
        make_key(actor=actor, person=program, facts=KeyFacts(name, ["read"]))
    own = make_key(actor=boss, person=boss, facts=KeyFacts("Own", ["read"])).row
    departure = services.leave(actor=BOSS, person=boss, successor=other)
    row = departure.rotations.get(kind="program_key")
    assert row.label.startswith("Website · Mine (wsp_")
    own.refresh_from_db()
    assert own.ended_at is not None
