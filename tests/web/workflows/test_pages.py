"""Describing workflows on pages: who may, what is kept, what is refused and said."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from tests.factories import make_channel, make_organisation, make_person, make_team
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review.models import Workflow

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    make_organisation()
    team = make_team("St. Elm's")
    return SimpleNamespace(
        team=team,
        channel=make_channel(team),
        erik=make_person(Role.ADMINISTRATOR, team, name="Erik Lund"),
        rina=make_person(Role.REVIEWER, team, name="Rina Hart"),
        far=make_person(Role.REVIEWER, make_team(), name="Far Away"),
    )


@pytest.fixture
def made(client, house):
    client.force_login(house.erik)
    client.post(reverse("workflow_add"), {"name": "Stories", "team": house.team.pk})
    return Workflow.objects.get()


def step(**more):
    return {"version": 1, "name": "Privacy", "who": "people", "need": "1", **more}


def text(answer):
    return answer.content.decode()


def test_added_in_an_own_team_only(client, house):
    client.force_login(house.erik)
    other = make_team()
    assert client.post(reverse("workflow_add"), {"name": "Stories", "team": other.pk}).status_code == 422
    answer = client.post(reverse("workflow_add"), {"name": " Stories ", "team": house.team.pk})
    made = Workflow.objects.get()
    assert answer.url == reverse("workflow", args=[made.pk])
    assert (made.name, made.team) == ("Stories", house.team)
    assert AuditEntry.objects.filter(action="workflow.added").count() == 1
    elsewhere = Workflow.objects.create(team=other, name="Theirs", number=1)
    assert client.get(reverse("workflow", args=[elsewhere.pk])).status_code == 404
    assert client.post(reverse("workflow_act", args=[elsewhere.pk]), {"act": "end"}).status_code == 404
    assert "Theirs" not in text(client.get(reverse("workflows")))


def test_when_it_applies_is_kept_and_said(client, house, made):
    foreign = make_channel(make_team())
    url = reverse("workflow", args=[made.pk])
    refused = client.post(url, {"version": 1, "name": "Stories", "channels": [foreign.pk]})
    assert refused.status_code == 422
    said = {"version": 1, "name": "Stories", "kinds": ["pictures"], "channels": [house.channel.pk]}
    said |= {"hashtags": "#HeartMonth\nwalk", "families": ["privacy"], "risks": ["people", "recruitment"]}
    assert client.post(url, said).status_code == 302
    made.refresh_from_db()
    assert made.applies == {
        "kinds": ["pictures"],
        "channels": [house.channel.pk],
        "hashtags": ["heartmonth", "walk"],
        "families": ["privacy"],
        "released": False,
        "recruitment": True,
        "people": True,
    }
    html = text(client.get(reverse("workflows")))
    for words in ("with pictures", house.channel.name, "#heartmonth", "Patient data", "volunteers", "no step yet"):
        assert words in html


def test_two_administrators_do_not_overwrite_each_other(client, made):
    url = reverse("workflow", args=[made.pk])
    assert client.post(url, {"version": 1, "name": "First"}).status_code == 302
    answer = client.post(url, {"version": 1, "name": "Second"})
    assert answer.status_code == 422
    assert "Somebody changed this workflow meanwhile" in text(answer)
    made.refresh_from_db()
    assert made.name == "First"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "Choose who does this step"),
        ({"who": "role"}, "Choose who does this step"),
        ({"who": "competence"}, "Choose who does this step"),
        ({"who": "role", "role": "reviewer", "need": "n"}, "Say how many"),
        ({"name": " ", "who": "role", "role": "reviewer"}, "This field is required"),
    ],
)
def test_a_step_must_say_who(client, made, more, said):
    answer = client.post(reverse("workflow_step", args=[made.pk, 0]), step(**more))
    assert answer.status_code == 422
    assert said in text(answer)
    made.refresh_from_db()
    assert made.steps == []


def test_people_of_other_teams_cannot_be_named(client, house, made):
    answer = client.post(reverse("workflow_step", args=[made.pk, 0]), step(people=[house.far.pk]))
    assert answer.status_code == 422


def test_steps_are_added_moved_changed_and_removed(client, house, made):
    def post(place, version, **more):
        return client.post(reverse("workflow_step", args=[made.pk, place]), step(version=version, **more))

    assert post(0, 1, people=[house.rina.pk]).status_code == 302
    assert post(1, 2, name="Board", who="role", role="reviewer", need="n", count="2", outside="on").status_code == 302
    html = text(client.get(reverse("workflow", args=[made.pk])))
    for words in ("Rina Hart", "2 people with the role Reviewer", "also people from outside", "can be done by nobody"):
        assert words in html
    act = reverse("workflow_step_act", args=[made.pk, 1])
    assert client.post(act, {"version": 3, "act": "up"}).status_code == 302
    made.refresh_from_db()
    assert [(one["name"], one["need"]) for one in made.steps] == [("Board", 2), ("Privacy", 1)]
    client.post(reverse("workflow_step_act", args=[made.pk, 0]), {"version": 4, "act": "remove"})
    made.refresh_from_db()
    assert [one["name"] for one in made.steps] == ["Privacy"]
    assert client.get(reverse("workflow_step", args=[made.pk, 9])).status_code == 404
    assert "can be done by nobody" not in text(client.get(reverse("workflow", args=[made.pk])))


def test_the_order_decides_and_an_ended_one_is_gone(client, house, made):
    client.post(reverse("workflow_add"), {"name": "Second", "team": house.team.pk})
    second = Workflow.objects.get(name="Second")
    client.post(reverse("workflow_act", args=[second.pk]), {"act": "up"})
    assert list(Workflow.objects.values_list("name", flat=True)) == ["Second", "Stories"]
    client.post(reverse("workflow_act", args=[second.pk]), {"act": "up"})
    client.post(reverse("workflow_act", args=[second.pk]), {"act": "end"})
    assert client.get(reverse("workflow", args=[second.pk])).status_code == 404
    assert "Second" not in text(client.get(reverse("workflows"))).split("</ol>")[0]
