"""Patient data over whole texts: how many cases of each kind are caught, and what must hold for any text.

The batches were written one after the other, each before the engine had seen it, and then mended against. What each
showed when new is in privacy_cases/README.md. The shares here may rise, never fall.
"""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.privacy_cases import Case, read, verdict
from wellspoken.engines.screening import Context, Engine, MediaItem, Profile
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers import chart_name, place, recognise, street
from wellspoken.engines.screening.tagging import tags_of

ENGINE = Engine()
BATCHES = [
    (name, lang)
    for name in ("first", "fresh", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
    for lang in ("en", "nb", "id")
]
QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PIECES = st.sampled_from(
    [
        *(
            "our patient ",
            "Mary Olson ",
            "had her appendix out ",
            "at St. Mark's ",
            "on Friday ",
            "MRN 448812 ",
            "Rm 4 ",
        ),
        *(
            "12 Elm Street, ",
            "Jl. Melati No. 8, ",
            "Storgata 14, 2212 Vik ",
            "J.T., 34, ",
            "#PrayForAnnBerg ",
            '"Hi" - ',
        ),
        *(
            "e\u0301",
            "Å",
            "\u200b",
            "👶🏽",
            "\n",
            "your biopsy was ",
            "du fikk ",
            "hasilnya positif ",
            "@a_b ",
            ". ",
            "? ",
        ),
        *(
            "koloskopien din ",
            "only three people ",
            "Repost @x: ",
            "live from the ward ",
            "DOE, JOHN DOB 1/2/50 ",
            "$5 ",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=20).map("".join))


def judged(case: Case) -> str:
    return verdict(ENGINE.screen(case.context))


def share(cases: list[Case], wanted: set[str], flagged: bool) -> float:
    """The share of the cases with a wanted verdict that are (or are not) flagged."""
    of_kind = [c for c in cases if c.wanted in wanted]
    return sum((judged(c) != "ok") is flagged for c in of_kind) / len(of_kind)


@pytest.mark.parametrize(("name", "lang"), BATCHES)
def test_texts_with_patient_data_are_caught(name: str, lang: str) -> None:
    assert share(read(name, lang), {"B", "BR"}, flagged=True) >= 0.8


@pytest.mark.parametrize(("name", "lang"), BATCHES)
def test_texts_that_need_a_person_are_caught(name: str, lang: str) -> None:
    assert share(read(name, lang), {"R", "r"}, flagged=True) >= 0.7


@pytest.mark.parametrize(("name", "lang"), BATCHES)
def test_clean_texts_are_left_alone(name: str, lang: str) -> None:
    assert share(read(name, lang), {"O"}, flagged=False) >= 0.95


@pytest.mark.parametrize(("name", "lang"), BATCHES)
def test_names_of_others_are_not_marked(name: str, lang: str) -> None:
    decoys = marked = 0
    for case in read(name, lang):
        spans = ENGINE.screen(case.context).spans
        for decoy in (p for p in case.places if p.decoy):
            decoys += 1
            marked += any(s.start < decoy.end and decoy.start < s.end for s in spans)
    assert marked <= max(1, decoys // 25)


@QUICK
@given(TEXTS, st.sampled_from(["en", "nb", "id"]))
def test_composed_and_decomposed_texts_get_one_verdict(text: str, lang: str) -> None:
    one = ENGINE.screen(Context(unicodedata.normalize("NFC", text), lang))
    two = ENGINE.screen(Context(unicodedata.normalize("NFD", text), lang))
    assert one.verdict == two.verdict


@QUICK
@given(st.lists(TEXTS, min_size=2, max_size=4), st.sampled_from(["en", "nb", "id"]))
def test_the_order_of_texts_does_not_matter(texts: list[str], lang: str) -> None:
    forward = [ENGINE.screen(Context(t, lang, "reply")).findings for t in texts]
    backward = [ENGINE.screen(Context(t, lang, "reply")).findings for t in reversed(texts)]
    assert forward == backward[::-1]


@QUICK
@given(TEXTS, st.sampled_from(["en", "nb", "id"]))
def test_recognised_places_are_inside_the_text(text: str, lang: str) -> None:
    view = View(text, lang)
    for recogniser in (street, place, chart_name):
        for entity in recogniser.find(view):
            assert 0 <= entity.start < entity.end <= len(view.text)
            assert view.text[entity.start : entity.end].strip()


@pytest.mark.parametrize(
    ("word", "lang", "tag"),
    [
        ("kolonoskopinya", "id", "clinical"),
        ("menyuntik", "id", "clinical"),
        ("diselamatkan", "id", "received"),
        ("hofteoperasjonen", "nb", "clinical"),
        ("diabetessykepleier", "nb", "staff"),
        ("brannskadeavdelingen", "nb", "setting"),
        ("extubated", "en", "received"),
        ("patient's", "en", "patient"),
        ("amlodipine", "en", "drug"),
    ],
)
def test_words_are_tagged_by_their_forms(word: str, lang: str, tag: str) -> None:
    assert tag in tags_of(word, lang)


@pytest.mark.parametrize(
    ("word", "lang"), [("leverer", "nb"), ("forslag", "nb"), ("bekerja", "id"), ("wardrobe", "en")]
)
def test_words_that_only_look_clinical_are_not_tagged(word: str, lang: str) -> None:
    assert "clinical" not in tags_of(word, lang)


ADDRESSES = [
    ("en", "to 87 Kayla Alley Apt. 4, Sallyshire, MS 30923 please", "87 Kayla Alley Apt. 4, Sallyshire, MS 30923"),
    ("en", "the red house, 12 N Elm St., past the mill", "12 N Elm St"),
    ("en", "written to P.O. Box 4410 last week", "P.O. Box 4410"),
    ("nb", "bor i Solheimroa 8B, 4020 Larsvik nå", "Solheimroa 8B, 4020 Larsvik"),
    ("nb", "sendt til Ole Bulls gate 3", "Ole Bulls gate 3"),
    ("id", "ke Jl. K.H. Hasyim No. 2 RT 02/05, Solo 57111 ya", "Jl. K.H. Hasyim No. 2 RT 02/05, Solo 57111"),
    ("id", "di Gang Melati No. 8, 12-03-1980", "Gang Melati No. 8"),
    ("en", "we saw 640 Patients And Families from four states", ""),
    ("en", "rated 5 Stars by readers", ""),
    ("nb", "I 2025 Behandlet vi 640 pasienter", ""),
    ("id", "Jalan sehat bersama 300 peserta", ""),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "wanted"), ADDRESSES, ids=[a[1][:30] for a in ADDRESSES])
def test_addresses(lang: str, text: str, wanted: str) -> None:
    view = View(text, lang)
    found = [view.text[e.start : e.end] for e in recognise(view) if e.label == "LOCATION"]
    assert found == ([wanted] if wanted else [])


def test_a_real_name_is_not_used_against_a_handle() -> None:
    asked = Context("Hi Margaret Olson, thank you for writing.", "en", "reply", parent="@SunnyGal77: rude staff")
    assert "HIPAA-REPLY-2" in {f.rule for f in ENGINE.screen(asked).findings}
    known = Context("Hi Margaret Olson, thank you for writing.", "en", "reply", parent="Margaret Olson: rude staff")
    assert "HIPAA-REPLY-2" not in {f.rule for f in ENGINE.screen(known).findings}


@pytest.mark.parametrize(
    ("faces", "consents", "staff", "alt", "wanted"),
    [
        (3, 0, (), "A patient and two visitors", "block"),
        (3, 0, (), "People in a park", "review"),
        (1, 1, (), "A patient", "ok"),
        (1, 0, ("Ann Berg",), "Ann Berg at her desk", "ok"),
        (0, 0, (), "An empty hall", "ok"),
    ],
)
def test_faces_are_counted_against_consents_and_staff(
    faces: int, consents: int, staff: tuple[str, ...], alt: str, wanted: str
) -> None:
    context = Context(
        "Autumn at our place.",
        "en",
        profile=Profile(staff=staff),
        media=(MediaItem("a.jpg", alt, faces=faces),),
        consents=({"person": "X", "status": "valid"},) * consents,
    )
    found = {f.severity for f in ENGINE.screen(context).findings if f.rule == "HIPAA-ID-Q"} - {"advise"}
    assert found == ({wanted} - {"ok"})
