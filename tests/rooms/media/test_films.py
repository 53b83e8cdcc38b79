"""Keeping films: what comes in is clean, whole and kept once; captions and posters; versions made in the background."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import film_kit as kit
from tests.factories import make_person, make_team
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.kernel.malware import Infected
from wellspoken.rooms.media.films import adding, captioning, ffmpeg, making, posters, selectors
from wellspoken.rooms.media.films.errors import BadCaptions, BadFilm
from wellspoken.rooms.media.models import Film, FilmCaptions, MediaFile
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import Team
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db
SRT = b"1\n00:00:00,200 --> 00:00:01,000\nWalk slowly.\n"


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
    return tmp_path / "media"


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ffmpeg, "have", lambda: False)


def add(data: bytes, name: str = "walk.mp4", team: Team | None = None, role: Role = Role.EDITOR) -> Film:
    team = team or make_team()
    upload = SimpleUploadedFile(name, data, content_type="video/mp4")
    return adding.add_film(actor=make_person(role, team), team=team, upload=upload)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.usefixtures("alone")
def test_a_film_is_kept_once_per_team_without_any_program(own_folder: Path) -> None:
    team = make_team()
    film = add(kit.film(), name="../../My walk.MOV", team=team)
    assert add(kit.film(), team=team).pk == film.pk
    assert (film.name, film.form, film.seconds, film.facts.common) == ("My walk.mp4", "mp4", 4.0, True)
    assert [path.suffix for path in files(own_folder)] == [".mp4"]
    assert AuditEntry.objects.filter(action="film.added", object_id=str(film.pk)).count() == 1
    assert selectors.common(film) == selectors.original(film)


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (kit.film(beside=kit.apple_place()), "place_inside"),
        (kit.film(beside=kit.box(b"udta", kit.box(b"\xa9mod", b"\0\5\x15\xc7Phone"))), "device_inside"),
        (kit.film()[:-9], "cut_off"),
        (kit.film(kit.trak(b"soun", b"mp4a")), "sound_only"),
    ],
)
def test_what_is_refused_leaves_nothing(data: bytes, code: str, own_folder: Path) -> None:
    with pytest.raises(BadFilm) as told:
        add(data)
    assert told.value.code == code
    assert (files(own_folder), Film.objects.count()) == ([], 0)


@pytest.mark.usefixtures("alone")
def test_the_limit_holds_whatever_the_upload_says_of_itself(settings: object) -> None:
    settings.FILM_MAX_BYTES = 1000  # type: ignore[attr-defined]
    team = make_team()

    class Endless(io.BytesIO):
        name, size = "film.mp4", None

    with pytest.raises(BadFilm) as told:
        adding.add_film(actor=make_person(Role.EDITOR, team), team=team, upload=Endless(kit.film()))
    assert told.value.code == "too_big"


def test_malware_is_stopped_before_anything_reads_it(monkeypatch: pytest.MonkeyPatch, own_folder: Path) -> None:
    def found(path: Path) -> None:
        raise Infected("Eicar")

    monkeypatch.setattr(adding, "refuse_malware_file", found)
    monkeypatch.setattr(adding, "probe", lambda path: pytest.fail("it was read"))
    with pytest.raises(BadFilm) as told:
        add(kit.film())
    assert (told.value.code, files(own_folder)) == ("malware", [])


def test_only_who_may_suggest_brings_films(own_folder: Path) -> None:
    with pytest.raises(Denied):
        add(kit.film(), role=Role.AUDITOR)


@pytest.mark.usefixtures("alone")
def test_captions_are_replaced_and_what_was_named_stays() -> None:
    film = add(kit.film())
    actor = make_person(Role.EDITOR, film.team)
    first = captioning.add_captions(actor=actor, film=film, lang="nb", upload=SimpleUploadedFile("a.srt", SRT))
    second = captioning.add_captions(
        actor=actor, film=film, lang="nb", upload=SimpleUploadedFile("a.srt", SRT.replace(b"slowly", b"on"))
    )
    assert [row.pk for row in selectors.captions_of(film)] == [second.pk]
    assert selectors.spoken([first.pk, second.pk]) == {first.pk: "Walk slowly.", second.pk: "Walk on."}
    captioning.drop_captions(actor=actor, film=film, lang="nb")
    assert (selectors.captions_of(film), FilmCaptions.objects.count()) == ([], 2)


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(
    ("lang", "data", "code"), [("", SRT, "language"), ("nb", None, "missing"), ("nb", b"", "empty")]
)
def test_captions_that_are_refused(lang: str, data: bytes | None, code: str) -> None:
    film = add(kit.film())
    upload = None if data is None else SimpleUploadedFile("a.srt", data)
    with pytest.raises(BadCaptions) as told:
        captioning.add_captions(actor=make_person(Role.EDITOR, film.team), film=film, lang=lang, upload=upload)
    assert told.value.code == code


@pytest.mark.usefixtures("alone")
def test_a_poster_cannot_be_taken_without_the_program() -> None:
    film = add(kit.film())
    with pytest.raises(BadFilm) as told:
        posters.from_film(actor=make_person(Role.EDITOR, film.team), film=film, at=1.0)
    assert told.value.code == "no_program"


@kit.with_ffmpeg
def test_place_goes_and_a_poster_comes(tmp_path: Path) -> None:
    told = ["-metadata", "location=+46.7867-092.1005/", "-movflags", "use_metadata_tags"]
    film = add(kit.made(tmp_path / "in.mp4", *told).read_bytes())
    assert "gps" in film.removed
    assert b"46.7867" not in Path(film.file.path).read_bytes()
    assert film.poster is not None
    assert (film.poster.width, film.poster.height) == (320, 180)
    other = posters.from_film(actor=make_person(Role.EDITOR, film.team), film=film, at=1.8)
    assert other.pk != MediaFile.objects.order_by("uploaded_at").first().pk  # type: ignore[union-attr]
    with pytest.raises(BadFilm):
        posters.from_film(actor=make_person(Role.EDITOR, film.team), film=film, at=99.0)


@kit.with_ffmpeg
def test_a_file_with_the_structure_of_a_film_and_no_picture_is_refused() -> None:
    with pytest.raises(BadFilm) as told:
        add(kit.film())
    assert told.value.code in ("broken", "lying")


@kit.with_ffmpeg
def test_what_not_everybody_plays_is_made_again(tmp_path: Path) -> None:
    film = add(kit.made(tmp_path / "in.webm", form="webm").read_bytes(), name="walk.webm")
    assert selectors.common(film) is None
    assert selectors.comes(film)
    assert making.make_next(lambda: False)
    film = selectors.by_key(film.pk) or film
    made = selectors.common(film)
    assert made is not None
    assert (made.mime, made.width, made.height, film.version.percent) == ("video/mp4", 320, 180, 100)
    assert made.size == made.path.stat().st_size
    assert not making.make_next(lambda: False)


@pytest.mark.usefixtures("alone")
def test_what_died_is_cleared_away_and_what_lives_is_left(own_folder: Path) -> None:
    dead, alive = own_folder / "incoming" / "dead", own_folder / "incoming" / "alive"
    for folder in (dead, alive):
        folder.mkdir(parents=True)
    os.utime(dead, (0, 0))
    making.chore(lambda: False)
    assert [path.name for path in (own_folder / "incoming").iterdir()] == ["alive"]


@kit.with_ffmpeg
def test_a_film_that_cannot_be_made_says_so_and_is_tried_again(tmp_path: Path) -> None:
    film = add(kit.made(tmp_path / "in.webm", form="webm").read_bytes(), name="walk.webm")
    Path(film.file.path).write_bytes(b"gone")
    making.make_next(lambda: False)
    film.version.refresh_from_db()
    assert (film.version.state, film.version.tries, selectors.common(film)) == ("failed", 1, None)
