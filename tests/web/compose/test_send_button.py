"""“Send to review” is there where it does something: on a draft, and on what came back with changes asked for."""

import pytest
from django.urls import reverse

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review import services

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("verdict", "there"), [("", True), ("asked", False), ("approve", False), ("changes", True), ("reject", False)]
)
def test_where_it_is_shown(client, verdict, there):
    make_organisation()
    team = make_team()
    ana, rina = make_person(Role.EDITOR, team), make_person(Role.REVIEWER, team)
    post = make_post(team, ana, make_body(channels=(make_channel(team).pk,)))
    if verdict:
        request = services.submit(actor=ana, post=post, base_version=post.version)
        if verdict != "asked":
            services.decide(actor=rina, request=request, verdict=verdict, reason="Please name the walk.")
    client.force_login(ana)
    html = client.get(reverse("compose", args=[post.pk])).content.decode()
    button = html[html.index('id="compose-submit"') :].partition(">")[0]
    assert ("hidden" not in button) is there
