"""People come, get roles, change themselves and leave; each act is in the audit log, refused ones are not."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from tests.factories import make_channel, make_organisation, make_person, make_team
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.channels.selectors import named_channels
from wellspoken.rooms.channels.services import limit_roles
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.people import selectors, services
from wellspoken.rooms.people.access import Denied, may
from wellspoken.rooms.people.errors import SENTENCES, PeopleProblem
from wellspoken.rooms.people.models import Grant, Organisation, Team, User
from wellspoken.rooms.people.roles import Right, Role
from wellspoken.rooms.people.services import OrganisationFacts, PersonSettings, TeamFacts

pytestmark = pytest.mark.django_db
PERSON = PersonSettings(name="Ana Berg", language="nb", time_zone="Europe/Oslo")


def set_up(**changes: object) -> services.Founding:
    values: dict[str, object] = {
        "facts": OrganisationFacts(name="Elm & Harbour Health", countries=["no"], languages=["nb"]),
        "team": TeamFacts(name="Havnesykehuset", time_zone="Europe/Oslo"),
        "email": "Ana@Example.org",
        "password": "correct horse battery",
        "person": PERSON,
    }
    return services.set_up_organisation(**{**values, **changes})  # type: ignore[arg-type]


def actions() -> list[str]:
    return list(AuditEntry.objects.values_list("action", flat=True))


def test_set_up_makes_everything_once() -> None:
    founding = set_up()
    assert founding.administrator.email == "ana@example.org"
    assert founding.administrator.check_password("correct horse battery")
    assert founding.team.place == "Oslo"
    assert founding.team.slug == "havnesykehuset"
    assert may(founding.administrator, Right.PEOPLE, founding.team)
    assert "organisation.created" in actions()
    with pytest.raises(PeopleProblem) as caught:
        set_up(email="other@example.org")
    assert caught.value.code == "already_set_up"
    assert Organisation.objects.count() == 1
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"facts": OrganisationFacts(name="\u200b\u202e")}, "name"),
        ({"facts": OrganisationFacts(name="A", languages=["xx"])}, "language"),
        ({"facts": OrganisationFacts(name="A", time_zone="Mars/Base")}, "time_zone"),
        ({"team": TeamFacts(name="  ")}, "name"),
        ({"team": TeamFacts(name="T", time_zone="../etc/passwd")}, "time_zone"),
        ({"person": PersonSettings(name="\x00")}, "name"),
    ],
)
def test_a_refused_set_up_leaves_nothing(changes: dict[str, object], code: str) -> None:
    with pytest.raises(PeopleProblem) as caught:
        set_up(**changes)
    assert caught.value.code == code
    assert caught.value.sentence
    assert (Organisation.objects.count(), Team.objects.count(), User.objects.count()) == (0, 0, 0)
    assert actions() == []


@pytest.mark.django_db(transaction=True)
def test_two_set_ups_at_once_make_one_organisation() -> None:
    outcomes: list[str] = []
    gate = threading.Barrier(4)

    def one(number: int) -> None:
        gate.wait()
        try:
            set_up(email=f"p{number}@example.org")
            outcomes.append("made")
        except PeopleProblem as problem:
            outcomes.append(problem.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["already_set_up"] * 3 + ["made"]
    assert Organisation.objects.count() == 1


def test_adding_needs_the_right_and_a_new_address() -> None:
    administrator, editor = make_person(Role.ADMINISTRATOR), make_person(Role.EDITOR)
    person = services.add_person(actor=administrator, email="New@example.org", name=" Siti \u200b Rahma ")
    assert (person.email, person.name, person.has_usable_password()) == ("new@example.org", "Siti Rahma", False)
    with pytest.raises(PeopleProblem) as caught:
        services.add_person(actor=administrator, email="NEW@example.org", name="Other")
    assert caught.value.code == "email_taken"
    with pytest.raises(Denied):
        services.add_person(actor=editor, email="x@example.org", name="X")
    assert actions() == ["person.added"]


def test_the_audit_log_holds_no_address() -> None:
    services.add_person(actor=SystemActor("test"), email="secret@example.org", name="Siti")
    assert "secret@example.org" not in str(list(AuditEntry.objects.values_list("data", "object_label")))


def test_team_administrators_give_roles_in_their_team_only() -> None:
    mine, other = make_team(), make_team()
    head, person = make_person(Role.ADMINISTRATOR, mine), make_person(None)
    services.grant(actor=head, user=person, team=mine, role=Role.EDITOR)
    assert may(person, Right.WRITE, mine)
    for team in (other, None):
        with pytest.raises(Denied):
            services.grant(actor=head, user=person, team=team, role=Role.VIEWER)
    with pytest.raises(PeopleProblem):
        services.grant(actor=head, user=person, team=mine, role="emperor")


def test_giving_twice_is_one_grant_and_one_entry() -> None:
    team, person = make_team(), make_person(None)
    for _time in range(2):
        services.grant(actor=SystemActor("test"), user=person, team=team, role=Role.EDITOR)
    assert person.grants.count() == 1
    assert actions() == ["person.granted"]


def test_set_roles_makes_them_so() -> None:
    administrator, team, other, person = make_person(Role.ADMINISTRATOR), make_team(), make_team(), make_person(None)
    for place, role in ((team, Role.VIEWER), (team, Role.EDITOR), (other, Role.AUDITOR)):
        services.grant(actor=administrator, user=person, team=place, role=role)
    services.set_roles(actor=administrator, user=person, wanted={team: ["editor", "reviewer"], None: []})
    held = set(person.grants.values_list("team", "role"))
    assert held == {(team.pk, "editor"), (team.pk, "reviewer"), (other.pk, "auditor")}


def test_the_last_administrator_stays() -> None:
    administrator = make_person(Role.ADMINISTRATOR)
    with pytest.raises(PeopleProblem) as caught:
        services.set_roles(actor=administrator, user=administrator, wanted={None: []})
    assert caught.value.code == "last_administrator"
    assert administrator.grants.count() == 1
    with pytest.raises(PeopleProblem):
        services.leave(actor=SystemActor("test"), person=administrator)
    second = make_person(Role.ADMINISTRATOR)
    services.leave(actor=second, person=administrator)
    assert selectors.organisation_administrators() == [second.pk]


def test_nobody_switches_themselves_off() -> None:
    administrator = make_person(Role.ADMINISTRATOR)
    make_person(Role.ADMINISTRATOR)
    with pytest.raises(Denied):
        services.leave(actor=administrator, person=administrator)


def test_people_change_only_themselves() -> None:
    person, other = make_person(Role.EDITOR), make_person(Role.EDITOR)
    changed = services.update_person_settings(
        actor=person, person=person, new=PersonSettings(theme="dark", language="id")
    )
    assert changed == ["language", "theme"]
    assert services.update_person_settings(actor=person, person=person, new=PersonSettings(theme="dark")) == []
    with pytest.raises(Denied):
        services.update_person_settings(actor=other, person=person, new=PersonSettings(theme="light"))
    for bad in (PersonSettings(theme="pink"), PersonSettings(language="tlh"), PersonSettings(time_zone="Nowhere")):
        with pytest.raises(PeopleProblem):
            services.update_person_settings(actor=person, person=person, new=bad)


def test_teams_with_one_name_get_two_addresses() -> None:
    actor = SystemActor("test")
    slugs = [services.create_team(actor=actor, facts=TeamFacts(name=n)).slug for n in ("Ward", "Ward", "病棟", "Ward")]
    assert len(set(slugs)) == 4


def test_changing_the_organisation_says_what_changed() -> None:
    organisation, administrator = make_organisation(), make_person(Role.ADMINISTRATOR)
    facts = OrganisationFacts(
        name="New name", countries=["no"], languages=organisation.languages, time_zone=organisation.time_zone
    )
    changed = services.change_organisation(actor=administrator, organisation=organisation, facts=facts)
    assert {"name", "countries", "own_names"} <= set(changed)
    assert AuditEntry.objects.get().data["fields"] == ", ".join(changed)
    with pytest.raises(Denied):
        services.change_organisation(actor=make_person(Role.EDITOR), organisation=organisation, facts=facts)


def test_explaining_names_every_reason() -> None:
    team = make_team("St. Elm's")
    person = make_person(Role.EDITOR, team)
    Grant.objects.create(user=person, team=None, role=Role.VIEWER)
    told = {entry.right: [(r.role, str(r.team)) for r in entry.reasons] for entry in selectors.explain(person)}
    assert told[Right.VIEW] == [("Viewer", "None"), ("Editor", "St. Elm's")]
    assert told[Right.WRITE] == [("Editor", "St. Elm's")]
    assert told[Right.REVIEW] == []


def test_roles_limited_to_channels() -> None:
    administrator, team = make_person(Role.ADMINISTRATOR), make_team()
    person, ours, foreign = make_person(Role.PUBLISHER, team), make_channel(team), make_channel()
    limit_roles(actor=administrator, user=person, team=team, channels=[ours, foreign])
    assert named_channels(person) == {team.pk: {ours.pk}}
    limit_roles(actor=administrator, user=person, team=team, channels=None)
    assert named_channels(person) == {}
    with pytest.raises(Denied):
        limit_roles(actor=person, user=person, team=team, channels=None)


def test_every_problem_has_a_sentence() -> None:
    assert all(str(sentence).endswith(".") for sentence in SENTENCES.values())
