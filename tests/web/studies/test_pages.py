"""The register of ethics approvals on its page, and what a writer is told."""

import pytest
from django.urls import reverse

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.compliance.models import StudyApproval
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db
WORDING = "Volunteers needed for a study of sleep after stroke. IRB 24-118. Call 555-0133."


@pytest.fixture
def team(db):
    make_organisation()
    return make_team("St. Elm's")


def said(team, **more):
    facts = {"team": team.pk, "title": "Sleep", "board": "Board", "number": "IRB 24-118", "wording": WORDING}
    return facts | more


def test_noted_shown_and_ended(client, team):
    client.force_login(make_person(Role.REVIEWER, team))
    assert client.post(reverse("studies"), said(team)).status_code == 302
    html = client.get(reverse("studies")).content.decode()
    for words in ("IRB 24-118", "Sleep", WORDING):
        assert words in html
    again = client.post(reverse("studies"), said(team))
    assert (again.status_code, "stands already" in again.content.decode()) == (422, True)
    other = client.post(reverse("studies"), said(team, number="IRB 9"))
    assert "it must name the number" in other.content.decode()
    row = StudyApproval.objects.get()
    client.post(reverse("study_end", args=[row.pk]))
    assert WORDING not in client.get(reverse("studies")).content.decode()


def test_other_teams_are_out_of_reach(client, team):
    client.force_login(make_person(Role.REVIEWER, team))
    elsewhere = make_team()
    assert client.post(reverse("studies"), said(elsewhere)).status_code == 422
    row = StudyApproval.objects.create(team=elsewhere, number="IRB 1", board="B", title="S", wording="IRB 1")
    assert client.post(reverse("study_end", args=[row.pk])).status_code == 404


def test_a_writer_is_told_why_it_is_not_sent(client, team):
    channel, ana = make_channel(team), make_person(Role.EDITOR, team)
    StudyApproval.objects.create(team=team, number="IRB 24-118", board="B", title="S", wording=WORDING)
    post = make_post(team, ana, make_body(WORDING + "!", channels=(channel.pk,)))
    client.force_login(ana)
    body = post.current.content
    values = {"action": "submit", "text": body.text, "title": body.title, "lang": body.lang, "version": post.version}
    answer = client.post(reverse("compose", args=[post.pk]), values | {"channel": channel.pk})
    assert "names the ethics approval IRB 24-118" in answer.content.decode()
