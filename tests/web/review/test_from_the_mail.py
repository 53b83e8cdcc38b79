"""From the mail to a decision: the link asks to sign in, leads to this very request, and a press decides."""

import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories import PASSWORD, make_body, make_channel
from tests.rooms.review.flows import sent
from wellspoken.rooms.content.body import Picture
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import save_post
from wellspoken.rooms.media.services import add_picture
from wellspoken.rooms.review import notices, services
from wellspoken.rooms.review.models import Decision
from wellspoken.sample.pictures import draw

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(flow_house):
    return flow_house


def test_from_the_mail_to_a_decision(client, house, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        request = sent(house)
    notices.drain()
    letter = next(one for one in mail.outbox if one.to == [house.rina.email])
    path = re.search(r"https?://[^/\s]+(/\S+)", letter.body).group(1)
    assert path.startswith(reverse("review", args=[request.pk]))
    asked = client.get(path)
    assert asked.status_code == 302
    door = client.post(asked.url, {"login": house.rina.email, "password": PASSWORD})
    assert (door.status_code, door.url.partition("?")[0]) == (302, path)
    html = client.get(door.url).content.decode()
    for verdict in ("approve", "changes", "reject"):
        assert f'value="{verdict}"' in html
    assert not Decision.objects.exists()
    client.post(path, {"verdict": "approve", "seen": request.content_hash})
    assert Decision.objects.get().by == house.rina


@pytest.mark.parametrize("verdict", ["approve", "changes", "reject"])
def test_a_get_never_decides(client, house, verdict):
    request = sent(house)
    client.force_login(house.rina)
    url = reverse("review", args=[request.pk])
    client.get(f"{url}?verdict={verdict}&reason=Because+I+say+so&seen={request.content_hash}")
    assert client.get(reverse("review_undo", args=[request.pk])).status_code == 405
    assert not Decision.objects.exists()


def test_what_changed_since_you_approved(client, house):
    """The text of a channel, the order of pictures, and their alt texts."""

    def picture(scene, alt):
        upload = SimpleUploadedFile(f"{scene}.jpg", draw(scene), "image/jpeg")
        media = add_picture(actor=house.ana, team=house.team, upload=upload)
        return Picture(str(media.pk), media.sha256, alt)

    other = make_channel(house.team, "bluesky", name="Elm on Bluesky")
    lake, path = picture("lake", "A lake"), picture("harbour", "A harbour")
    request = sent(house, pictures=(lake, path))
    services.mark_looked(actor=house.rina, revision=request.revision)
    named = {"revision": request.revision, "content_hash": request.content_hash}
    Decision.objects.create(request=request, post=request.post, verdict="approve", by=house.rina, **named)
    post = Post.objects.select_related("current", "team").get(pk=request.post_id)
    body = make_body(
        "Walk for thirty minutes on Saturday.",
        channels=(house.channel.pk, other.pk),
        variants={other.pk: "Walk with us."},
        pictures=(Picture(path.media_id, path.sha256, "A quiet harbour"), lake),
    )
    save_post(actor=house.ana, post=post, base_version=post.version, body=body)
    second = services.submit(actor=house.ana, post=post, base_version=post.version)
    client.force_login(house.rina)
    html = client.get(reverse("review", args=[second.pk])).content.decode()
    assert "you approved version 1" in html
    assert "parts changed since you approved" in html
    for words in ("Elm on Bluesky", "quiet"):
        assert words in html
