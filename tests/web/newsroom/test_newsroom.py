"""The public pages and feeds: honest, escaped, cached, without a sign-in."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.factories import make_channel, make_organisation, make_person, make_team
from tests.rooms.media import pictures as make
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.media import services as media
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import NewsItem
from wellspoken.web.newsroom import views

pytestmark = pytest.mark.django_db
HOSTILE = (
    '<script>alert(1)</script> "\'& \u202e javascript:alert(2) \x00\x0b https://example.org/a?b=1&c="><img onerror=x>'
)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.SITE_URL = "https://social.example.org"
    settings.ALLOWED_HOSTS = ["*"]
    make_organisation()


def newsroom(**fields: Any) -> Channel:
    return make_channel(make_team(), slug=fields.pop("slug", "elm"), name="Elm & Harbour news", **fields)


def item(channel: Channel, number: int = 1, **fields: Any) -> NewsItem:
    now = timezone.now() - timedelta(hours=100 - number)
    values = {
        "key": f"key-{channel.pk}-{number}",
        "slug": f"item-{number}",
        "title": f"Title {number}",
        "text": f"Text {number}.\n\nSee https://www.example.org/flu, and more.\nNew line.",
        "published_at": now,
        "changed_at": now,
    }
    return NewsItem.objects.create(channel=channel, **{**values, **fields})


def add_picture(channel: Channel) -> Any:
    upload = SimpleUploadedFile("a.jpg", make.jpeg((900, 600)))
    actor = make_person(Role.EDITOR, channel.team)
    return media.add_picture(actor=actor, team=channel.team, upload=upload)


def placed(picture: Any, alt: str = "A nurse smiles") -> list[dict[str, Any]]:
    return [{"media_id": str(picture.pk), "alt": alt, "width": 900, "height": 600, "focus": [0.5, 0.5]}]


def test_the_list_and_an_item(client: Client) -> None:
    channel = newsroom(language="nb")
    picture = add_picture(channel)
    item(channel, lang="id", pictures=placed(picture), sources=[{"url": "https://who.example.org", "title": "WHO"}])
    answer = client.get("/newsroom/elm/")
    page = answer.content.decode()
    assert answer["Content-Language"] == "nb"
    assert '<html lang="nb"' in page
    assert '<article class="news-item" lang="id">' in page
    assert 'alt="A nurse smiles"' in page
    page = client.get("/newsroom/elm/item-1/").content.decode()
    assert '<a href="https://www.example.org/flu" rel="nofollow noopener">https://www.example.org/flu</a>, and' in page
    assert "New line." in page
    assert '<a href="https://who.example.org" rel="noopener">WHO</a>' in page
    assert '<meta property="og:url" content="https://social.example.org/newsroom/elm/item-1/">' in page
    assert (
        f'<meta property="og:image" content="https://social.example.org/newsroom/pictures/{picture.pk}/large/">' in page
    )


@pytest.mark.parametrize("address", ["", "item-1/", "feed.atom", "feed.json"])
def test_no_sign_in_and_never_indexed_by_mistake(client: Client, address: str) -> None:
    channel = newsroom()
    item(channel)
    answer = client.get(f"/newsroom/elm/{address}")
    assert answer.status_code == 200
    assert "sessionid" not in answer.cookies
    assert client.post(f"/newsroom/elm/{address}").status_code == 405


@pytest.mark.parametrize(
    "address", ["nobody/", "elm/none/", "elm/feed.rss", "ELM%00/", "elm/../", "nobody/feed.atom", "nobody/feed.json"]
)
def test_what_is_not_there(client: Client, address: str) -> None:
    newsroom()
    make_channel(make_team(), "bluesky", slug="secret")
    assert client.get(f"/newsroom/{address}").status_code in {404, 400}
    assert client.get("/newsroom/secret/").status_code == 404


@pytest.mark.parametrize("page", ["2", "0", "-1", "x", "99999999999", "²", ""])
def test_odd_page_numbers(client: Client, page: str) -> None:
    channel = newsroom()
    for number in range(25):
        item(channel, number)
    assert client.get("/newsroom/elm/", {"page": page}).status_code == 200


def test_pages(client: Client) -> None:
    channel = newsroom()
    for number in range(25):
        item(channel, number)
    first = client.get("/newsroom/elm/").content.decode()
    second = client.get("/newsroom/elm/?page=2").content.decode()
    assert first.count("<article") == 20
    assert second.count("<article") == 5
    assert 'href="?page=2"' in first
    assert 'href="?page=1"' in second


@pytest.mark.parametrize("field", ["title", "text"])
def test_hostile_text_stays_text(client: Client, field: str) -> None:
    channel = newsroom()
    item(channel, **{field: HOSTILE})
    for address in ("", "item-1/"):
        page = client.get(f"/newsroom/elm/{address}").content.decode()
        assert "<script>alert" not in page
        assert "<img onerror" not in page
        assert 'href="javascript' not in page
    found = feedparser.parse(client.get("/newsroom/elm/feed.atom").content)
    assert not found.bozo
    json.loads(client.get("/newsroom/elm/feed.json").content)


def test_hostile_sources_corrections_and_descriptions(client: Client) -> None:
    channel = newsroom()
    picture = add_picture(channel)
    item(
        channel,
        pictures=placed(picture, HOSTILE),
        sources=[{"url": "javascript:alert(1)", "title": HOSTILE}],
        corrections=[{"at": "nonsense", "note": HOSTILE, "url": "javascript:alert(3)"}, {}],
    )
    page = client.get("/newsroom/elm/item-1/").content.decode()
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert not feedparser.parse(client.get("/newsroom/elm/feed.atom").content).bozo


def test_a_withdrawn_item_is_a_note_everywhere(client: Client) -> None:
    channel = newsroom()
    picture = add_picture(channel)
    row = item(channel, title="Brad's story", text="Secret words", pictures=placed(picture))
    address = f"/newsroom/pictures/{picture.pk}/small/"
    before = client.get("/newsroom/elm/feed.atom")
    assert client.get(address).status_code == 200
    now = timezone.now()
    NewsItem.objects.filter(pk=row.pk).update(withdrawn_at=now, withdrawn_reason="Consent ended.", changed_at=now)
    for part in ("", "item-1/", "feed.atom", "feed.json"):
        answer = client.get(f"/newsroom/elm/{part}", headers={"If-None-Match": before["ETag"]})
        assert answer.status_code == 200
        page = answer.content.decode()
        assert "Consent ended." in page
        assert "withdrawn" in page
        for gone in ("Secret words", "Brad", str(picture.pk)):
            assert gone not in page
    assert client.get(address).status_code == 404
    assert client.get("/newsroom/elm/item-1/")["X-Robots-Tag"] == "noindex"
    entry = feedparser.parse(client.get("/newsroom/elm/feed.atom").content).entries[0]
    assert entry.updated > feedparser.parse(before.content).entries[0].updated
    assert entry.id == feedparser.parse(before.content).entries[0].id


def test_a_picture_is_public_only_while_a_live_item_shows_it(client: Client) -> None:
    channel = newsroom()
    picture = add_picture(channel)
    address = f"/newsroom/pictures/{picture.pk}/small/"
    assert client.get(address).status_code == 404
    row = item(channel, pictures=placed(picture))
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "public, max-age=300"
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.get(f"/newsroom/pictures/{picture.pk}/huge/").status_code == 404
    other = item(channel, 2, pictures=placed(picture))
    NewsItem.objects.filter(pk=row.pk).update(withdrawn_at=timezone.now())
    assert client.get(address).status_code == 200
    NewsItem.objects.filter(pk=other.pk).update(withdrawn_at=timezone.now())
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 404


def test_corrections_are_shown_with_their_day(client: Client) -> None:
    channel = newsroom()
    note = {
        "at": "2026-11-20T08:00:00+00:00",
        "note": "The dose was wrong",
        "url": "https://social.example.org/newsroom/elm/item-2/",
    }
    item(channel, corrections=[note])
    page = client.get("/newsroom/elm/item-1/").content.decode()
    assert '<a href="https://social.example.org/newsroom/elm/item-2/">The dose was wrong</a>' in page
    assert "20 Nov" in page
    assert "corrected" in client.get("/newsroom/elm/").content.decode()


@pytest.mark.parametrize("part", ["", "item-1/", "feed.atom", "feed.json"])
def test_unchanged_pages_answer_304(client: Client, part: str) -> None:
    channel = newsroom()
    item(channel)
    first = client.get(f"/newsroom/elm/{part}")
    again = client.get(f"/newsroom/elm/{part}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    item(channel, 2)
    assert client.get(f"/newsroom/elm/{part}", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_feeds_say_the_same_and_are_valid(client: Client) -> None:
    channel = newsroom(language="id")
    picture = add_picture(channel)
    for number in range(3):
        item(channel, number, lang="id", pictures=placed(picture, 'A "quoted" <nurse>'))
    answer = client.get("/newsroom/elm/feed.atom")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(io.BytesIO(answer.content))
    assert not found.bozo
    assert found.version == "atom10"
    assert found.feed.title == "Elm & Harbour news"
    assert found.feed.id == "https://social.example.org/newsroom/elm/"
    assert [e.link for e in found.entries] == [f"https://social.example.org/newsroom/elm/item-{n}/" for n in (2, 1, 0)]
    assert (
        "A &quot;quoted&quot; &lt;nurse&gt;" in client.get("/newsroom/elm/feed.json").json()["items"][0]["content_html"]
    )
    told = client.get("/newsroom/elm/feed.json").json()
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert [i["id"] for i in told["items"]] == [e.id for e in found.entries]
    assert told["items"][0]["date_modified"].endswith("Z")


def test_an_empty_and_a_closed_newsroom(client: Client) -> None:
    channel = newsroom()
    assert "Nothing has been published" in client.get("/newsroom/elm/").content.decode()
    assert not feedparser.parse(client.get("/newsroom/elm/feed.atom").content).bozo
    item(channel)
    Channel.objects.update(state="removed")
    assert "closed" in client.get("/newsroom/elm/item-1/").content.decode()


@pytest.mark.parametrize("size", [3, 25])
@pytest.mark.parametrize("part", ["", "item-1/", "feed.atom", "feed.json"])
def test_few_queries_whatever_the_size(
    client: Client, django_assert_max_num_queries: Any, part: str, size: int
) -> None:
    channel = newsroom()
    for number in range(size):
        item(channel, number)
    with django_assert_max_num_queries(5):
        client.get(f"/newsroom/elm/{part}")


def test_the_security_policy_is_intact(client: Client) -> None:
    item(newsroom(), text=HOSTILE)
    answer = client.get("/newsroom/elm/item-1/")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    page = answer.content.decode()
    assert "<style" not in page
    assert "style=" not in page
    assert "<script>" not in page


def test_a_new_build_is_never_answered_with_an_old_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    item(newsroom())
    monkeypatch.setattr(views, "assets", lambda: ("old.js", "old.css"))
    first = client.get("/newsroom/elm/")
    monkeypatch.setattr(views, "assets", lambda: ("new.js", "new.css"))
    assert client.get("/newsroom/elm/", headers={"If-None-Match": first["ETag"]}).status_code == 200
