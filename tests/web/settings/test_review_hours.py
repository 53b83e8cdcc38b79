"""A team's administrator chooses when it reviews."""

import pytest
from django.urls import reverse

from tests.factories import make_organisation, make_person, make_team
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review.hours import Hours, hours_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    make_organisation()
    return make_team("St. Elm's")


def test_hours_are_chosen_and_kept(client, team):
    client.force_login(make_person(Role.ADMINISTRATOR, team))
    where = reverse("team_review_hours", args=[team.pk])
    assert "Hours of review: St. Elm&#x27;s" in client.get(where).content.decode()
    said = {"weekdays": ["0", "5"], "begins": "9", "ends": "24", "remind_after": "2"}
    assert client.post(where, said).status_code == 302
    assert hours_of(team) == Hours((0, 5), 9, 24, 2)


@pytest.mark.parametrize("wrong", [{"weekdays": []}, {"begins": "20"}, {"ends": "25"}, {"remind_after": "0"}])
def test_what_cannot_be_is_said_beside_its_field(client, team, wrong):
    client.force_login(make_person(Role.ADMINISTRATOR, team))
    said = {"weekdays": ["0"], "begins": "9", "ends": "17", "remind_after": "4", **wrong}
    answer = client.post(reverse("team_review_hours", args=[team.pk]), said)
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert hours_of(team) == Hours()


def test_another_teams_hours_are_not_there(client, team):
    client.force_login(make_person(Role.ADMINISTRATOR, make_team()))
    assert client.get(reverse("team_review_hours", args=[team.pk])).status_code == 404
