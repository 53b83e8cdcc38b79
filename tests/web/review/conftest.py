"""A house with people who write and review, and one who only looks."""

from types import SimpleNamespace

import pytest

from tests.factories import make_channel, make_organisation, make_person, make_team
from wellspoken.rooms.people.roles import Role


@pytest.fixture
def flow_house(db):
    make_organisation()
    team = make_team("St. Elm's")
    return SimpleNamespace(
        team=team,
        channel=make_channel(team),
        ana=make_person(Role.EDITOR, team, name="Ana Berg"),
        rina=make_person(Role.REVIEWER, team, name="Rina Hart"),
        reza=make_person(Role.REVIEWER, team, name="Reza Moe"),
        dean=make_person(Role.VIEWER, team, name="Dean Dahl"),
    )
