"""Erasing a person's data: nothing of the name is left where it can go, what stays says why, the chain is whole."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.test import Client
from django.utils import timezone

from tests.factories import PASSWORD, make_body, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.verify import verify
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.people import erasing, evidence, services
from wellspoken.rooms.people.access import Denied, get_erasure
from wellspoken.rooms.people.erasing import Part
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import DirectoryPerson, Erasure, Organisation, OutsideAccount, Team, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.people.services.erasing import erase
from wellspoken.rooms.people.services.keys import KeyFacts, make_key
from wellspoken.rooms.people.services.sessions import Visit, note_visit
from wellspoken.rooms.records.models import Export, Incident, IncidentNote
from wellspoken.rooms.review.models import Comment

pytestmark = pytest.mark.django_db
BOSS = SystemActor("test")
NAME, EMAIL, WHY = "Kåre Quill-Østby", "kaare.quill@example.org", "Asked by letter, GDPR art. 17."
#: where the name may stay: each is said on the page with its reason
STAYS = {"audit.AuditEntry", "people.Departure", "people.AccessReview", "records.Edition"}


@pytest.fixture
def team() -> Team:
    make_organisation(staff=["Mira Solheim", NAME])
    return make_team()


@pytest.fixture
def person(team: Team) -> User:
    """Somebody who left traces everywhere, and then left."""
    who = make_person(Role.EDITOR, team, name=NAME, email=EMAIL, job="Writer of leaflets")
    boss = make_person(Role.ADMINISTRATOR)
    note_visit(person=who, visit=Visit("s" * 32, "192.0.2.7", "Firefox"))
    make_key(actor=who, person=who, facts=KeyFacts("Mine", ["read"]))
    services.make_feed_key(actor=who)
    OutsideAccount.objects.create(user=who, issuer="https://login.example.org", subject=EMAIL)
    said: Any = {"displayName": NAME}
    DirectoryPerson.objects.create(user=who, user_name=EMAIL, user_key=EMAIL, said=said)
    post = make_post(team, who, make_body())
    for text in (f"Thanks, @{NAME}!", "kåre quill-østby or somebody else?", "Fine."):
        Comment.objects.create(post=post, revision=post.current, text=text, by=boss)
    record(action="post.reopened", actor=boss, obj=post, personal={"reason": f"{NAME} said so"})
    record(action="post.reopened", actor=boss, obj=post, personal={"reason": "Nothing to do with it"})
    what: Any = {"what": "A name."}
    incident = Incident.objects.create(team=team, sealed=what, known_at=timezone.now())
    line: Any = {"text": NAME}
    IncidentNote.objects.create(incident=incident, kind="officer", sealed=line)
    services.leave(actor=boss, person=who)
    who.refresh_from_db()
    return who


def tables_with(*words: str) -> set[str]:
    """Labels of tables in which any of the words still stands, sealed columns opened."""
    found = set()
    for model in apps.get_models():
        for row in model._default_manager.all():
            values = [getattr(row, field.attname) for field in model._meta.concrete_fields]
            text = json.dumps([v for v in values if not isinstance(v, models.Model)], default=str, ensure_ascii=False)
            if any(word.casefold() in text.casefold() for word in words):
                found.add(model._meta.label)
    return found


def test_the_name_is_gone_where_it_can_go(person: User) -> None:
    assert {"people.User", "review.Comment", "people.Organisation", "records.IncidentNote"} <= tables_with(NAME, EMAIL)
    made = erase(actor=BOSS, person=person, reason=WHY)
    assert tables_with(NAME, EMAIL, "Writer of leaflets", "192.0.2.7") <= STAYS
    assert verify().ok
    assert not AuditEntry.objects.filter(personal__icontains="quill").exists()
    assert AuditEntry.objects.filter(personal__icontains="Nothing to do").exists()
    assert (person.name, person.email) == (f"Former colleague {person.pk}", f"erased-{person.pk}@erased.invalid")
    texts = set(Comment.objects.values_list("text", flat=True))
    assert texts == {f"Thanks, @{person.name}!", f"{person.name} or somebody else?", "Fine."}
    assert Organisation.objects.get().staff == ["Mira Solheim"]
    assert person.posts.count() == 1  # type: ignore[attr-defined]  # what they wrote stays, under the other name
    assert {one["code"]: one["count"] for one in made.kept}["departures"] == 1


def test_the_paper_proves_it_and_names_nobody(person: User) -> None:
    made = erase(actor=BOSS, person=person, reason=f"{NAME} asked for it.")
    paper = evidence.paper(made)
    assert evidence.is_whole(paper)
    assert "quill" not in json.dumps(paper, ensure_ascii=False).casefold()
    told = json.loads(paper["evidence"])
    assert told["account"] == f"person:{person.pk}"
    entry = AuditEntry.objects.get(action="person.erased")
    assert told["audit"] == [{"seq": entry.seq, "action": entry.action, "hash": entry.hash}]
    assert entry.object_label == f"Former colleague {person.pk}"
    Erasure.objects.update(evidence=paper["evidence"].replace("person:", "person:9"))
    made.refresh_from_db()
    assert not evidence.is_whole(evidence.paper(made))


def test_every_table_that_names_them_by_number_is_listed(person: User) -> None:
    listed = dict(erasing.held(person).rows)
    assert listed["content.post"] == 1
    assert listed["people.departure"] == 1
    assert "review.comment" not in listed  # somebody else wrote those


@pytest.mark.parametrize("state", ["here", "not handed over", "twice", "short"])
def test_not_before_everything_is_handed_over(team: Team, person: User, state: str) -> None:
    reason, code = WHY, "still_here"
    if state == "here":
        services.reactivate(actor=BOSS, person=person)
    elif state == "not handed over":
        person.departures.update(finished_at=None)
    elif state == "twice":
        erase(actor=BOSS, person=person, reason=WHY)
        code = "erased"
    else:
        reason, code = " short ", "why"
    with pytest.raises(PeopleProblem) as caught:
        erase(actor=BOSS, person=person, reason=reason)
    assert caught.value.code == code


def test_who_may(team: Team, person: User) -> None:
    for actor in (make_person(Role.ADMINISTRATOR, team), make_person(Role.PUBLISHER), person):
        with pytest.raises(Denied):
            erase(actor=actor, person=person, reason=WHY)
    boss = make_person(Role.ADMINISTRATOR)
    with pytest.raises(Denied):
        erase(actor=boss, person=boss, reason=WHY)
    made = erase(actor=boss, person=person, reason=WHY)
    with pytest.raises(Denied):
        get_erasure(AnonymousUser(), made.pk)


def test_there_is_no_way_back(person: User) -> None:
    erase(actor=BOSS, person=person, reason=WHY)
    with pytest.raises(PeopleProblem):
        services.reactivate(actor=BOSS, person=person)
    client = Client()
    assert not client.login(email=EMAIL, password=PASSWORD)


def test_all_or_nothing(person: User) -> None:
    def broken(told: erasing.Erasing) -> int:
        raise RuntimeError("out of order")

    erasing.at_erasing(Part("broken", lambda n: f"{n} things", lambda who: 1, broken))
    try:
        with pytest.raises(RuntimeError):
            erase(actor=BOSS, person=person, reason=WHY)
    finally:
        del erasing._parts["broken"]
    person.refresh_from_db()
    assert person.name == NAME
    assert Comment.objects.filter(text__contains=NAME).exists()
    assert not Erasure.objects.exists()


def test_exports_made_before_go_too(person: User, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    made = Export.objects.create(state="done")
    made.place.parent.mkdir(parents=True)
    made.place.write_bytes(b"PK")
    erase(actor=BOSS, person=person, reason=WHY)
    made.refresh_from_db()
    assert (made.state, made.place.exists()) == ("gone", False)


def test_the_pages(person: User, client: Client) -> None:
    client.force_login(make_person(Role.ADMINISTRATOR))
    where = f"/settings/people/{person.pk}/erase/"
    page = client.get(where).content.decode()
    for words in ("Goes, for good", "The account: name", "45 CFR 164.312(b)", "First, the reason", "2 comments"):
        assert words in page
    assert client.post(where, {"reason": "short"}).status_code == 422
    sure = client.post(where, {"reason": WHY})
    assert "Are you sure?" in sure.content.decode()
    assert client.post(where, {"reason": WHY, "address": "other@example.org"}).status_code == 422
    assert not Erasure.objects.exists()
    done = client.post(where, {"reason": WHY, "address": f" {EMAIL.upper()} "}, follow=True)
    paper = done.content.decode()
    assert "The signature fits" in paper
    assert NAME not in paper
    made = Erasure.objects.get()
    assert client.get(where)["Location"] == f"/settings/people/erasures/{made.pk}/"
    assert client.get(f"/settings/people/erasures/{made.pk}/file/").json()["sha256"] == made.digest
    assert client.post(f"/settings/people/{person.pk}/return/", follow=True).status_code == 200
    person.refresh_from_db()
    assert not person.is_active
