"""Incidents: evidence, takedown, clocks, the officer, the timeline, and what must be sealed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from tests.factories import make_organisation, make_person, make_post, make_team
from wellspoken.rooms.audit.chain import digest
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.verify import verify
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.records import incidents, services, telling
from wellspoken.rooms.records.models import Incident, KeptPicture
from wellspoken.rooms.records.services import Report
from wellspoken.rooms.review.models import Competence

pytestmark = pytest.mark.django_db
WHAT = "Ola Nordmann's chart is to be read on the screen behind the nurse."
DONE = "The post is gone and he was told."


@pytest.fixture
def post(published):
    make_organisation()
    return published()


@pytest.fixture
def boss(post):
    return make_person(Role.ADMINISTRATOR, post.team)


def report(actor, about, **more):
    return services.report_exposure(actor=actor, about=about, report=Report(WHAT, people="Ola Nordmann", **more))


def test_the_report_keeps_evidence_takes_down_and_starts_the_clocks(post, boss):
    publisher = make_person(Role.PUBLISHER, post.team)
    incident = report(publisher, post, remove=True, public_reason="It was not ours to show.")
    assert incident.officer == boss
    kept = incident.evidence
    assert [one["content"]["text"] for one in kept["shown"]]
    assert kept["deliveries"][0]["url"].startswith("https://social.example.org/")
    assert digest(kept) == incident.evidence_sha256
    assert AuditEntry.objects.get(action="incident.reported").data["sha256"] == incident.evidence_sha256
    assert KeptPicture.objects.exists()
    assert set(Delivery.objects.filter(post=post).values_list("state", flat=True)) <= {"withdrawing", "withdrawn"}
    assert AuditEntry.objects.get(action="takedown.asked").data["cause"] == "exposure"
    assert verify().ok


@pytest.mark.parametrize(
    ("countries", "expected"),
    [
        (["us"], {"HIPAA-BREACH-1": timedelta(days=60)}),
        (["no"], {"GDPR-4": timedelta(hours=72)}),
        (["id"], {"ID-PDP-3": timedelta(hours=72)}),
        (["us", "id"], {"HIPAA-BREACH-1": timedelta(days=60), "ID-PDP-3": timedelta(hours=72)}),
    ],
)  # fmt: skip
def test_clocks_run_from_when_it_was_known(countries, expected):
    known = datetime(2026, 11, 1, 9, tzinfo=UTC)
    incident = Incident(countries=countries, known_at=known)
    for lang in ("en", "nb", "id"):
        found = {c.duty.id: c.duty.by - known for c in incidents.clocks(incident, [], lang, known) if c.duty.by}
        assert expected.items() <= found.items()
    halfway = known + timedelta(hours=36)
    shares = {c.duty.id: c.share for c in incidents.clocks(incident, [], "en", halfway)}
    assert all(shares[name] == round(100 * timedelta(hours=36) / span) for name, span in expected.items())
    later = incidents.clocks(incident, [], "en", known + timedelta(days=61))
    assert all(c.late for c in later if c.duty.by)
    assert incidents.next_end(incident) == known + min(expected.values())
    assert incidents.next_end(incident, [c.duty.id for c in later]) is None


def test_nothing_of_it_stands_in_the_open(post, boss):
    incident = report(boss, post)
    services.note(actor=boss, incident=incident, text="Ola Nordmann's daughter called.")
    telling.chore(lambda: False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM records_incident")
        rows = str(cursor.fetchall())
        cursor.execute("SELECT * FROM records_incidentnote")
        rows += str(cursor.fetchall())
    log = json.dumps([[e.data, e.personal, e.object_label] for e in AuditEntry.objects.all()])
    mails = "".join(str(m.message()) for m in mail.outbox)
    assert mail.outbox
    for place in (rows, log, mails):
        assert "Nordmann" not in place
        assert "chart" not in place


def test_the_privacy_officer_comes_before_administrators_and_is_told_once(post, boss):
    named = make_person(Role.REVIEWER, post.team, language="nb")
    Competence.objects.create(user=named, field="privacy")
    elsewhere = make_person(Role.REVIEWER, make_team())
    Competence.objects.create(user=elsewhere, field="privacy")
    incident = report(make_person(Role.VIEWER, post.team), post)
    assert incident.officer == named
    for _ in range(2):
        telling.chore(lambda: False)
    assert [m.to for m in mail.outbox] == [[named.email]]
    services.assign(actor=named, incident=incident, officer=boss)
    telling.chore(lambda: False)
    assert mail.outbox[-1].to == [boss.email]
    with pytest.raises(Denied):
        services.assign(actor=boss, incident=incident, officer=elsewhere)


def test_a_mail_that_fails_is_sent_later(post, boss, monkeypatch):
    report(boss, post)

    def broken(*_args):
        raise OSError("no server")

    with monkeypatch.context() as patch:
        patch.setattr(telling, "send_mail", broken)
        with pytest.raises(OSError, match="no server"):
            telling.chore(lambda: False)
    telling.chore(lambda: False)
    assert len(mail.outbox) == 1


def test_who_may_report_take_down_know_and_act(post, boss):
    viewer, editor = make_person(Role.VIEWER, post.team), make_person(Role.EDITOR, post.team)
    stranger = make_person(Role.ADMINISTRATOR, make_team())
    with pytest.raises(Denied):
        report(viewer, post, remove=True)
    with pytest.raises(Denied):
        report(stranger, post)
    incident = report(viewer, post)
    for person, knows in ((viewer, True), (boss, True), (editor, False), (stranger, False)):
        assert incidents.visible(person).filter(pk=incident.pk).exists() is knows
    with pytest.raises(NotThere):
        incidents.get_incident(editor, incident.pk)
    services.note(actor=viewer, incident=incident, text="It was seen by a visitor.")
    for person in (viewer, editor, make_person(Role.AUDITOR, post.team)):
        for act in (
            lambda who: services.close(actor=who, incident=incident, done=DONE),
            lambda who: services.answer_duty(actor=who, incident=incident, duty="GDPR-4", done=True, text=DONE),
            lambda who: services.assign(actor=who, incident=incident, officer=boss),
        ):
            with pytest.raises(Denied):
                act(person)


def test_closing_needs_an_answer_to_every_duty_and_words(post, boss):
    incident = report(boss, post)
    with pytest.raises(services.DutiesOpen) as open_:
        services.close(actor=boss, incident=incident, done=DONE)
    with pytest.raises(services.ReasonTooShort):
        services.close(actor=boss, incident=incident, done="ok")
    with pytest.raises(StateConflict):
        services.answer_duty(actor=boss, incident=incident, duty="NO-SUCH", done=True, text=DONE)
    for duty in open_.value.duties:
        services.answer_duty(actor=boss, incident=incident, duty=duty, done=False, text="The risk is low, because…")
    assert all(c.open for c in incidents.clocks(incident, incident.notes.all(), "en"))
    services.answer_duty(actor=boss, incident=incident, duty="HIPAA-BREACH-1", done=True, text=DONE)
    shown = {c.duty.id: (c.open, len(c.answers)) for c in incidents.clocks(incident, incident.notes.all(), "en")}
    assert shown["HIPAA-BREACH-1"] == (False, 2)
    assert [one.pk for one, _end in incidents.open_for(boss)] == [incident.pk]
    services.close(actor=boss, incident=incident, done=DONE)
    assert incident.sealed["done"] == DONE
    assert incidents.open_for(boss) == []
    with pytest.raises(StateConflict):
        services.close(actor=boss, incident=incident, done=DONE)
    services.reopen(actor=boss, incident=incident, text="A second copy was found.")
    assert incident.state == "open"
    assert verify().ok


def test_what_is_known_later_is_not_from_the_future(post, boss):
    incident = report(boss, post, known_at=timezone.now() + timedelta(days=3))
    assert incident.known_at <= timezone.now()
    earlier = timezone.now() - timedelta(days=2)
    assert report(boss, post, known_at=earlier).known_at == earlier


def test_something_without_a_post_and_a_draft_can_be_reported(net):
    make_organisation()
    team = make_team()
    boss = make_person(Role.ADMINISTRATOR, team)
    assert report(boss, team).evidence is None
    draft = make_post(team)
    publisher = make_person(Role.PUBLISHER, team)
    incident = report(publisher, draft, remove=True)  # nothing of it is out: the report stands all the same
    assert incident.evidence["versions"]
    with pytest.raises(services.ReasonTooShort):
        services.report_exposure(actor=boss, about=team, report=Report("short"))
