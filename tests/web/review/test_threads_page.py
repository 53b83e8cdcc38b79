"""Threads on the review page, and a warning beside an approval while some are open."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.rooms.review.flows import sent
from wellspoken.rooms.content.body import Picture
from wellspoken.rooms.media.services import add_picture
from wellspoken.rooms.review import services
from wellspoken.rooms.review.models import Comment, Mention
from wellspoken.sample.pictures import draw

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(flow_house):
    return flow_house


def text(answer):
    return answer.content.decode()


def test_a_thread_from_question_to_done_and_back(client, house):
    request = sent(house)
    url = reverse("review_comment", args=[request.pk])
    client.force_login(house.rina)
    client.post(url, {"text": "Who says so?", "passage": "|0|4"})
    first = Comment.objects.get()
    client.force_login(house.ana)
    client.post(url, {"text": "The ward does.", "thread": first.pk})
    client.force_login(house.reza)
    page = reverse("review", args=[request.pk])
    html = text(client.get(page))
    for words in ("Who says so?", "The ward does.", "1 open", "1 comment is still open. You may approve all the same."):
        assert words in html
    client.post(reverse("review_resolve", args=[request.pk, first.pk]))
    html = text(client.get(page))
    assert "is still open" not in html
    assert "Open again" in html
    client.post(reverse("review_reopen", args=[request.pk, first.pk]))
    assert "is still open" in text(client.get(page))
    assert client.post(url, {"text": "x", "thread": 999_999}).status_code == 404


def test_a_point_in_a_picture_is_drawn_and_said(client, house):
    upload = SimpleUploadedFile("a.jpg", draw("lake"), "image/jpeg")
    media = add_picture(actor=house.ana, team=house.team, upload=upload)
    request = sent(house, pictures=(Picture(str(media.pk), media.sha256, "A lake"),))
    client.force_login(house.rina)
    url = reverse("review_comment", args=[request.pk])
    client.post(url, {"text": "Is this a face?", "passage": f"picture|{media.pk}", "x": "40", "y": "30"})
    html = text(client.get(reverse("review", args=[request.pk])))
    assert "Picture 1, 40 % from the left, 30 % from the top" in html
    assert '<circle cx="40%" cy="30%"' in html
    wrong = client.post(url, {"text": "Is this a face?", "passage": f"picture|{media.pk}", "x": "400", "y": "30"})
    assert wrong.status_code == 422


def test_a_mention_is_seen_when_the_page_is_opened(client, house):
    request = sent(house)
    services.comment(actor=house.rina, revision=request.revision, text="@Ana Berg, who pays?")
    client.force_login(house.reza)
    client.get(reverse("review", args=[request.pk]))
    assert Mention.objects.get().seen_at is None
    client.force_login(house.ana)
    assert "A comment mentions you" in text(client.get(reverse("home")))
    client.get(reverse("review", args=[request.pk]))
    assert Mention.objects.get().seen_at is not None
    assert "mentions you" not in text(client.get(reverse("home")))
