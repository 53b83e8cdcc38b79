"""The grid of roles and rights, said a second time by hand: a slip in either shows."""

from __future__ import annotations

import pytest

from tests.factories import make_person, make_team
from wellspoken.rooms.people.access import Denied, authorise, may, require, require_everywhere, rights_of, visible_teams
from wellspoken.rooms.people.models import Grant
from wellspoken.rooms.people.roles import GRID, RIGHT_NAMES, Right, Role

TABLE = """
              view suggest write review release publish take_down hold consents reply channels people settings rules audit raw
contributor   x    x       .     .      .       .       .         .    .        .     .        .      .        .     .     .
editor        x    x       x     .      .       .       .         .    x        .     .        .      .        .     .     .
reviewer      x    .       .     x      x       .       .         .    x        .     .        .      .        x     .     .
publisher     x    x       x     .      .       x       x         x    x        .     .        .      .        .     .     .
community     x    x       .     .      .       .       .         .    .        x     .        .      .        .     .     .
administrator x    .       .     .      .       .       x         x    .        .     x        x      x        x     x     x
auditor       x    .       .     .      .       .       .         .    .        .     .        .      .        .     x     x
viewer        x    .       .     .      .       .       .         .    .        .     .        .      .        .     .     .
"""  # noqa: E501 (one column per right)
HEAD, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [(row[0], right, mark == "x") for row in ROWS for right, mark in zip(HEAD, row[1:], strict=True)]


def test_the_table_is_whole() -> None:
    assert {row[0] for row in ROWS} == set(Role.values)
    assert set(HEAD) == set(Right)
    assert set(RIGHT_NAMES) == set(Right)


@pytest.mark.parametrize(("role", "right", "held"), CELLS)
def test_grid(role: str, right: str, held: bool) -> None:
    assert (Right(right) in GRID[role]) is held


def test_nobody_who_writes_reviews() -> None:
    """Writing and approving never come with one role."""
    assert not [role for role in Role.values if {Right.WRITE, Right.REVIEW} <= GRID[role]]


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role.values)
def test_a_role_counts_in_its_team_only(role: str) -> None:
    here, there = make_team(), make_team()
    person = make_person(role, here)
    for right in Right:
        assert may(person, right, here) is (right in GRID[role])
        assert not may(person, right, there)
    assert visible_teams(person) == [here]
    with pytest.raises(Denied):
        require_everywhere(person, Right.VIEW)


@pytest.mark.django_db
def test_organisation_wide_roles_count_everywhere() -> None:
    teams = [make_team("A"), make_team("B")]
    person = make_person(Role.ADMINISTRATOR)
    assert visible_teams(person, Right.PEOPLE) == teams
    assert require_everywhere(person, Right.SETTINGS) == person
    assert not may(person, Right.WRITE, teams[0])


@pytest.mark.django_db
def test_switched_off_people_hold_nothing() -> None:
    team = make_team()
    person = make_person(Role.EDITOR, team, is_active=False)
    assert rights_of(person).by_team == {}
    with pytest.raises(Denied) as caught:
        require(person, Right.WRITE, team)
    assert (caught.value.right, caught.value.team) == (Right.WRITE, team)


@pytest.mark.django_db
def test_unknown_roles_give_nothing() -> None:
    team = make_team()
    person = make_person(None)
    Grant.objects.create(user=person, team=team, role="wizard")
    assert not any(may(person, right, team) for right in Right)


@pytest.mark.django_db
def test_strangers_are_not_actors() -> None:
    class Stranger:
        actor_id, actor_name = "x", "x"

    with pytest.raises(Denied):
        authorise(Stranger(), Right.VIEW)
