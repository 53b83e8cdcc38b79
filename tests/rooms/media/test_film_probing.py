"""What a film is, read by us alone, and with ffprobe as a second opinion."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from tests import film_kit as kit
from wellspoken.rooms.media.film_facts import Facts
from wellspoken.rooms.media.films import ffmpeg, probing
from wellspoken.rooms.media.films.errors import BadFilm


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ffmpeg, "have", lambda: False)


def probed(tmp_path: Path, data: bytes) -> Facts:
    path = tmp_path / "film"
    path.write_bytes(data)
    return probing.probe(path)


GOOD = {
    "mp4": (kit.film(), ("mp4", 4.0, 640, 360, "h264", "aac")),
    "mov": (kit.film(brand=b"qt  "), ("mov", 4.0, 640, 360, "h264", "aac")),
    "on its side": (kit.film(kit.trak(matrix=kit.ON_ITS_SIDE)), ("mp4", 4.0, 360, 640, "h264", "")),
    "hevc": (kit.film(kit.trak(codec=b"hvc1")), ("mp4", 4.0, 640, 360, "hevc", "")),
    "webm": (kit.webm(), ("webm", 4.0, 640, 360, "vp9", "")),
}


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("name", GOOD)
def test_facts_without_a_program(name: str, tmp_path: Path) -> None:
    data, wanted = GOOD[name]
    facts = probed(tmp_path, data)
    assert (facts.form, facts.seconds, facts.width, facts.height, facts.video, facts.audio) == wanted
    assert facts.told == ()


TOLD = {
    "apple": (kit.film(beside=kit.apple_place()), ("gps",)),
    "android": (kit.film(beside=kit.android_place()), ("gps",)),
    "in a track": (kit.film(kit.trak(beside=kit.android_place())), ("gps",)),
    "telemetry": (kit.film(kit.trak(), kit.trak(b"meta", b"gpmd", weight=1)), ("gps",)),
    "device": (kit.film(beside=kit.box(b"udta", kit.box(b"\xa9mak", b"\0\5\x15\xc7Phone"))), ("camera",)),
    "xmp": (
        kit.film(after=kit.box(b"uuid", b"\xbe\x7a\xcf\xcb" * 4 + b"<x:xmpmeta exif:GPSLatitude='46'/>")),
        ("gps",),
    ),
    "webm tag": (
        kit.webm(
            tags=kit.element(0x1254C367, kit.element(0x7373, kit.element(0x67C8, kit.element(0x45A3, b"LOCATION"))))
        ),
        ("gps",),
    ),
}


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("name", TOLD)
def test_what_a_film_tells_is_found(name: str, tmp_path: Path) -> None:
    data, wanted = TOLD[name]
    assert probed(tmp_path, data).told == wanted


WHOLE = kit.film()
BAD = {
    "nothing": (b"", "empty"),
    "words": (b"hello, this is no film at all", "not_film"),
    "jpeg": (b"\xff\xd8\xff\xe0" + b"\0" * 100, "picture"),
    "heic": (kit.box(b"ftyp", b"heic\0\0\0\0"), "picture"),
    "mp3": (b"ID3\x04" + b"\0" * 100, "sound_only"),
    "m4a by brand": (kit.film(kit.trak(b"soun", b"mp4a"), brand=b"M4A "), "sound_only"),
    "sound in mp4": (kit.film(kit.trak(b"soun", b"mp4a")), "sound_only"),
    "sound in webm": (kit.webm(kind=2, codec=b"A_OPUS"), "sound_only"),
    "half": (WHOLE[: len(WHOLE) // 2], "cut_off"),
    "last byte gone": (WHOLE[:-1], "cut_off"),
    "head gone": (kit.box(b"ftyp", b"isom\0\0\2\0") + kit.box(b"mdat", b"1" * 99), "cut_off"),
    "webm half": (kit.webm()[:150], "cut_off"),
    "length lies": (kit.film(kit.trak(seconds=4, held=4000)), "lying"),
    "samples beyond": (kit.film(kit.trak(chunk=10**8)), "lying"),
    "samples too heavy": (kit.film(kit.trak(weight=10**6)), "lying"),
    "no clock": (WHOLE.replace(struct.pack(">II", 1000, 4000), struct.pack(">II", 0, 4000)), "lying"),
    "too wide": (kit.film(kit.trak(size=(60000, 60000))), "bomb"),
    "a year long": (kit.film(kit.trak(seconds=4_000_000), seconds=4_000_000), "bomb"),
    "zip at the end": (kit.film(after=b"PK\x03\x04" + b"\0" * 60), None),
    "other box": (kit.film(after=kit.box(b"EXE!", b"MZ" * 40)), "hidden_file"),
    "browser recording": (kit.webm(seconds=None), "live_recording"),
    "no size": (kit.film(kit.trak(size=(0, 0))), "no_pictures_inside"),
}


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("name", BAD)
def test_what_is_no_film_is_refused(name: str, tmp_path: Path) -> None:
    data, code = BAD[name]
    with pytest.raises(BadFilm) as told:
        probed(tmp_path, data)
    assert code in (None, told.value.code)
    assert len(told.value.sentence) > 20


@pytest.mark.usefixtures("alone")
def test_no_cut_and_no_flipped_byte_gets_past_as_a_crash(tmp_path: Path) -> None:
    data = kit.film(beside=kit.apple_place())
    for at in range(0, 1100, 7):
        for changed in (data[:at], data[:at] + b"\xff" + data[at + 1 :]):
            try:
                probed(tmp_path, changed)
            except BadFilm:
                continue


@kit.with_ffmpeg
@pytest.mark.parametrize("form", ["mp4", "mov", "webm"])
def test_we_read_what_ffprobe_reads(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kit.made(tmp_path / f"film.{form}", form=form)
    with_program = probing.probe(path)
    monkeypatch.setattr(ffmpeg, "have", lambda: False)
    alone = probing.probe(path)
    assert (alone.form, alone.width, alone.height, alone.video, alone.audio) == (
        with_program.form,
        with_program.width,
        with_program.height,
        with_program.video,
        with_program.audio,
    )
    assert alone.seconds == pytest.approx(with_program.seconds, abs=0.2)


@kit.with_ffmpeg
def test_stripping_takes_place_and_device_out_and_keeps_the_film(tmp_path: Path) -> None:
    told = ["-metadata", "location=+46.7867-092.1005/", "-metadata", "make=Phone", "-movflags", "use_metadata_tags"]
    path = kit.made(tmp_path / "in.mp4", *told)
    before = probing.probe(path)
    assert "gps" in before.told
    ffmpeg.strip(path, tmp_path / "out.mp4", "mp4")
    after = probing.probe(tmp_path / "out.mp4")
    assert (after.told, after.ready, after.common) == ((), True, True)
    assert after.seconds == pytest.approx(before.seconds, abs=0.2)
    assert b"46.7867" not in (tmp_path / "out.mp4").read_bytes()
