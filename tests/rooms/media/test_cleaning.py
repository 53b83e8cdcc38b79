"""Pictures at the door."""

from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from tests.rooms.media import pictures as make
from wellspoken.rooms.media import errors, sniffing
from wellspoken.rooms.media.cleaning import MAX_SIDE, clean, clean_name
from wellspoken.rooms.media.errors import BadPicture
from wellspoken.rooms.media.metadata import removed_sentence

GOOD = {
    "jpeg": make.jpeg(),
    "png": make.png(),
    "webp": make.saved(make.noise(), "WEBP"),
    "gif": make.saved(make.noise(), "GIF"),
    "phone": make.phone_photo(),
    "grey": make.saved(make.noise(mode="L"), "PNG"),
    "palette": make.saved(make.noise().convert("P"), "PNG"),
    "cmyk": make.saved(make.noise().convert("CMYK"), "JPEG"),
    "deep": make.saved(make.noise(mode="L").convert("I;16"), "PNG"),
    "one_bit": make.saved(make.noise(mode="L").convert("1"), "PNG"),
}


@pytest.mark.parametrize("name", GOOD)
def test_every_good_form_becomes_a_plain_jpeg_or_png(name: str) -> None:
    made = clean(GOOD[name])
    with Image.open(io.BytesIO(made.data)) as again:
        again.load()
        assert again.size == (made.width, made.height)
        assert again.mode in {"RGB", "RGBA"}
        assert not again.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & set(again.info)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (make.SVG, "svg"),
        (make.HEIC, "heic"),
        (make.MP4, "video"),
        (b"\0" * 128 + b"DICM" + b"\0" * 200, "dicom"),
        (b"%PDF-1.7 ...", "pdf"),
        (b"MZ" + b"\0" * 200, "not_picture"),
        (b"<html><script>alert(1)</script>", "not_picture"),
        (make.with_zip(), "hidden_file"),
        (make.png_claiming(30_000, 30_000), "too_many_pixels"),
        (make.png_claiming(10_000, 10_000), "too_many_pixels"),
        (make.png_claiming(200, 200), "broken"),
        (make.moving("WEBP"), "moving"),
        (make.moving("PNG"), "moving"),
        (make.jpeg()[:400], "broken"),
        (b"\xff\xd8\xff" + b"\0" * 500, "broken"),
        (b"GIF89a", "broken"),
        (b"\0" * (sniffing.MAX_BYTES + 1), "too_big"),
    ],
)
def test_hostile_files_are_named(data: bytes, code: str) -> None:
    with pytest.raises(BadPicture) as caught:
        clean(data)
    assert caught.value.code == code
    assert caught.value.sentence == str(errors.SENTENCES[code])


def test_a_phone_photo_loses_place_camera_and_time_and_stands_upright() -> None:
    source = make.phone_photo(orientation=6)
    made = clean(source)
    assert (made.width, made.height) == (40, 80)
    assert made.removed == ["gps", "camera", "time", "text"]
    for secret in (b"secret-xmp", b"secret-comment", b"Phone 9", b"GPS"):
        assert secret in source or secret == b"GPS"
        assert secret not in made.data
    assert removed_sentence(made.removed) == "Location, camera data, time taken and hidden text removed"


def test_webp_place_camera_and_comments_go() -> None:
    exif = Image.Exif()
    exif[0x0110], exif[0x8825] = "Phone 9", {1: "N", 2: (46.0, 47.0, 12.0), 3: "W", 4: (92.0, 6.0, 24.0)}
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">secret-xmp</x:xmpmeta>'
    made = clean(make.saved(make.noise(), "WEBP", exif=exif, xmp=xmp, icc_profile=b""))
    assert b"secret" not in made.data
    assert b"Phone 9" not in made.data
    assert {"gps", "camera", "text"} <= set(made.removed)


def test_png_exif_and_words_in_a_colour_profile_go() -> None:
    exif = Image.Exif()
    exif[0x9C9C], exif[0x8825] = b"s\0e\0c\0", {1: "N", 2: (46.0, 47.0, 12.0)}
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[80:84] = b"DOE1"  # who made the profile
    made = clean(make.saved(make.noise(), "PNG", exif=exif, icc_profile=bytes(profile)))
    assert b"DOE1" not in made.data
    assert b"eXIf" not in made.data
    assert b"iCCP" not in made.data
    assert "gps" in made.removed


def test_png_texts_go() -> None:
    made = clean(make.png_with_text())
    assert b"secret" not in made.data
    assert made.removed == ["author", "text"]


def test_a_moving_gif_keeps_its_first_frame_and_says_so() -> None:
    made = clean(make.moving("GIF"))
    assert made.removed == ["motion"]
    with Image.open(io.BytesIO(made.data)) as again:
        assert getattr(again, "n_frames", 1) == 1


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("profile", ["srgb", b"not a profile", b""])
def test_colour_profiles_are_applied_and_go(mode: str, profile: str | bytes) -> None:
    known = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    source = Image.new(mode, (20, 20), (200, 30, 40, 100)[: len(mode)])
    made = clean(make.saved(source, "PNG", icc_profile=known if profile == "srgb" else profile))
    with Image.open(io.BytesIO(made.data)) as again:
        assert "icc_profile" not in again.info
        assert again.mode == mode
        found = again.getpixel((5, 5))
        assert all(abs(a - b) <= 2 for a, b in zip(found, source.getpixel((5, 5)), strict=True))


def test_bytes_after_the_picture_go() -> None:
    assert b"hello-there" not in clean(make.jpeg() + b"hello-there" * 50).data


def test_see_through_stays_see_through_and_needless_alpha_goes() -> None:
    clear = Image.new("RGBA", (20, 20), (10, 20, 30, 0))
    assert clean(make.saved(clear, "PNG")).mime == "image/png"
    solid = Image.new("RGBA", (20, 20), (10, 20, 30, 255))
    with Image.open(io.BytesIO(clean(make.saved(solid, "PNG")).data)) as again:
        assert again.mode == "RGB"


def test_big_pictures_shrink_to_the_longest_side() -> None:
    made = clean(make.saved(Image.new("RGB", (6000, 1000), "red"), "JPEG"))
    assert (made.width, made.height) == (MAX_SIDE, 683)


def test_nothing_removed_is_told_as_nothing() -> None:
    assert removed_sentence(clean(make.jpeg()).removed) == ""
    assert removed_sentence(["gps"]) == "Location removed"


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [
        ("C:\\Users\\ana\\IMG 1.HEIC", "IMG 1.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("", "picture.jpg"),
        ("...", "picture.jpg"),
        ("a\u202egpj.exe", "agpj.jpg"),
        ('na"me\r\nX: y.png', "na me X y.jpg"),
        ("x" * 500 + ".png", "x" * 90 + ".jpg"),
        ("bilde æøå.png", "bilde æøå.jpg"),
    ],
)
def test_names_are_cleaned(given_name: str, expected: str) -> None:
    assert clean_name(given_name, "image/jpeg") == expected


def _only_answers(data: bytes) -> None:
    """Whatever comes: a clean picture, or BadPicture with a known code."""
    try:
        made = clean(data)
    except BadPicture as error:
        if error.code not in errors.SENTENCES:
            raise
    else:
        with Image.open(io.BytesIO(made.data)) as again:
            again.load()


_SOME = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_SOME
@given(st.binary(max_size=3000))
@example(b"\x89PNG\r\n\x1a\n")
def test_any_bytes_never_break_the_door(data: bytes) -> None:
    _only_answers(data)


@_SOME
@given(st.sampled_from(sorted(GOOD)), st.floats(0, 1), st.binary(max_size=8))
def test_cut_and_spliced_pictures_never_break_the_door(name: str, where: float, splice: bytes) -> None:
    data = GOOD[name]
    at = int(len(data) * where)
    _only_answers(data[:at])
    _only_answers(data[:at] + splice + data[at + len(splice) :])


@_SOME
@given(st.sampled_from([b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBP"]), st.binary())
def test_true_beginnings_with_any_end_never_break_the_door(head: bytes, rest: bytes) -> None:
    _only_answers(head + rest)
