"""What the composer shows beside the words: a release asked, a time that is fixed, names instead of codes."""

import json

import pytest
from django.urls import reverse

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from tests.web.compose.test_pages import SSN, form_of
from wellspoken.rooms.content.body import Evidence
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review.checks import unreleased_blocks
from wellspoken.rooms.review.models import ReleaseRequest
from wellspoken.rooms.review.services import decide, release, submit
from wellspoken.web.frame.nav import PLACES, links

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(client):
    make_organisation()
    team = make_team()
    ana, rina = make_person(Role.EDITOR, team, name="Ana"), make_person(Role.REVIEWER, team, name="Rina")
    client.force_login(ana)
    return team, ana, rina, make_channel(team)


def test_a_writer_asks_and_the_page_says_so(house, client) -> None:
    team, ana, _rina, channel = house
    post = make_post(team, ana, make_body(SSN, channels=(channel.pk,)))
    answer = client.post(reverse("compose", args=[post.pk]), form_of(post, action="ask_release"), follow=True)
    assert "Release asked by Ana" in answer.content.decode()
    assert ReleaseRequest.objects.filter(post=post, asked_by=ana).count() == 1


def test_without_a_stop_the_form_is_kept_and_the_reason_said(house, client) -> None:
    team, ana, _rina, channel = house
    post = make_post(team, ana, make_body("Walk with us.", channels=(channel.pk,)))
    answer = client.post(reverse("compose", args=[post.pk]), form_of(post, action="ask_release"))
    assert answer.status_code == 422
    assert "Nothing here can be released" in answer.content.decode()
    assert ReleaseRequest.objects.count() == 0


def test_the_reviewer_goes_from_queue_and_post_to_the_form_that_releases(house, client) -> None:
    team, ana, rina, channel = house
    post = make_post(team, ana, make_body(SSN, channels=(channel.pk,)))
    client.post(reverse("compose", args=[post.pk]), form_of(post, action="ask_release"))
    client.force_login(rina)
    checks = reverse("post_checks", args=[post.pk])
    assert checks in client.get(reverse("reviews")).content.decode()
    page = client.get(reverse("post", args=[post.pk])).content.decode()
    assert "Release asked" in page
    assert checks in page
    assert reverse("post_release", args=[post.pk]) in client.get(checks).content.decode()


def test_the_composer_knows_what_was_released_for_these_words(house, client) -> None:
    team, ana, rina, channel = house
    post = make_post(team, ana, make_body(SSN, channels=(channel.pk,)))
    stops = [block.finding for block in unreleased_blocks(post, post.current.content)]
    for stop in stops:
        release(actor=rina, post=post, finding_id=stop, reason="Invented for training")
    data = client.get(reverse("compose", args=[post.pk])).context["data"]
    assert data["standing"] == {"asked": "", "released": sorted(stops)}


@pytest.mark.parametrize(("role", "way"), [(Role.PUBLISHER, "calendar_move"), (Role.EDITOR, "post")])
def test_the_time_of_an_approved_post_is_shown_and_moved_elsewhere(house, client, role, way) -> None:
    team, ana, rina, channel = house
    post = make_post(team, ana, make_body("Walk with us.", channels=(channel.pk,)))
    decide(actor=rina, request=submit(actor=ana, post=post, base_version=post.version), verdict="approve")
    client.force_login(make_person(role, team, name="Pia"))
    page = client.get(reverse("compose", args=[post.pk])).content.decode()
    assert reverse(way, args=[post.pk]) in page
    assert 'name="plan"' not in page
    sent = {"plan": "at", "wall": "2031-06-02T09:00", "fold": ""}
    refused = client.post(reverse("compose_plan", args=[post.pk]), json.dumps(sent), content_type="application/json")
    assert refused.status_code == 409
    assert "approved" in refused.json()["error"]
    assert Post.objects.get(pk=post.pk).plan_kind != "at"


def test_the_report_speaks_names_not_codes(house, client) -> None:
    team, ana, _rina, channel = house
    evidence = (Evidence("https://www.who.int/a", "A"), Evidence("https://example.org/b", "B"))
    body = make_body("Walk with us.", channels=(channel.pk,), evidence=evidence)
    post = make_post(team, ana, body)
    sent = json.dumps({"seq": 1, "body": body.to_json()})
    said = client.post(reverse("compose_screen", args=[post.pk]), sent, content_type="application/json").json()
    assert len(said["checked_names"]) > 10
    assert not any(name.isupper() for name in said["checked_names"] + said["not_checked"])
    assert said["sources"]["https://www.who.int/a"] == "World Health Organization: health authority"
    assert said["sources"]["https://example.org/b"] == "not on the list of known sources"
    page = client.get(reverse("compose", args=[post.pk])).content.decode()
    assert "World Health Organization: health authority" in page


def test_typing_writes_nothing(house, client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    team, ana, _rina, channel = house
    body = make_body(SSN, title="A", channels=(channel.pk,))
    post = make_post(team, ana, body)
    sent = json.dumps({"seq": 1, "body": body.to_json()})
    with CaptureQueriesContext(connection) as asked:
        client.post(reverse("compose_screen", args=[post.pk]), sent, content_type="application/json")
    assert all(query["sql"].startswith("SELECT") for query in asked)
    assert len(asked) <= 12


def test_a_draft_without_a_title_is_called_so(house, client) -> None:
    team, ana, _rina, channel = house
    post = make_post(team, ana, make_body("", title="", channels=(channel.pk,)))
    assert str(post) == "No title yet"
    assert "No title yet" in client.get(reverse("compose_new")).content.decode()
    assert "No title yet" in client.get(reverse("posts")).content.decode()


@pytest.mark.parametrize(
    ("path", "place"),
    [("/posts/33/edit/", "compose_new"), ("/posts/33/revisions/2/", "compose_new"), ("/posts/33/", "posts")],
)
def test_the_rail_marks_where_one_is(house, path, place) -> None:
    from wellspoken.rooms.people.access import rights_of

    here = [link.place.name for link in links(rights_of(house[1]), path, {}) if link.here]
    assert here == [place]
    assert place in {known.name for known in PLACES}
