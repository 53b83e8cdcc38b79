"""The access review: unused rights are found, used ones are not, and what was signed off stays as it was."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.factories import make_channel, make_organisation, make_person, make_team
from wellspoken.rooms.audit import actions
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.channels.models import ChannelGrant
from wellspoken.rooms.channels.rights import answers
from wellspoken.rooms.kernel.states import record
from wellspoken.rooms.people import selectors, services
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.evidence import canonical
from wellspoken.rooms.people.models import Grant, User
from wellspoken.rooms.people.reviewing import review, table
from wellspoken.rooms.people.roles import GRID, Right, Role
from wellspoken.rooms.people.services.reviewing import sign_off
from wellspoken.rooms.people.usage import ACTS

pytestmark = pytest.mark.django_db


def reviewed(person: User) -> Any:
    people = list(selectors.people().filter(pk=person.pk))
    return review(people, timezone.now())[0]


def long_ago(**what: Any) -> None:
    Grant.objects.update(granted_at=timezone.now() - timedelta(days=400))


def test_every_act_of_the_table_is_a_registered_act() -> None:
    for acts in ACTS.values():
        for act in acts:
            assert actions.find(act).code == act


@pytest.mark.parametrize(
    ("acts", "age", "idle"),
    [
        ([], 400, True),
        ([], 10, False),  # new: nothing to say yet
        (["review.approved"], 400, False),
        (["post.created"], 400, True),  # a right that this role does not carry
    ],
)
def test_what_is_not_used(acts: list[str], age: int, idle: bool) -> None:
    make_organisation()
    person = make_person(Role.REVIEWER, make_team())
    for act in acts:
        record(action=act, actor=person, obj=person, data={})
    Grant.objects.update(granted_at=timezone.now() - timedelta(days=age))
    (line,) = reviewed(person).lines
    assert line.idle is idle
    assert (Right.REVIEW in line.unused) == ("review.approved" not in acts)
    assert Right.VIEW not in line.unused  # seeing leaves no trace


def test_use_long_ago_is_no_use() -> None:
    make_organisation()
    person = make_person(Role.REVIEWER, make_team())
    record(action="review.approved", actor=person, obj=person, data={})
    AuditEntry.objects.update(at=timezone.now() - timedelta(days=200))
    long_ago()
    (line,) = reviewed(person).lines
    assert line.used_at is not None
    assert line.idle


@pytest.mark.parametrize("number", [1, 30])
def test_the_number_of_questions_does_not_grow(number: int, django_assert_max_num_queries: Any) -> None:
    team = make_team()
    for _n in range(number):
        make_person(Role.EDITOR, team)
    with django_assert_max_num_queries(5):
        review(list(selectors.people()), timezone.now())


def test_what_was_signed_off_stays() -> None:
    boss = make_person(Role.ADMINISTRATOR, name="Ana Boss")
    person = make_person(Role.EDITOR, make_team("Ward 4"))
    signed = sign_off(actor=boss, note="All right.")
    services.leave(actor=boss, person=person)
    signed.refresh_from_db()
    assert (signed.people, signed.grants) == (2, 2)
    assert any(row["where"] == "Ward 4" for row in signed.table)
    assert hashlib.sha256(canonical(signed.table).encode()).hexdigest() == signed.digest
    assert AuditEntry.objects.filter(action="person.access_reviewed").count() == 1
    with pytest.raises(Denied):
        sign_off(actor=make_person(Role.ADMINISTRATOR, make_team()))


def test_the_table_has_one_line_per_role() -> None:
    team = make_team()
    person = make_person(Role.EDITOR, team)
    Grant.objects.create(user=person, team=None, role=Role.AUDITOR)
    rows = table([reviewed(person)])
    assert {(row["role"], row["where"]) for row in rows} == {("editor", team.name), ("auditor", "*")}
    assert table([reviewed(make_person(None))])[0]["role"] == ""


def held(person: User, channel: Any) -> set[Right]:
    return {answer.right for answer in answers(person, channel) if answer.held}


def test_why_somebody_may_publish_here() -> None:
    team, other = make_team(), make_team()
    channel, second = make_channel(team), make_channel(team)
    person = make_person(Role.PUBLISHER, team)
    grant = person.grants.get()
    assert held(person, channel) == GRID[Role.PUBLISHER]
    assert held(person, make_channel(other)) == set()
    Grant.objects.update(all_channels=False)
    ChannelGrant.objects.create(grant=grant, channel=second)
    assert held(person, channel) == {Right.VIEW}
    assert held(person, second) == GRID[Role.PUBLISHER]
    (publish,) = [answer for answer in answers(person, channel) if answer.right is Right.PUBLISH]
    assert [(one.grant.pk, one.counts) for one in publish.because] == [(grant.pk, False)]
    User.objects.filter(pk=person.pk).update(is_active=False)
    person.refresh_from_db()
    assert held(person, second) == set()


@pytest.mark.parametrize("role", Role.values)
def test_the_page_of_rights_and_the_door_say_the_same(role: str) -> None:
    from wellspoken.rooms.channels.access import may_on

    team = make_team()
    channel = make_channel(team)
    person = make_person(role, team)
    assert held(person, channel) == {right for right in Right if may_on(person, right, channel)}
