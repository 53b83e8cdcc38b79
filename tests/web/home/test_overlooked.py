"""The home page tells of trainings that end and of posts whose time passed undecided."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team, make_trained
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review.models import Competence
from wellspoken.rooms.review.services import submit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def team():
    make_organisation()
    return make_team("St. Elm's")


def home(client, person):
    client.force_login(person)
    return client.get(reverse("home")).content.decode()


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (31, ""),
        (30, "Your training for questions of privacy runs out"),
        (0, "Your training for questions of privacy runs out"),
        (-1, "Your training for questions of privacy has run out"),
    ],
)
def test_people_see_that_their_training_ends(client, team, left, said):
    rina = make_person(Role.REVIEWER, team)
    row = make_trained(rina, "privacy")
    Competence.objects.filter(pk=row.pk).update(valid_until=timezone.localdate() + left * DAY)
    shown = home(client, rina)
    assert ("Your training" in shown) is bool(said)
    assert said in shown
    assert "Your training" not in home(client, make_person(Role.REVIEWER, team))


def test_administrators_see_all_of_them_in_one_row(client, team):
    boss = make_person(Role.ADMINISTRATOR)
    for days in (-1, 5, 20):
        make_trained(make_person(Role.REVIEWER, team), "privacy", days=days)
    shown = home(client, boss)
    assert "3 trainings run out or have run out" in shown
    assert "1 has run out" in shown
    assert reverse("trainings") in shown
    assert "trainings run out" not in home(client, make_person(Role.ADMINISTRATOR, team))


@pytest.mark.parametrize(
    ("who", "told"), [("author", True), ("reviewer", True), ("viewer", False), ("elsewhere", False)]
)
def test_a_time_that_passed_undecided_is_told_to_those_concerned(client, team, who, told):
    ana = make_person(Role.EDITOR, team)
    post = make_post(team, ana, make_body(channels=(make_channel(team).pk,)))
    submit(actor=ana, post=post, base_version=post.version)
    people = {"author": ana, "reviewer": make_person(Role.REVIEWER, team), "viewer": make_person(Role.VIEWER, team)}
    person = people.get(who) or make_person(Role.REVIEWER, make_team())
    said = "was not reviewed in time"
    Post.objects.update(plan_kind="at", plan_at=timezone.now() + DAY)
    assert said not in home(client, person)
    Post.objects.update(plan_at=timezone.now() - timedelta(hours=1))
    assert (said in home(client, person)) is told
