"""Trainings are noted on a person's page, listed with the gaps, and deputies are named under one's own settings."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_organisation, make_person, make_team, make_trained
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review.models import Absence, Competence, Deputy

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def team():
    make_organisation()
    return make_team("St. Elm's")


def page(client, person, name, *args):
    client.force_login(person)
    return client.get(reverse(name, args=args)).content.decode()


def facts(**changes):
    today = timezone.localdate()
    said = {
        "field": "privacy",
        "what": "Privacy week",
        "trained_on": today.isoformat(),
        "valid_until": (today + 400 * DAY).isoformat(),
        "evidence": "https://www.example.org/c/1",
    }
    return {**said, **changes}


def test_a_training_is_noted_and_shown(client, team):
    boss, rina = make_person(Role.ADMINISTRATOR), make_person(Role.REVIEWER, team, name="Rina Hart")
    client.force_login(boss)
    answer = client.post(reverse("person_training", args=[rina.pk]), facts(), follow=True)
    shown = answer.content.decode()
    assert "Noted: Rina Hart answers questions of privacy until" in shown
    assert "Privacy week" in shown
    listed = page(client, boss, "trainings")
    assert "Rina Hart" in listed
    assert 'href="https://www.example.org/c/1"' in listed


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"what": ""}, "Write what was learned"),
        ({"trained_on": "yesterday"}, "Give both days."),
        ({"valid_until": ""}, "Give both days."),
        ({"valid_until": "2020-01-01"}, "The last day must be after the training"),
        ({"evidence": "javascript:alert(1)"}, "This is not a web address"),
        ({"field": "astrology"}, "Choose what the training was about."),
    ],
)
def test_what_cannot_be_noted_is_said(client, team, changes, said):
    rina = make_person(Role.REVIEWER, team)
    client.force_login(make_person(Role.ADMINISTRATOR))
    answer = client.post(reverse("person_training", args=[rina.pk]), facts(**changes), follow=True)
    assert said in answer.content.decode()
    assert not Competence.objects.exists()


def test_gaps_are_those_of_the_readers_teams(client, team):
    make_team("Havnesykehuset")
    make_trained(make_person(Role.REVIEWER, team, name="Rina Hart"), "medical", days=-2)
    shown = page(client, make_person(Role.ADMINISTRATOR, team), "trainings")
    assert "no training of Rina Hart counts today" in shown
    assert "Havnesykehuset" not in shown
    assert "Run out" in shown


def test_a_deputy_and_days_away_are_ones_own(client, team):
    rina, reza = make_person(Role.REVIEWER, team, name="Rina"), make_person(Role.REVIEWER, team, name="Reza")
    assert 'id="deputy"' not in page(client, make_person(Role.EDITOR, team), "me")
    client.force_login(rina)
    client.post(reverse("my_deputy"), {"deputy": reza.pk})
    assert Deputy.objects.get().person == reza
    today = timezone.now().astimezone(rina.zone).date()
    days = {"first": today.isoformat(), "last": (today + 3 * DAY).isoformat()}
    shown = client.post(reverse("my_absence"), days, follow=True).content.decode()
    assert "away now" in shown
    row = Absence.objects.get()
    assert "You stand in for Rina" in page(client, reza, "reviews")
    assert "You stand in for" not in page(client, rina, "reviews")
    client.force_login(reza)
    assert client.post(reverse("my_absence_end", args=[row.pk])).status_code == 404
    client.force_login(rina)
    assert "Taken back" in client.post(reverse("my_absence_end", args=[row.pk]), follow=True).content.decode()
    client.post(reverse("my_deputy"), {"deputy": ""})
    assert not Deputy.objects.exists()


@pytest.mark.parametrize(
    ("name", "said", "told"),
    [
        ("my_deputy", {"deputy": "999999"}, "Choose somebody who is here."),
        ("my_deputy", {"deputy": "x"}, "Choose somebody who is here."),
        ("my_absence", {"first": "2026-01-02", "last": "2026-01-01"}, "The last day comes before the first."),
        ("my_absence", {"first": "2026-01-01", "last": "2026-01-02"}, "These days are over."),
        ("my_absence", {"first": "soon", "last": ""}, "Give both days."),
    ],
)
def test_what_cannot_be_is_refused_in_words(client, team, name, said, told):
    client.force_login(make_person(Role.REVIEWER, team))
    assert told in client.post(reverse(name), said, follow=True).content.decode()


def test_a_deputy_who_lost_the_training_is_told_of(client, team):
    rina, reza = make_person(Role.REVIEWER, team), make_person(Role.REVIEWER, team, name="Reza")
    Deputy.objects.create(user=rina, person=reza)
    assert "cannot stand in" not in page(client, rina, "me")
    make_trained(rina, "privacy")
    assert "Reza cannot stand in for you any more" in page(client, rina, "me")
