"""The first person may do all that a small team needs; nobody's own words, though, pass by themselves."""

import pytest

from tests.factories import answer_all, make_body, make_channel, make_person, make_post
from wellspoken.rooms.people.access import may
from wellspoken.rooms.people.roles import Right, Role
from wellspoken.rooms.people.services import OrganisationFacts, PersonSettings, TeamFacts, set_up_organisation
from wellspoken.rooms.review import services
from wellspoken.rooms.review.errors import OwnWork
from wellspoken.rooms.review.selectors import teams_without_reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def founded():
    return set_up_organisation(
        facts=OrganisationFacts(name="Elm", kind="clinic", countries=["us"], languages=["en"], time_zone="Europe/Oslo"),
        team=TeamFacts(name="Elm", country="us", language="en", time_zone="Europe/Oslo"),
        email="first@example.org",
        password=None,
        person=PersonSettings(name="First"),
    )


def test_the_first_administrator_writes_publishes_and_reviews(founded):
    for right in (Right.WRITE, Right.PUBLISH, Right.REVIEW, Right.RELEASE, Right.SETTINGS):
        assert may(founded.administrator, right, founded.team.pk), right


def test_with_a_second_person_posts_go_out(founded):
    editor = make_person(Role.EDITOR, founded.team)
    assert teams_without_reviewer(editor) == []
    post = make_post(founded.team, editor, make_body(channels=(make_channel(founded.team).pk,)))
    request = services.submit(actor=editor, post=post, base_version=post.version)
    answer_all(founded.administrator, request)
    assert services.decide(actor=founded.administrator, request=request, verdict="approve").verdict == "approve"


def test_alone_nothing_passes(founded):
    alone = founded.administrator
    assert [team.pk for team in teams_without_reviewer(alone)] == [founded.team.pk]
    post = make_post(founded.team, alone, make_body(channels=(make_channel(founded.team).pk,)))
    request = services.submit(actor=alone, post=post, base_version=post.version)
    with pytest.raises(OwnWork):
        services.decide(actor=alone, request=request, verdict="approve")
