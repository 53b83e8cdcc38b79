"""Looking into pictures: writing in every position, codes, faces, contrast, and what could not be seen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from tests.engines import drawn
from wellspoken.engines.screening.images import contrast, looking, tesseract
from wellspoken.engines.screening.images.looking import look
from wellspoken.engines.screening.images.report import PictureReport

needs_tesseract = pytest.mark.skipif(
    not {"eng", "ind", "nor"} <= tesseract.languages(), reason="tesseract with eng, ind and nor is not installed"
)


def never() -> bool:
    return False


def plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def dark(lines: tuple[str, ...]) -> Image.Image:
    return drawn.card(lines, ink="#e8e8e8", paper="#101020")


POSITIONS: dict[str, Callable[[tuple[str, ...]], Image.Image]] = {
    "level": drawn.card,
    "light on dark": dark,
    "slanting left": lambda lines: drawn.card(lines, slant=8),
    "slanting right": lambda lines: drawn.card(lines, slant=-7),
    "on its side": lambda lines: drawn.card(lines).rotate(90, expand=True),
    "upside down": lambda lines: drawn.card(lines).rotate(180),
    "small": lambda lines: drawn.card(lines, size=18),
    "faint": lambda lines: drawn.card(lines, ink="#8a8a8a", paper="#c8c8c8"),
}


@needs_tesseract
@pytest.mark.parametrize("position", POSITIONS)
def test_writing_is_read_however_it_lies(position: str) -> None:
    report = look(drawn.saved(POSITIONS[position](drawn.WRISTBAND)), never)
    read = plain(report.text)
    assert [word for word in ("BRANNIGAN, ROSALIND", "04/17/1951", "7730164") if plain(word) not in read] == []
    assert "text" in report.seen


@needs_tesseract
@pytest.mark.parametrize("line", ["Pasienten ligger alene i rom fire", "Pasien dirawat di bangsal melati"])
def test_norwegian_and_indonesian_are_read(line: str) -> None:
    assert plain(line) in plain(look(drawn.saved(drawn.card((line,))), never).text)


@needs_tesseract
def test_a_line_knows_where_it_stands() -> None:
    report = look(drawn.saved(drawn.card(("Visiting hours",)).rotate(90, expand=True)), never)
    (line,) = [n for n in report.lines if "Visiting" in n.text]
    assert line.box.height > line.box.width  # it runs upwards
    assert abs(line.box.left + line.box.width / 2 - report.width / 2) < 60


@needs_tesseract
def test_small_light_writing_in_a_dark_corner_is_burnt_in() -> None:
    scan = Image.radial_gradient("L").resize((1000, 900)).point(lambda tone: max(0, 150 - tone)).convert("RGB")
    pen = ImageDraw.Draw(scan)
    pen.text((30, 30), "LINDQVIST INGRID\n1948-02-11", font=ImageFont.load_default(22), fill="#d0d0d0")
    assert look(drawn.saved(scan, "PNG"), never).burnt_in
    assert not look(drawn.saved(drawn.card(drawn.WRISTBAND)), never).burnt_in


@pytest.mark.parametrize(("kind", "text"), [("QRCode", "https://example.org/flu"), ("Code128", "H-2210457")])
@pytest.mark.parametrize("turned", [0, 90, 180])
def test_codes_are_decoded(monkeypatch: pytest.MonkeyPatch, kind: str, text: str, turned: int) -> None:
    monkeypatch.setattr(tesseract, "languages", frozenset[str])
    report = look(drawn.saved(drawn.code(text, kind).rotate(turned, expand=True)), never)
    assert [(c.kind.replace("-", "").lower(), c.text) for c in report.codes] == [(kind.lower(), text)]


def test_faces_are_counted_and_grain_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "languages", frozenset[str])
    assert len(look(drawn.saved(drawn.face()), never).faces) == 1
    assert look(drawn.saved(Image.effect_noise((800, 600), 40).convert("RGB")), never).faces == ()


@pytest.mark.parametrize(
    ("ink", "paper", "low", "high"),
    [
        ("#000000", "#ffffff", 17, 21),
        ("#777777", "#ffffff", 3.9, 5.2),
        ("#bbbbbb", "#ffffff", 1.6, 2.4),
        ("#ffffff", "#202040", 12, 17),
    ],
)
def test_contrast_is_measured(ink: str, paper: str, low: float, high: float) -> None:
    line = Image.new("RGB", (420, 48), paper)
    ImageDraw.Draw(line).text((6, 4), "Opening hours 8 to 4", font=ImageFont.load_default(36), fill=ink)
    import numpy as np

    measured = contrast.contrast(np.asarray(line))
    assert measured is not None
    assert low <= measured <= high


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\0" * 128 + b"DICM" + b"\0" * 400, "dicom"),
        (b"hello", "not_picture"),
        (b"", "not_picture"),
        (drawn.saved(drawn.face())[:900], "broken"),
        (b"x" * (25 * 2**20 + 1), "too_big"),
        (drawn.saved(Image.new("1", (9000, 9000)), "PNG"), "too_big"),
    ],
    ids=["dicom", "text", "empty", "cut", "heavy", "bomb"],
)
def test_what_cannot_be_opened_is_said(data: bytes, why: str) -> None:
    report = look(data, never)
    assert [(u.what, u.why) for u in report.unseen] == [("picture", why)]
    assert report.seen == ()


def test_a_missing_program_is_said_and_the_rest_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "languages", frozenset[str])
    report = look(drawn.saved(drawn.card(drawn.WRISTBAND)), never)
    assert [(u.what, u.why) for u in report.unseen] == [("text", "program_missing")]
    assert report.seen == ("codes", "faces")


@needs_tesseract
def test_a_missing_dictionary_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "languages", lambda: frozenset({"eng"}))
    report = look(drawn.saved(drawn.card(("Visiting hours",))), never)
    assert {u.detail for u in report.unseen if u.why == "language_missing"} == {"ind", "nor"}
    assert "Visiting" in report.text


@needs_tesseract
def test_no_time_is_said() -> None:
    report = look(drawn.saved(drawn.card(drawn.WRISTBAND)), lambda: True)
    assert "time_out" in {u.why for u in report.unseen}


def test_a_part_that_breaks_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(looking.faces, "faces", broken)
    monkeypatch.setattr(tesseract, "languages", frozenset[str])
    report = look(drawn.saved(drawn.face()), never)
    assert ("faces", "failed") in {(u.what, u.why) for u in report.unseen}
    assert "faces" not in report.seen


def test_a_report_survives_json() -> None:
    report = look(drawn.saved(drawn.code("https://example.org/flu")), never)
    assert PictureReport.from_json(report.to_json()) == report


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=600), st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF"]))
def test_any_bytes_give_a_report(rest: bytes, head: bytes) -> None:
    assert look(head + rest, never).unseen
