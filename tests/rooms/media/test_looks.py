"""Pictures are looked into once, by whoever is first; until then nothing is approved, and what failed is said."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.factories import make_person, make_team
from tests.rooms.media import pictures as make
from wellspoken.engines.screening.images.report import Box, Line, PictureReport, Unseen, nothing
from wellspoken.rooms.compliance.pictures import items
from wellspoken.rooms.content.body import Picture
from wellspoken.rooms.media import jobs, looks, services
from wellspoken.rooms.media.models import Look, MediaFile
from wellspoken.rooms.media.seeing import report_of, seen
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db
BAND = PictureReport(
    800, 600, (Line("MRN 7730164", Box(1, 2, 3, 4), 92.0, 9.3),), (), (Box(1, 1, 9, 9),), False, ("text", "faces")
)


@pytest.fixture
def picture(tmp_path: Path, settings: object) -> MediaFile:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    team = make_team()
    upload = SimpleUploadedFile("band.jpg", make.jpeg(), "image/jpeg")
    return services.add_picture(actor=make_person(Role.EDITOR, team), team=team, upload=upload)


@pytest.fixture
def sees(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The engine's eyes are replaced; how many bytes they were given is kept."""
    given: list[int] = []

    def look(data: bytes, expired: object) -> PictureReport:
        given.append(len(data))
        return BAND

    monkeypatch.setattr(looks, "look", look)
    return given


def test_a_new_picture_waits_and_says_so(picture: MediaFile) -> None:
    assert picture.look.state == "waiting"
    assert [u.why for u in report_of(picture).unseen] == ["waiting"]
    assert seen(picture).waiting


def test_the_worker_looks_once_and_keeps_what_it_saw(picture: MediaFile, sees: list[int]) -> None:
    assert jobs.look_at_pictures() == 1
    assert jobs.look_at_pictures() == 0
    assert sees == [picture.size]
    fresh = MediaFile.objects.get(pk=picture.pk)
    assert fresh.look.state == "done"
    assert report_of(fresh) == BAND
    assert "MRN 7730164" in seen(fresh).sentence
    assert not seen(fresh).waiting


def test_what_was_seen_goes_to_the_checks(picture: MediaFile, sees: list[int]) -> None:
    named = [Picture(str(picture.pk), picture.sha256, "A band")]
    assert items(named)[0].unseen == ("waiting",)
    jobs.look_at_pictures()
    (item,) = items(named)
    assert (item.name, item.alt, item.ocr_text, item.faces) == ("band.jpg", "A band", "MRN 7730164", 1)
    assert item.unseen == ()


def test_only_one_takes_a_picture(picture: MediaFile) -> None:
    now = timezone.now()
    assert looks.next_look(now) is not None
    assert looks.next_look(now) is None


def test_a_looker_that_died_is_followed_by_another(picture: MediaFile, sees: list[int]) -> None:
    began = timezone.now() - looks.LEASE - timedelta(seconds=1)
    dead = looks.next_look(began)
    assert dead is not None
    alive = looks.next_look(timezone.now())
    assert alive is not None
    looks.look_into(dead, timezone.now)  # wakes up late: its report counts for nothing
    assert Look.objects.get(media=picture).state == "looking"
    looks.look_into(alive, timezone.now)
    assert Look.objects.get(media=picture).state == "done"


def test_a_crash_is_said_and_tried_again(picture: MediaFile, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(data: bytes, expired: object) -> PictureReport:
        raise RuntimeError

    monkeypatch.setattr(looks, "look", crash)
    jobs.look_at_pictures()
    row = Look.objects.get(media=picture)
    assert row.state == "failed"
    assert [u.why for u in report_of(MediaFile.objects.get(pk=picture.pk)).unseen] == ["failed"]
    assert looks.next_look(timezone.now()) is None
    assert looks.next_look(timezone.now() + looks.PAUSE * 2) is not None


def test_a_file_that_is_gone_is_said(picture: MediaFile) -> None:
    picture.file.storage.delete(picture.file.name)
    jobs.look_at_pictures()
    assert [u.why for u in report_of(MediaFile.objects.get(pk=picture.pk)).unseen] == ["not_found"]


def test_a_new_dictionary_makes_old_looks_wait(
    picture: MediaFile, sees: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs.look_at_pictures()
    monkeypatch.setattr(looks.tesseract, "version", lambda: "another")
    assert jobs.look_at_pictures() == 1
    assert jobs.look_at_pictures() == 0
    assert len(sees) == 2


def test_an_old_look_counts_until_the_new_one_is_there(picture: MediaFile, sees: list[int]) -> None:
    jobs.look_at_pictures()
    Look.objects.filter(media=picture).update(version="older")
    assert looks.next_look(timezone.now()) is not None
    assert report_of(MediaFile.objects.get(pk=picture.pk)) == BAND


@pytest.mark.parametrize("why", ["program_missing", "time_out", "dicom", "unclear", "language_missing", "failed"])
def test_every_reason_has_a_sentence(picture: MediaFile, why: str) -> None:
    Look.objects.filter(media=picture).update(state="done", report=nothing(why).to_json())
    assert seen(MediaFile.objects.get(pk=picture.pk)).missing
    assert Unseen("picture", why) in report_of(MediaFile.objects.get(pk=picture.pk)).unseen
