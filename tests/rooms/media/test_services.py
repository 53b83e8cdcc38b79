"""Keeping pictures, making them fit, finding them again."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.factories import make_body, make_person, make_team
from tests.rooms.media import pictures as make
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.content.body import Picture
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.media import access, renditions, selectors, services
from wellspoken.rooms.media.errors import BadPicture
from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return tmp_path


def upload(data: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def add(data: bytes, role: Role = Role.EDITOR, team: object = None, name: str = "photo.jpg") -> MediaFile:
    team = team or make_team()
    return services.add_picture(actor=make_person(role, team), team=team, upload=upload(data, name))


def test_only_the_cleaned_bytes_are_kept(own_folder: Path) -> None:
    media = add(make.phone_photo(), name="../../IMG_0001.HEIC")
    kept = [p.read_bytes() for p in own_folder.rglob("*") if p.is_file()]
    assert len(kept) == 1
    assert b"secret" not in kept[0]
    assert len(kept[0]) == media.size
    assert media.name == "IMG_0001.jpg"
    assert media.removed == ["gps", "camera", "time", "text"]
    assert AuditEntry.objects.filter(action="media.added", object_id=str(media.pk)).count() == 1


def test_the_same_picture_is_kept_once_per_team(own_folder: Path) -> None:
    team, other = make_team(), make_team()
    first = add(make.jpeg(), team=team)
    assert add(make.jpeg(), team=other).pk != first.pk
    data = make.png()
    assert add(data, team=team).pk == add(data + b"trailing", team=team).pk


def test_a_refused_picture_leaves_nothing(own_folder: Path) -> None:
    with pytest.raises(BadPicture):
        add(make.with_zip())
    assert not MediaFile.objects.exists()
    assert not [p for p in own_folder.rglob("*") if p.is_file()]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REVIEWER, Role.AUDITOR])
def test_who_may_not_write_may_not_upload(role: Role) -> None:
    with pytest.raises(Denied):
        add(make.jpeg(), role=role)


def test_the_declared_size_is_not_trusted() -> None:
    lying = upload(b"\0" * (services.MAX_BYTES + 5))
    lying.size = 10
    team = make_team()
    with pytest.raises(BadPicture) as caught:
        services.add_picture(actor=make_person(Role.EDITOR, team), team=team, upload=lying)
    assert caught.value.code == "too_big"


@pytest.mark.parametrize("max_bytes", [2_000, 20_000, 10_000_000])
@pytest.mark.parametrize("max_side", [64, 300, 4096])
def test_renditions_hold_their_bounds(max_bytes: int, max_side: int) -> None:
    media = add(make.png((500, 400)), name="noise.png")
    data, mime = renditions.rendition(media, max_bytes=max_bytes, max_side=max_side)
    assert len(data) <= max_bytes
    with Image.open(io.BytesIO(data)) as image:
        assert max(image.size) <= max_side
        assert Image.MIME[image.format or ""] == mime
    assert renditions.rendition(media, max_bytes=max_bytes, max_side=max_side) == (data, mime)


def test_renditions_are_made_once(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    media = add(make.jpeg((800, 600)))
    first = renditions.thumbnail(media, "thumb")
    monkeypatch.setattr(renditions, "_make", lambda *_: pytest.fail("made again"))
    assert renditions.thumbnail(media, "thumb") == first
    assert first.width == 320


def test_a_damaged_kept_rendition_is_made_anew(own_folder: Path) -> None:
    media = add(make.jpeg((800, 600)))
    first = renditions.thumbnail(media, "thumb")
    for kept in (own_folder / "renditions").rglob("*"):
        if kept.is_file():
            kept.write_bytes(b"damaged")
    assert renditions.thumbnail(media, "thumb") == first


def test_pixel_limits_hold() -> None:
    media = add(make.jpeg((800, 600)))
    made = renditions.fitted(media, renditions.Bounds(10_000_000, 4096, 100_000))
    assert made.width * made.height <= 100_000


def test_the_impossible_is_said() -> None:
    media = add(make.jpeg((800, 600)))
    with pytest.raises(BadPicture) as caught:
        renditions.rendition(media, max_bytes=50)
    assert caught.value.code == "cannot_fit"


def test_pictures_of_a_body_come_in_its_order_with_one_query(django_assert_num_queries: object) -> None:
    team = make_team()
    first, second = add(make.jpeg((20, 20)), team=team), add(make.jpeg((30, 30)), team=team)
    names = [str(second.pk), "not-a-key", str(first.pk), "00000000-0000-4000-8000-000000000000"]
    body = make_body(pictures=tuple(Picture(n, "", alt=f"alt {n}") for n in names))
    with django_assert_num_queries(1):  # type: ignore[operator]
        placed = selectors.pictures_for(body)
    assert [p.media.pk for p in placed] == [second.pk, first.pk]
    assert placed[0].alt == f"alt {second.pk}"
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert selectors.pictures_for(make_body()) == []


def test_access_hides_other_teams_pictures() -> None:
    team = make_team()
    media = add(make.jpeg(), team=team)
    assert access.get_media(make_person(Role.VIEWER, team), str(media.pk)) == media
    with pytest.raises(NotThere):
        access.get_media(make_person(Role.EDITOR, make_team()), media.pk)
    with pytest.raises(NotThere):
        access.get_media(make_person(Role.VIEWER, team), "nonsense")
