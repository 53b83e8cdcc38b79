"""Signed addresses of pictures: one file, one hour, nothing else; none without a public installation."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from tests.factories import make_organisation, make_person, make_team
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.public_address import public_address
from wellspoken.rooms.media import public_links, renditions
from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.media.renditions import Bounds
from wellspoken.rooms.media.services import add_picture

pytestmark = pytest.mark.django_db
SITE = "https://social.example.org"
WIDE = Bounds(10**6, 2000)


@pytest.fixture
def media(settings: Any, tmp_path: Any) -> MediaFile:
    settings.SITE_URL, settings.MEDIA_ROOT = SITE, tmp_path
    make_organisation()
    return picture("red")


def picture(colour: str) -> MediaFile:
    team = make_team()
    file = io.BytesIO()
    Image.new("RGBA", (300, 200), colour).save(file, "PNG")
    upload = SimpleUploadedFile("a.png", file.getvalue(), "image/png")
    return add_picture(actor=make_person(team=team), team=team, upload=upload)


@pytest.mark.parametrize(
    ("site", "public"),
    [
        ("https://social.example.org", True),
        ("https://social.example.org:8443", True),
        ("https://8.8.8.8", True),
        ("http://social.example.org", False),
        ("https://localhost:8000", False),
        ("https://127.0.0.1", False),
        ("https://10.1.2.3", False),
        ("https://[::1]", False),
        ("https://[fd00::1]", False),
        ("https://wellspoken", False),
        ("https://wellspoken.local", False),
        ("https://wellspoken.hospital.internal", False),
        ("https://social.test.", False),
        ("https://169.254.169.254", False),
        ("", False),
    ],
)
def test_only_a_public_installation_has_an_address(settings: Any, site: str, public: bool) -> None:
    settings.SITE_URL = site
    assert bool(public_address()) is public


def test_anybody_fetches_it_in_the_size_it_was_signed_for(media: MediaFile) -> None:
    bounds = Bounds(10**6, 100, 0, jpeg_only=True)
    where = public_links.address(media, bounds, "image/jpeg")
    assert where.startswith(f"{SITE}/media/public/")
    assert where.endswith("/picture.jpg")
    answer = Client().get(where.removeprefix(SITE))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert Image.open(io.BytesIO(answer.content)).size == (99, 66)
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex")
    assert answer.content == renditions.fitted(media, bounds).data
    assert Client().post(where.removeprefix(SITE)).status_code == 405


def test_a_house_without_a_public_address_has_none(media: MediaFile, settings: Any) -> None:
    settings.SITE_URL = "http://127.0.0.1:8000"
    assert public_links.address(media, WIDE, "image/png") == ""


@pytest.mark.parametrize(("after", "status"), [(timedelta(minutes=59), 200), (timedelta(minutes=61), 404)])
def test_it_ends_after_an_hour(media: MediaFile, after: timedelta, status: int) -> None:
    where = public_links.address(media, WIDE, "image/png").removeprefix(SITE)
    with time_machine.travel(timezone.now() + after, tick=False):
        assert Client().get(where).status_code == status


def test_nothing_else_opens(media: MediaFile, settings: Any) -> None:
    other = picture("blue")
    good = public_links.token(media, WIDE)
    body, rest = good.split(":", 1)
    theirs = public_links.token(other, WIDE).split(":", 1)[0]
    forged = [
        f"{theirs}:{rest}",  # another file under this signature
        f"{body}:{rest[:-1]}",
        body,
        "x",
        "a:b:c",
        signing.dumps([media.pk.hex, *WIDE]),  # signed for another purpose
        good.swapcase(),
    ]
    for signed in forged:
        assert Client().get(f"/media/public/{signed}/picture.jpg").status_code == 404, signed
    with pytest.raises(NotThere):
        public_links.opened(body)
    settings.SECRET_KEY = "another key of another installation"
    assert Client().get(f"/media/public/{good}/picture.jpg").status_code == 404


def test_a_deleted_picture_is_gone_and_nothing_is_listed(media: MediaFile) -> None:
    where = public_links.address(media, WIDE, "image/png").removeprefix(SITE)
    for listing in ("/media/public/", f"/media/public/{public_links.token(media, WIDE)}/"):
        assert Client().get(listing).status_code == 404
    media.delete()
    assert Client().get(where).status_code == 404


def test_a_png_becomes_a_jpeg_where_nothing_else_is_taken(media: MediaFile) -> None:
    made = renditions.fitted(media, Bounds(10**6, 2000, 0, jpeg_only=True))
    assert (made.mime, made.width, made.height) == ("image/jpeg", 300, 200)
    assert renditions.fitted(media, WIDE).mime == "image/png"
