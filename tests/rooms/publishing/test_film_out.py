"""A film on its way out: the right file, the captions that were approved, the Newsroom, the archive, the end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests import film_kit as kit
from tests.factories import make_body, make_channel, make_person, make_post
from tests.publishing_kit import approve
from wellspoken.networks.registry import connector
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.film import CaptionUse, FilmUse
from wellspoken.rooms.media.films import ffmpeg
from wellspoken.rooms.media.films.captioning import add_captions
from wellspoken.rooms.media.models import Film, FilmVersion
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing import delivering, filming, gates, sweeping, withdrawing
from wellspoken.rooms.publishing.models import Delivery, NewsItem
from wellspoken.rooms.publishing.withdrawn_items import empty
from wellspoken.rooms.publishing.words import say
from wellspoken.rooms.records import selectors
from wellspoken.rooms.records.archiving import keep
from wellspoken.rooms.records.services.archive import _unused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(ffmpeg, "have", lambda: False)
    monkeypatch.setattr(gates, "unreleased_blocks_of", lambda contents: [[] for _ in contents])


@pytest.fixture
def channel() -> Channel:
    return make_channel(slug="elm-harbour")


def used(channel: Channel, data: bytes | None = None) -> FilmUse:
    """A film of the channel's team with captions, as a post uses it."""
    author = make_person(Role.EDITOR, channel.team)
    film = kit.stored(channel.team, author, data=data)
    row = add_captions(actor=author, film=film, lang="nb", upload=SimpleUploadedFile("a.srt", kit.SRT))
    return FilmUse(str(film.pk), film.sha256, "A walk", captions=(CaptionUse(row.pk, "nb", row.sha256),))


def sent(channel: Channel, film: FilmUse) -> Delivery:
    body = make_body(channels=(channel.pk,), film=film)
    [delivery] = approve(make_post(channel.team, body=body, sealed=True, plan_kind="now"))
    for bell in sweeping.sweep(timezone.now(), "w"):
        delivering.deliver(bell.delivery_id, bell.fence)
    delivery.refresh_from_db()
    return delivery


def test_the_newsroom_shows_the_film_with_captions_until_it_is_withdrawn(channel: Channel, client: Client) -> None:
    use = used(channel)
    delivery = sent(channel, use)
    assert delivery.state == "live", delivery.reason
    item = NewsItem.objects.get()
    page = client.get(f"/newsroom/elm-harbour/{item.slug}/").content.decode()
    assert "<video" in page
    assert "controls" in page
    assert "autoplay" not in page
    assert f'src="/newsroom/films/{use.film_id}/nb.vtt"' in page
    film = client.get(f"/newsroom/films/{use.film_id}/", headers={"range": "bytes=4-7"})
    assert (film.status_code, b"".join(film.streaming_content)) == (206, b"ftyp")  # type: ignore[attr-defined]
    captions = client.get(f"/newsroom/films/{use.film_id}/nb.vtt")
    assert (captions["Content-Type"], b"Walk slowly." in captions.content) == ("text/vtt; charset=utf-8", True)
    assert client.get(f"/newsroom/films/{use.film_id}/en.vtt").status_code == 404
    empty(item.pk, "Consent was withdrawn.", timezone.now())
    for address in (f"/newsroom/films/{use.film_id}/", f"/newsroom/films/{use.film_id}/nb.vtt"):
        assert client.get(address).status_code == 404
    assert withdrawing.due_withdrawals(timezone.now()) == []


def test_a_film_that_nobody_published_is_not_public(channel: Channel, client: Client) -> None:
    assert client.get(f"/newsroom/films/{used(channel).film_id}/").status_code == 404


def test_later_captions_never_reach_what_was_approved(channel: Channel) -> None:
    use = used(channel)
    film = Film.objects.get()
    changed = kit.SRT.replace(b"slowly", b"naked")
    add_captions(
        actor=make_person(Role.EDITOR, channel.team), film=film, lang="nb", upload=SimpleUploadedFile("a.srt", changed)
    )
    limits = connector("newsroom").limits(None)  # type: ignore[arg-type]
    video = filming.video(use, limits)
    assert video is not None
    assert b"Walk slowly." in video.captions[0].load()


@pytest.mark.parametrize("what", ["film", "captions", "file"])
def test_what_is_not_as_approved_is_held(channel: Channel, what: str) -> None:
    use = used(channel)
    if what == "film":
        use = replace(use, sha256="0" * 64)
    elif what == "captions":
        use = replace(use, captions=(replace(use.captions[0], sha256="0" * 64),))
    else:
        Path(Film.objects.get().file.path).unlink()
    delivery = sent(channel, use)
    assert (delivery.state, delivery.reason) == ("held", "film_changed")


def test_a_film_that_is_still_being_made_waits(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    use = used(channel, kit.film(brand=b"qt  "))
    assert FilmVersion.objects.get().state == "waiting"
    monkeypatch.setattr(ffmpeg, "have", lambda: True)
    delivery = sent(channel, use)
    assert (delivery.state, delivery.reason) == ("scheduled", "film_not_ready")
    assert not NewsItem.objects.exists()


def test_a_film_that_nothing_makes_fit_is_refused_in_words(channel: Channel) -> None:
    delivery = sent(channel, used(channel, kit.film(kit.trak(codec=b"hvc1"))))
    assert (delivery.state, delivery.reason) == ("refused", "film_form")
    assert "H.264" in str(say(delivery))


def test_the_archive_keeps_the_film_and_its_captions(channel: Channel) -> None:
    use = used(channel)
    edition = keep(sent(channel, use).pk)
    assert edition is not None
    told = edition.content["film"]
    assert (told["sha256"], told["captions"][0]["lang"]) == (use.sha256, "nb")
    assert "Walk slowly." in told["captions"][0]["text"]
    assert selectors.seal_fits(edition)
    Path(Film.objects.get().file.path).unlink()
    kept = selectors.film_of(edition)
    assert kept is not None
    assert selectors.bytes_of(kept) is not None
    assert _unused([use.sha256]) == []
