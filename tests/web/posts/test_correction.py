"""Correcting from the post's page: offered where it can be done, both wordings shown, the rest said."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_organisation, make_person
from tests.publishing_kit import approved_post
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Delivery

pytestmark = pytest.mark.django_db
BUTTON = "Correct this post"


def live(*networks: str) -> Post:
    """A post that is out, as the worker leaves it."""
    make_organisation()
    post, _ = approved_post(networks)
    Delivery.objects.filter(post=post).update(state="live", remote_id="7", url="https://social.example.org/7")
    Post.objects.filter(pk=post.pk).update(state="published")
    return post


def test_a_correction_is_begun_and_opened(client: Client) -> None:
    post = live("mastodon", "bluesky")
    client.force_login(make_person(Role.EDITOR, post.team))
    html = client.get(f"/posts/{post.pk}/").content.decode()
    left = Delivery.objects.get(post=post, channel__network="bluesky").channel.name
    assert BUTTON in html
    assert f"Posts cannot be changed on {left}." in html
    answer = client.post(f"/posts/{post.pk}/correct/", follow=True)
    made = post.corrections.get()
    assert answer.redirect_chain[-1][0] == f"/posts/{made.pk}/edit/"
    html = answer.content.decode()
    assert 'name="correction"' in html
    assert f"The old words stay up on {left}" in html
    html = client.get(f"/posts/{post.pk}/").content.decode()
    assert "A correction is under way" in html
    assert BUTTON not in html


def test_both_wordings_are_shown(client: Client) -> None:
    post = live("mastodon")
    editor = make_person(Role.EDITOR, post.team)
    client.force_login(editor)
    client.post(f"/posts/{post.pk}/correct/")
    made = post.corrections.get()
    assert made.current is not None
    form = {"version": made.version, "text": "Closed at seven.", "title": made.title, "lang": "en", "action": "save"}
    channels = [str(channel) for channel in made.current.content.channels]
    client.post(f"/posts/{made.pk}/edit/", {**form, "channel": channels, "correction": "The hour was wrong."})
    html = client.get(f"/posts/{made.pk}/").content.decode()
    assert "<ins>" in html
    assert "These words correct" in html
    assert "The hour was wrong." in html
    Post.objects.filter(pk=made.pk).update(state="published")
    assert "Corrected by" in client.get(f"/posts/{post.pk}/").content.decode()


@pytest.mark.parametrize(("network", "role"), [("bluesky", Role.EDITOR), ("mastodon", Role.VIEWER)])
def test_it_is_not_offered_where_it_cannot_be_done(client: Client, network: str, role: Role) -> None:
    post = live(network)
    client.force_login(make_person(role, post.team))
    assert BUTTON not in client.get(f"/posts/{post.pk}/").content.decode()
    assert client.post(f"/posts/{post.pk}/correct/").status_code in {302, 403, 404}
    assert not post.corrections.exists()
