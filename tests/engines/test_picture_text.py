"""Whose data is written in a picture: tables of what must be found and what must be left alone."""

from __future__ import annotations

import pytest

from wellspoken.engines.screening import Context, Engine, MediaItem, Profile

ENGINE = Engine()
TEXT = {"en": "A day at work.", "nb": "En dag på jobb.", "id": "Sehari di tempat kerja."}


def about(item: MediaItem, lang: str = "en", **more: object) -> list[tuple[str, str, str]]:
    """(rule, severity, words) of the findings in one picture."""
    result = ENGINE.screen(Context(TEXT[lang], lang=lang, media=(item,), **more))  # type: ignore[arg-type]
    assert all(0 <= f.start <= f.end <= len(TEXT[lang]) for f in result.findings)
    assert result.spans == ()
    return [(f.rule, f.severity, f.words) for f in result.findings if f.picture]


LEAKS = [
    ("en", "BRANNIGAN, ROSALIND\nDOB 04/17/1951 F\nMRN A7730164", ["BRANNIGAN, ROSALIND", "04/17/1951", "A7730164"]),
    ("nb", "MYHRE, TORSTEIN\nF.NR 18106153759\nAVD 2 NORD", ["MYHRE, TORSTEIN", "18106153759"]),
    ("id", "Tn. SLAMET WIBOWO\nTgl lahir: 12-03-1950\nNo. RM 12-34-56", ["SLAMET WIBOWO", "12-03-1950", "12-34-56"]),
    ("en", "Rm 218 Kowalczyk NPO\nRm 219 Delgado COPD\nRm 221 Osei fall risk", ["Kowalczyk", "Delgado", "Osei"]),
    ("nb", "301 Eikeland faste\n302 Sæther KOLS\n303 Nygård isolat", ["Eikeland", "Sæther", "Nygård"]),
    ("id", "Kmr 204 Wibowo puasa\nKmr 205 Hidayat stroke", ["Wibowo", "Hidayat"]),
    ("en", "10:00 Moreau, C. colonoscopy\n10:20 Nguyen, T. IUD", ["Moreau, C", "Nguyen, T"]),
    ("id", "NIK : 3471012606629246\nNama : SITI RAHMAWATI\nAlamat : JL. KENANGA NO. 12",
     ["3471012606629246", "SITI RAHMAWATI", "KENANGA NO. 12"]),
    ("en", "Rx 4410236 WHITAKER, GWEN\nMetformin 500 mg\nPh (412) 555-0117",
     ["4410236", "WHITAKER, GWEN", "(412) 555-0117"]),
    ("nb", "LUNDE ASLAUG\n1938-05-09\nPID 5520917", ["LUNDE ASLAUG", "1938-05-09", "5520917"]),
    ("en", "St. Elm Medical Center\nRe: Theodore Osei\nSeen on March 3, 2024 for chest pain.", ["Theodore Osei"]),
    ("nb", "Vedr.: Ingrid Solbakken, f.nr. 18106153759\nInnlagt 3. mars 2024", ["Ingrid Solbakken", "18106153759"]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "written", "wanted"), LEAKS)
def test_bands_boards_cards_and_letters_leak(lang: str, written: str, wanted: list[str]) -> None:
    found = about(MediaItem("a.jpg", "A picture of our work", ocr_text=written), lang)
    words = [said for _, _, said in found]
    assert [name for name in wanted if not any(name in said for said in words)] == []
    assert "block" in {severity for _, severity, _ in found}


CLEAN = [
    ("en", "Outpatient Clinic\nMon-Fri 8:00 - 16:00\nPlease wash your hands"),
    ("en", "Gwen Whitaker, RN\nRegistered Nurse\nSt. Elm Medical Center"),
    ("en", "101 Reception\n102 Pharmacy\n103 Radiology"),
    ("en", "09:00 Registration\n10:00 Opening\n12:00 Lunch"),
    ("nb", "Poliklinikk\nMan-fre 08.00-15.30\nFølg blå linje"),
    ("nb", "Turid Torgersen\nSykepleier\nHavnesykehuset"),
    ("nb", "3 etasje Røntgen\n412 Legekontor\n413 Venterom"),
    ("id", "Poliklinik Anak\nSenin-Jumat 08.00-14.00\nCuci tangan Anda"),
    ("id", "dr. Endang Santoso, Sp.A\nDokter Anak"),
    ("id", "Ruang 203 Radiologi\nLantai 2 Poli Anak"),
    ("id", "Posko Donor Darah\nJl. Diponegoro 71"),
    ("en", "Wash your hands\nfor 20 seconds"),
]


@pytest.mark.parametrize(("lang", "written"), CLEAN)
def test_signs_and_badges_are_left_alone(lang: str, written: str) -> None:
    assert about(MediaItem("a.jpg", "A picture of our work", ocr_text=written), lang) == []


def test_own_people_and_consents_are_no_leak() -> None:
    item = MediaItem("a.jpg", "A picture", ocr_text="Name: Gwen Whitaker\nWard 4")
    assert about(item)
    assert about(item, profile=Profile.from_mapping({"staff": ["Gwen Whitaker"]})) == []
    assert about(item, consents=({"person": "Gwen Whitaker"},)) == []


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("xray_MRN448812.png", "HIPAA-ID-H"),
        ("fnr 18106153759.jpg", "HIPAA-ID-G"),
        ("IMG_2041.jpg", ""),
        ("lobby.jpg", ""),
    ],
)
def test_file_names_go_through_the_rules(name: str, rule: str) -> None:
    found = [r for r, _, _ in about(MediaItem(name, "The lobby with a piano"))]
    assert found == ([rule] if rule else [])


def test_words_about_claims_are_read_behind_the_text() -> None:
    found = about(MediaItem("a.jpg", "A poster", ocr_text="This treatment cures diabetes, guaranteed"))
    assert found


def test_a_link_in_a_code_goes_through_the_link_rules() -> None:
    found = about(MediaItem("a.jpg", "A poster", codes=(("QRCode", "https://bit.ly/abc"),)))
    assert "LINK-2" in {rule for rule, _, _ in found}


@pytest.mark.parametrize(("lang", "begins"), [("en", "In the picture"), ("id", "Di gambar"), ("nb", "I bildet")])
def test_the_picture_is_named_in_the_readers_language(lang: str, begins: str) -> None:
    item = MediaItem("band.jpg", "A picture", ocr_text="BRANNIGAN, ROSALIND\nMRN 7730164")
    result = ENGINE.screen(Context("A day at work.", lang="en", media=(item,)))
    (first, *_) = [f for f in result.findings if f.picture]
    assert first.say(lang).message.startswith(f"{begins} ")
    assert "band.jpg" in first.say(lang).message
    assert type(first).from_json(first.to_json()) == first


def test_every_picture_speaks_for_itself() -> None:
    items = (MediaItem("a.jpg", "One picture", unseen=("broken",)), MediaItem("b.jpg", "Two of it", unseen=("broken",)))
    result = ENGINE.screen(Context("A day at work.", lang="en", media=items))
    assert [f.message.params["name"] for f in result.findings if f.rule == "SYS-2"] == ["a.jpg", "b.jpg"]


@pytest.mark.parametrize(("why", "severity"), [("program_missing", "block"), ("dicom", "block"), ("waiting", "review")])
def test_what_was_not_seen_is_never_clean(why: str, severity: str) -> None:
    item = MediaItem("a.jpg", "A picture of work", unseen=(why,))
    result = ENGINE.screen(Context("A day at work.", lang="en", media=(item,)))
    assert [f.severity for f in result.findings if f.rule == "SYS-2"] == [severity]
