"""The organisation's own page, through its real connector: once, corrected openly, withdrawn with a note."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from tests.factories import make_body, make_channel, make_person, make_post
from tests.publishing_kit import approve, post_on
from wellspoken.networks.contract import Picture
from wellspoken.networks.newsroom.store import StoreError
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.body import Evidence
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import save_post
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing import delivering, gates, services, sweeping, withdrawing
from wellspoken.rooms.publishing.models import Delivery, NewsItem
from wellspoken.rooms.publishing.newsroom_store import NewsroomStore, free_slug

pytestmark = pytest.mark.django_db
FEEDS = ("/newsroom/elm-harbour/feed.atom", "/newsroom/elm-harbour/feed.json")


@pytest.fixture(autouse=True)
def _nothing_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates, "unreleased_blocks_of", lambda contents: [[] for _ in contents])


@pytest.fixture
def channel() -> Channel:
    return make_channel(slug="elm-harbour")


def work() -> None:
    for bell in sweeping.sweep(timezone.now(), "w"):
        delivering.deliver(bell.delivery_id, bell.fence)
    for pk in withdrawing.due_withdrawals(timezone.now()):
        withdrawing.withdraw(pk)


def test_published_with_its_sources(channel: Channel, settings: Any) -> None:
    settings.SITE_URL = "https://social.elm-harbour.example.org"
    source = Evidence("https://www.who.int/x", "Physical activity", "WHO", "2026-11-01")
    body = make_body("Gå en tur. Ærlig talt.", lang="nb", channels=(channel.pk,), evidence=(source,))
    [delivery] = approve(make_post(channel.team, body=body, sealed=True, plan_kind="now"))
    work()
    delivery.refresh_from_db()
    item = NewsItem.objects.get()
    assert (item.title, item.text, item.lang) == (body.title, body.text, "nb")
    assert item.sources == [{"url": source.url, "title": source.title}]
    assert delivery.state == "live"
    assert delivery.url == f"https://social.elm-harbour.example.org/newsroom/elm-harbour/{item.slug}/"
    assert item.post_id == delivery.post_id


def test_a_post_without_title_takes_its_first_line(channel: Channel) -> None:
    body = make_body("\n  Walk more. \nEvery day.", title="", channels=(channel.pk,))
    approve(make_post(channel.team, body=body, sealed=True, plan_kind="now"))
    work()
    assert NewsItem.objects.get().title == "Walk more."


@pytest.mark.parametrize(
    ("title", "slug"), [("A walk for the heart", "a-walk-for-the-heart"), ("日本", "item"), ("x" * 300, "x" * 100)]
)
def test_addresses(channel: Channel, title: str, slug: str) -> None:
    for expected in (slug, f"{slug}-2", f"{slug}-3"):
        assert free_slug(channel, title) == expected
        now = timezone.now()
        NewsItem.objects.create(
            channel=channel, key=expected[-80:], slug=expected, title="t", published_at=now, changed_at=now
        )


def test_withdrawn_with_its_public_reason(channel: Channel) -> None:
    post, _ = post_on([channel])
    work()
    person = make_person(Role.PUBLISHER, channel.team)
    services.take_down(actor=person, post=post, reason="internal words", public_reason="The number was wrong.")
    work()
    item = NewsItem.objects.get()
    assert item.withdrawn_at is not None
    assert item.withdrawn_reason == "The number was wrong."
    assert Delivery.objects.get().state == "withdrawn"


def corrected(earlier: Post, text: str, note: str) -> Post:
    """Begin a correction, write it and have it approved."""
    person = make_person(Role.EDITOR, earlier.team)
    made = services.correct(actor=person, post=earlier)
    assert made.current is not None
    body = replace(made.current.content, text=text, correction=note)
    save_post(actor=person, post=made, base_version=made.version, body=body)
    approve(made)
    return made


def test_a_correction_takes_the_place_of_the_words(channel: Channel) -> None:
    earlier, _ = post_on([channel])
    work()
    before = NewsItem.objects.get()
    made = corrected(earlier, "Walk for forty minutes.", "It said thirty minutes; forty is right.")
    work()
    item = NewsItem.objects.get()
    assert (item.text, item.slug, item.key) == ("Walk for forty minutes.", before.slug, before.key)
    [note] = item.corrections
    assert note["note"] == "It said thirty minutes; forty is right."
    states = dict(Delivery.objects.values_list("post_id", "state"))
    assert states == {earlier.pk: "corrected", made.pk: "live"}
    assert len({(row.remote_id, row.url) for row in Delivery.objects.all()}) == 1


def test_a_correction_without_a_note_for_readers_does_not_go_out(channel: Channel) -> None:
    earlier, _ = post_on([channel])
    work()
    made = corrected(earlier, "Walk for forty minutes.", " ")
    work()
    found = Delivery.objects.get(post=made)
    assert (found.state, found.reason) == ("refused", "correction_missing")
    assert NewsItem.objects.get().corrections == []


def test_a_copy_is_no_correction(channel: Channel) -> None:
    earlier, _ = post_on([channel])
    work()
    body = make_body("Walk for forty minutes.", title="A walk again", channels=(channel.pk,))
    approve(make_post(channel.team, body=body, sealed=True, plan_kind="now", copied_from=earlier))
    work()
    assert [item.corrections for item in NewsItem.objects.all()] == [[], []]


def test_store_failures_are_said_as_such(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    _, [delivery] = post_on([channel])
    store = NewsroomStore(delivery)

    def down(*args: object, **kwargs: object) -> None:
        raise DatabaseError("disk is full")

    monkeypatch.setattr(NewsItem.objects, "filter", down)
    with pytest.raises(StoreError):
        store.find("k")
    with pytest.raises(StoreError) as raised:
        store.put_once("k", b"{}")
    assert raised.value.proven == (connection.vendor == "sqlite")  # a server that went away may have committed
    with pytest.raises(StoreError):
        store.withdraw("1", "x")


def test_pictures_are_known_by_their_media_key(channel: Channel) -> None:
    _, [delivery] = post_on([channel])
    picture = Picture.from_bytes(b"x", "image/png", "alt", (2, 1))
    assert NewsroomStore(delivery).keep_picture(picture) == "picture"
    assert not NewsroomStore(delivery).withdraw("99999", "x")


def test_withdrawn_items_leave_none_of_their_words_behind(channel: Channel, client: Any) -> None:
    """The old address was made of a name; readers and feeds are led on without it."""
    earlier, _ = post_on([channel])
    work()
    body = make_body("Brad Oakheart walks again.", title="Brad Oakheart goes home", channels=(channel.pk,))
    named = make_post(channel.team, body=body, sealed=True, plan_kind="now", copied_from=earlier)
    approve(named)
    work()
    old_note = {
        "at": timezone.now().isoformat(),
        "note": "Brad Oakheart goes home",
        "url": Delivery.objects.get(post=named).url,
    }
    NewsItem.objects.filter(post=earlier).update(corrections=[old_note])
    old = "/newsroom/elm-harbour/brad-oakheart-goes-home/"
    entry = client.get("/newsroom/elm-harbour/feed.json").json()["items"][0]
    assert entry["url"].endswith(old)
    assert "oakheart" not in entry["id"]
    person = make_person(Role.PUBLISHER, channel.team)
    services.take_down(actor=person, post=named, reason="consent", public_reason="Consent ended.")
    work()
    moved = client.get(old)
    assert moved.status_code == 301
    assert moved["X-Robots-Tag"] == "noindex"
    assert re.fullmatch(r"/newsroom/elm-harbour/withdrawn-[0-9a-f]{12}/", moved["Location"])
    item = NewsItem.objects.get(moved_from__gt="")
    first = f"/newsroom/elm-harbour/{NewsItem.objects.exclude(pk=item.pk).get().slug}/"
    for where in (moved["Location"], first, "/newsroom/elm-harbour/", *FEEDS):
        page = client.get(where).content.decode().lower()
        assert "brad" not in page, where
        assert "oakheart" not in page, where
    assert "Withdrawn item" in client.get(first).content.decode()
    items = client.get("/newsroom/elm-harbour/feed.json").json()["items"]
    assert entry["id"] in {i["id"] for i in items}
    assert Delivery.objects.get(post=named).url.endswith(moved["Location"])
    assert free_slug(channel, "Brad Oakheart goes home") == "brad-oakheart-goes-home-2"
    assert NewsroomStore(Delivery.objects.get(post=named)).withdraw(str(item.pk), "Another reason")
    item.refresh_from_db()
    assert item.withdrawn_reason == "Consent ended."
    assert client.get("/newsroom/elm-harbour/never-there/").status_code == 404
