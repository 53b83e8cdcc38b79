"""The film of a post on its pages: adding, captions or a reason, sending to review, the Newsroom."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import film_kit as kit
from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.media.films import ffmpeg
from wellspoken.rooms.media.models import Film, FilmCaptions
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review.errors import BlockedByChecks
from wellspoken.rooms.review.services import submit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(ffmpeg, "have", lambda: False)


@pytest.fixture
def desk(client: Client) -> tuple[Client, Post]:
    """An editor, signed in, and a draft for the Newsroom."""
    make_organisation()
    team = make_team()
    user = make_person(Role.EDITOR, team)
    client.force_login(user)
    channel = make_channel(team)
    return client, make_post(team, user, make_body(channels=(channel.pk,)))


def srt(data: bytes = kit.SRT) -> SimpleUploadedFile:
    return SimpleUploadedFile("walk.srt", data)


def put_in(client: Client, post: Post, data: bytes | None = None, **headers: str) -> Any:
    file = SimpleUploadedFile("walk.mp4", kit.film() if data is None else data, content_type="video/mp4")
    return client.post(reverse("post_film_upload", args=[post.pk]), {"film": file}, headers=headers)


def page(client: Client, post: Post, **said: Any) -> Any:
    return client.post(reverse("post_film", args=[post.pk]), said)


def film_of(post: Post) -> Any:
    post.refresh_from_db()
    return post.current.content.film if post.current else None


def test_a_film_needs_captions_before_it_is_sent_to_review(desk: tuple[Client, Post]) -> None:
    client, post = desk
    assert put_in(client, post).status_code == 302
    use = film_of(post)
    assert post.author is not None
    assert use.sha256 == Film.objects.get().sha256
    assert "captions missing" in client.get(reverse("compose", args=[post.pk])).content.decode()
    with pytest.raises(BlockedByChecks) as told:
        submit(actor=post.author, post=post, base_version=post.version)
    assert ("A11Y-2", True) in [(block.rule, block.system) for block in told.value.blocks]
    assert page(client, post, act="caption", lang="en", captions=srt()).status_code == 302
    assert [one.lang for one in film_of(post).captions] == ["en"]
    page(client, post, act="describe", alt="Two people walk in a park.")
    assert film_of(post).alt
    request = submit(actor=post.author, post=post, base_version=post.version)
    assert request.state == "open"
    parts = {check["part"] for check in request.checks}
    assert {"captions:en", "film_alt"} <= parts


def test_a_reason_stands_for_captions_and_is_in_the_log(desk: tuple[Client, Post]) -> None:
    client, post = desk
    put_in(client, post)
    answer = page(client, post, act="waive", waiver="other", reason="short")
    assert answer.status_code == 409
    assert "ten characters" in answer.content.decode()
    assert page(client, post, act="waive", waiver="no_speech").status_code == 302
    assert film_of(post).understood
    assert AuditEntry.objects.filter(action="post.captions_waived").count() == 1
    assert submit(actor=post.author, post=post, base_version=post.version).state == "open"


def test_captions_are_screened_like_the_text(desk: tuple[Client, Post]) -> None:
    client, post = desk
    put_in(client, post)
    said = kit.SRT.replace(b"Walk slowly.", b"Our patient Kari Nordmann, SSN 078-05-1120, was cured.")
    page(client, post, act="caption", lang="en", captions=srt(said))
    assert film_of(post).captions
    with pytest.raises(BlockedByChecks):
        submit(actor=post.author, post=post, base_version=post.version)
    report = client.post(
        reverse("compose_screen", args=[post.pk]), {"seq": 1, "body": film_body(post)}, content_type="application/json"
    ).json()
    assert any(part["part"] == "captions:en" and part["cards"] for part in report["parts"])


def film_body(post: Post) -> dict[str, Any]:
    post.refresh_from_db()
    assert post.current is not None
    return dict(post.current.body)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (kit.film()[:-5], "cut off"),
        (b"hello there, no film", "not a film"),
        (kit.film(beside=kit.apple_place()), "where"),
    ],
)
def test_a_refused_film_is_told_why(desk: tuple[Client, Post], data: bytes, words: str) -> None:
    client, post = desk
    answer = put_in(client, post, data, accept="application/json")
    assert answer.status_code == 422
    assert words in answer.json()["error"]
    assert (film_of(post), Film.objects.count()) == (None, 0)


def test_a_script_gets_the_film_to_put_into_its_words(desk: tuple[Client, Post]) -> None:
    client, post = desk
    sent = put_in(client, post, accept="application/json").json()
    assert film_of(post) is None
    body = {**film_body(post), "film": sent["film"]}
    said = {"version": post.version, "body": body, "base": film_body(post)}
    assert client.post(reverse("compose_autosave", args=[post.pk]), said, "application/json").status_code == 200
    assert film_of(post).film_id == sent["film"]["film_id"]


def test_the_composer_without_a_script_takes_and_drops_a_film(desk: tuple[Client, Post]) -> None:
    client, post = desk
    form = {"version": post.version, "text": "A walk.", "film": "", "action": "save"}
    file = SimpleUploadedFile("walk.mp4", kit.film(), content_type="video/mp4")
    assert client.post(reverse("compose", args=[post.pk]), {**form, "new_film": file}).status_code == 302
    held = film_of(post)
    form = {"version": post.version, "text": "A walk.", "film": "", "remove-film": "1"}
    client.post(reverse("compose", args=[post.pk]), form)
    assert (held is not None, film_of(post)) == (True, None)


def test_a_film_of_another_team_cannot_be_named(desk: tuple[Client, Post]) -> None:
    client, post = desk
    other = make_team()
    strange = kit.stored(other, make_person(Role.EDITOR, other))
    body = {**film_body(post), "film": {"film_id": str(strange.pk)}}
    said = {"version": post.version, "body": body}
    assert client.post(reverse("compose_autosave", args=[post.pk]), said, "application/json").status_code == 422
    assert client.get(reverse("film", args=[strange.pk])).status_code == 404


def test_refused_captions_say_the_line(desk: tuple[Client, Post]) -> None:
    client, post = desk
    put_in(client, post)
    answer = page(client, post, act="caption", lang="en", captions=srt(kit.SRT.replace(b"00:00:01", b"00:09:01")))
    assert answer.status_code == 422
    assert "Line 2" in answer.content.decode()
    assert not FilmCaptions.objects.exists()


@pytest.mark.parametrize("act", ["", "poster", "uncaption", "waive", "nothing"])
def test_acts_that_make_no_sense_are_refused_in_words(desk: tuple[Client, Post], act: str) -> None:
    client, post = desk
    assert page(client, post, act=act).status_code == 422  # no film yet
    put_in(client, post)
    assert page(client, post, act=act, lang="xx", waiver="magic", at="soon").status_code == 422


RANGES = [
    ("", 200, None),
    ("bytes=0-9", 206, "bytes 0-9/{n}"),
    ("bytes=10-", 206, "bytes 10-{last}/{n}"),
    ("bytes=-5", 206, "bytes {five}-{last}/{n}"),
    ("bytes=999999-", 416, "bytes */{n}"),
    ("bytes=-0", 416, "bytes */{n}"),
    ("lines=1-2", 200, None),
]


@pytest.mark.parametrize(("asked", "status", "told"), RANGES)
def test_a_player_gets_the_part_it_asks_for(
    desk: tuple[Client, Post], asked: str, status: int, told: str | None
) -> None:
    client, post = desk
    film = kit.stored(post.team, post.author)
    whole = Path(film.file.path).read_bytes()
    answer = client.get(reverse("film", args=[film.pk]), headers={"range": asked} if asked else {})
    wanted = told.format(n=len(whole), last=len(whole) - 1, five=len(whole) - 5) if told else None
    assert (answer.status_code, answer.get("Content-Range")) == (status, wanted)
    if status != 416:
        data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        assert data in whole
        assert len(data) == int(answer["Content-Length"])
