"""The pages of a review that goes by a workflow."""

import pytest
from django.urls import reverse

from tests.factories import make_body, make_post
from tests.rooms.review.flows import fresh, named, role, sent, workflow
from wellspoken.rooms.review import services
from wellspoken.rooms.review.models import Decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(flow_house):
    return flow_house


def url(request, name="review"):
    return reverse(name, args=[request.pk])


def text(answer):
    return answer.content.decode()


def test_steps_with_who_did_what(client, house):
    workflow(house.team, named("Privacy", house.rina), named("Ward", house.reza, house.dean))
    request = sent(house)
    client.force_login(house.rina)
    html = text(client.get(url(request)))
    for words in ("Two looks", "Privacy", "yours", "Ward", "not yet", "One of: Reza Moe, Dean Dahl"):
        assert words in html
    answer = client.post(url(request), {"verdict": "approve", "seen": request.content_hash, "step": "x"})
    assert answer.status_code == 302
    assert "You approved the step “Privacy”" in text(client.get(answer.url))
    html = text(client.get(url(request)))
    assert "Rina Hart approved" in html
    assert 'value="approve"' not in html
    assert "This is not your turn. Open now: Ward." in html
    assert "Can do it now:" in html


def test_a_viewer_who_is_asked_decides_and_sees_the_queue(client, house):
    workflow(house.team, named("Dean", house.dean))
    client.force_login(house.dean)
    assert client.get(reverse("reviews")).status_code == 403
    request = sent(house)
    house.dean = type(house.dean).objects.get(pk=house.dean.pk)
    client.force_login(house.dean)
    assert "A walk for the heart" in text(client.get(reverse("reviews")))
    client.post(url(request), {"verdict": "approve", "seen": request.content_hash})
    assert Decision.objects.get().by == house.dean
    assert client.get(reverse("reviews")).status_code == 403


def test_somebody_in_two_open_steps_says_which(client, house):
    workflow(house.team, role("First"), role("Second", beside=True))
    request = sent(house)
    client.force_login(house.rina)
    html = text(client.get(url(request)))
    assert "For which step?" in html
    second = request.steps.get(name="Second")
    client.post(url(request), {"verdict": "approve", "seen": request.content_hash, "step": second.pk})
    assert Decision.objects.get().step == second


def test_out_of_turn_is_said_and_nothing_is_stored(client, house):
    workflow(house.team, named("Privacy", house.rina), named("Ward", house.reza))
    request = sent(house)
    client.force_login(house.reza)
    answer = client.post(url(request), {"verdict": "approve", "seen": request.content_hash})
    assert answer.status_code == 422
    assert "This is not your turn. Open now: Privacy." in text(answer)
    assert not Decision.objects.exists()


def test_undo_of_a_step(client, house):
    workflow(house.team, named("Privacy", house.rina), named("Ward", house.reza))
    request = sent(house)
    services.decide(actor=house.rina, request=fresh(request), verdict="approve")
    client.force_login(house.rina)
    assert "waits for a decision again" in text(client.post(url(request, "review_undo"), follow=True))
    assert list(request.steps.values_list("state", flat=True)) == ["open", "waiting"]


def test_the_post_page_shows_the_steps(client, house):
    workflow(house.team, named("Privacy", house.rina), named("Ward", house.reza))
    request = sent(house)
    services.decide(actor=house.rina, request=fresh(request), verdict="approve", reason="The form is there.")
    client.force_login(house.dean)
    html = text(client.get(reverse("post", args=[request.post_id])))
    for words in ("Two looks", "Rina Hart approved", "The form is there.", "Can do it now:", "Reza Moe"):
        assert words in html


def test_a_post_that_nobody_can_review_is_not_sent_and_says_why(client, house):
    workflow(house.team, named("Own", house.ana))
    post = make_post(house.team, house.ana, make_body(channels=(house.channel.pk,)))
    client.force_login(house.ana)
    said = post.current.content
    values = {"action": "submit", "text": said.text, "title": said.title, "lang": said.lang, "version": post.version}
    answer = client.post(reverse("compose", args=[post.pk]), values | {"channel": house.channel.pk})
    assert "is there for the step “Own”" in text(answer)
    post.refresh_from_db()
    assert post.state == "draft"
