"""Home, the calendar and the form that moves a post name the same clock."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import Team
from wellspoken.web.frame import clock

pytestmark = pytest.mark.django_db


def _team(name: str, zone: str, place: str) -> Team:
    team = make_team(name)
    Team.objects.filter(pk=team.pk).update(time_zone=zone, place=place)
    team.refresh_from_db()
    return team


@pytest.mark.parametrize(
    ("teams", "own", "expected"),
    [
        ([("Asia/Jakarta", "Yogyakarta")], "Europe/Oslo", ("Asia/Jakarta", "Yogyakarta")),
        ([("Asia/Jakarta", "Yogyakarta"), ("Europe/Oslo", "Bergen")], "Asia/Jakarta", ("Asia/Jakarta", "Yogyakarta")),
        ([("Asia/Jakarta", "Yogyakarta"), ("Asia/Jakarta", "Solo")], "Asia/Jakarta", ("Asia/Jakarta", "Jakarta")),
        ([("Europe/Oslo", "Bergen"), ("Europe/Paris", "Lyon")], "America/New_York", ("America/New_York", "New York")),
        ([], "Asia/Jakarta", ("Asia/Jakarta", "Jakarta")),
    ],
)
def test_whose_clock_a_page_shows(teams: list[tuple[str, str]], own: str, expected: tuple[str, str]) -> None:
    made = [Team(name=place, time_zone=zone, place=place) for zone, place in teams]
    person = make_person(None, name="Siti Rahma", time_zone=own)
    zone, place = clock.shown_in(person, made)
    assert (str(zone), place) == expected


@pytest.mark.parametrize("alone", [True, False])
def test_the_calendar_and_its_form_name_one_place(client: Client, alone: bool) -> None:
    make_organisation()
    team = _team("Yogyakarta", "Asia/Jakarta", "Yogyakarta")
    make_channel(team, "newsroom")
    if not alone:
        make_channel(_team("Bergen", "Europe/Oslo", "Bergen"), "newsroom")
    siti = make_person("publisher", None, name="Siti Rahma", time_zone="Asia/Jakarta")
    post: Post = make_post(team, siti)
    client.force_login(siti)
    foot = client.get("/calendar/?view=week").content.decode()
    form = client.get(f"/calendar/posts/{post.pk}/move/?from=view%3Dweek").content.decode()
    assert "All times are Yogyakarta time (Asia/Jakarta)." in foot
    assert "Yogyakarta time (Asia/Jakarta)." in form
