"""Person names by the model: what is found, what is left alone, and what happens when the model is not there."""

import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellspoken.engines.screening import Context, Engine
from wellspoken.engines.screening.identify import identify
from wellspoken.engines.screening.names import model
from wellspoken.engines.screening.names.door import Found, NameFinder, load
from wellspoken.engines.screening.names.features import features, mode_of
from wellspoken.engines.screening.names.finder import BuiltIn
from wellspoken.engines.screening.names.model import BrokenModel
from wellspoken.engines.screening.names.pieces import pieces

# What no rule on titles or lists has to know: sentence beginnings, no capitals, single names, foreign names.
FOUND = [
    ("en", "Oyelaran said the trial would start next spring.", {"Oyelaran"}),
    ("en", "so proud of henrik dahlmann today", {"henrik dahlmann"}),
    ("en", "I spoke with Marisol Quintanilla about the new wing.", {"Marisol Quintanilla"}),
    ("nb", "Bergskaug sier at ventetiden går ned.", {"Bergskaug"}),
    ("nb", "I fjor fikk Turid Skjelvåg-Moen prisen.", {"Turid Skjelvåg-Moen"}),
    ("nb", "Jeg snakket med Amalthea Fjeldsrud i går.", {"Amalthea Fjeldsrud"}),
    ("id", "Menurut Hartawijaya, antrean sudah berkurang.", {"Hartawijaya"}),
    ("id", "kata sutrasno kepada wartawan", {"sutrasno"}),
    ("id", "Kemarin Retnowati Suryodarmo membuka acara.", {"Retnowati Suryodarmo"}),
    ("en", "thanks to jasmine and tobias for the cake", {"jasmine", "tobias"}),
    ("en", "We welcome Siobhan Fitzgibbon, our new chaplain.", {"Siobhan Fitzgibbon"}),
    ("en", "@stelms my dad Gordon Prewitt fell again last night", {"Gordon Prewitt"}),
    ("en", "Nguyen Thi Lan runs the clinic now.", {"Nguyen Thi Lan"}),
    ("en", "My daughter Zuleika loved the clowns!", {"Zuleika"}),
    ("en", "lol tyrell said he'd never go back there", {"tyrell"}),
    ("en", "Abdulrahman al-Farsi spoke at the opening", {"Abdulrahman al-Farsi"}),
    ("en", "J. R. Whitcombe, MD, will answer questions", {"J. R. Whitcombe"}),
    ("en", "ask for Bernadette at reception", {"Bernadette"}),
    ("en", "Vasquez: we need more beds", {"Vasquez"}),
    ("en", "so sorry about little Maisie, she was a fighter", {"Maisie"}),
    ("nb", "Pedersens mor er sykepleier.", {"Pedersens"}),
    ("nb", "jeg heter marthe solbakken og venter på svar", {"marthe solbakken"}),
    ("nb", "Mohamed Abdi Warsame åpnet møtet.", {"Mohamed Abdi Warsame"}),
    ("nb", "Vi takker Gro-Anita Tveiterås for innsatsen.", {"Gro-Anita Tveiterås"}),
    ("nb", "Kowalski og Hussain delte prisen.", {"Kowalski", "Hussain"}),
    ("nb", "Leder Ragna Bjelland-Mo svarer på spørsmål.", {"Ragna Bjelland-Mo"}),
    ("nb", "Takk til Signe!", {"Signe"}),
    ("nb", "Erna Solberg besøkte sykehuset.", {"Erna Solberg"}),
    ("nb", "Møt Xin Li, vår nye kirurg.", {"Xin Li"}),
    ("id", "Suami saya, Rustamaji, dirawat sejak kemarin", {"Rustamaji"}),
    ("id", "Prof. Hendarmin Wirjosemito memimpin rapat", {"Hendarmin Wirjosemito"}),
    ("id", "kata joko widodo di jakarta", {"joko widodo"}),
    ("id", "Yosephine Tumbelaka juara lomba poster", {"Yosephine Tumbelaka"}),
    ("id", "anak kami Alesha sudah sehat", {"Alesha"}),
    ("id", "Simorangkir mengatakan hal serupa.", {"Simorangkir"}),
    ("id", "Ustaz Zarkasih Nur memberi ceramah", {"Zarkasih Nur"}),
]
LEFT_ALONE = [
    ("en", "Da Vinci surgery saves time."),
    ("en", "Book at St. Mary's Hospital in Duluth today."),
    ("en", "Ask your doctor about Ozempic and Wegovy."),
    ("en", "World Diabetes Day is on Thursday."),
    ("en", "Happy Easter from Ward 7!"),
    ("en", "Epstein-Barr virus is common."),
    ("en", "Download MyChart from the App Store."),
    ("en", "Walk With Ease starts in May."),
    ("nb", "Møt opp på Haukeland sykehus klokken ni."),
    ("nb", "Verdens hjertedag er mandag."),
    ("nb", "Last ned Helsenorge-appen."),
    ("nb", "God påske fra Sengepost Vest!"),
    ("nb", "Bechterews sykdom gir stive ledd."),
    ("nb", "Ring Legevakten i Bergen."),
    ("id", "Datang ke RSUP Dr. Sardjito hari Rabu."),
    ("id", "Hari Kesehatan Nasional diperingati bersama."),
    ("id", "Unduh aplikasi Mobile JKN."),
    ("id", "Selamat Idul Fitri dari Bangsal Melati!"),
    ("id", "Minum Paramex sesuai anjuran."),
    ("id", "Jalan Sudirman ditutup sore ini."),
    ("en", "Wash your hands and wear a mask on the ward."),
    ("en", "Crohn's disease and Hodgkin lymphoma are not contagious."),
    ("en", "Free parking at the hospital on Monday."),
    ("en", "Visit us in Minneapolis or Duluth."),
    ("nb", "Vask hendene og bruk munnbind på avdelingen."),
    ("nb", "Alzheimers sykdom rammer mange i Norge."),
    ("nb", "Vi åpner i Trondheim på mandag."),
    ("id", "Cuci tangan dan pakai masker di bangsal."),
    ("id", "Penyakit Parkinson tidak menular."),
    ("id", "Kami buka di Surabaya dan Makassar hari Senin."),
]


def names(text: str, lang: str) -> set[str]:
    return {text[s.start : s.end] for s in identify(text, lang) if s.label == "PERSON"}


@pytest.mark.parametrize(("lang", "text", "expected"), FOUND, ids=[c[1][:30] for c in FOUND])
def test_names_are_found(lang: str, text: str, expected: set[str]) -> None:
    assert names(text, lang) == expected


@pytest.mark.parametrize(("lang", "text"), LEFT_ALONE, ids=[c[1][:30] for c in LEFT_ALONE])
def test_what_is_no_name_is_left_alone(lang: str, text: str) -> None:
    assert names(text, lang) == set()


def test_a_name_is_found_wherever_its_sentence_stands() -> None:
    text = "Åpent i dag.\nBergskaug sier at køen er borte. Velkommen!"
    assert "Bergskaug" in names(text, "nb")


@pytest.fixture
def fresh() -> Iterator[None]:
    """Models are opened again, before and after."""
    model.model_for.cache_clear()
    model.manifest.cache_clear()
    yield
    model.model_for.cache_clear()
    model.manifest.cache_clear()


TEXT = "Our patient Mary Olson is home again after surgery."
DAMAGED = [
    ("missing", lambda name, data: None),
    ("cut short", lambda name, data: data[: len(data) // 2] if name.endswith(".crf") else data),
    ("one byte changed", lambda name, data: data[:-1] + bytes([data[-1] ^ 1]) if name.endswith(".crf") else data),
    ("empty", lambda name, data: b"" if name.endswith(".crf") else data),
    ("no manifest line", lambda name, data: b"# nothing\n" if name == "manifest.txt" else data),
]


@pytest.mark.parametrize(("how", "change"), DAMAGED, ids=[d[0] for d in DAMAGED])
@pytest.mark.usefixtures("fresh")
def test_without_its_model_nothing_counts_as_screened(
    how: str, change: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = model._data

    def damaged(name: str) -> bytes:
        data = change(name, whole(name))  # type: ignore[operator]
        if data is None:
            raise BrokenModel(f"{name} is missing")
        return bytes(data)

    monkeypatch.setattr(model, "_data", damaged)
    result = Engine().screen(Context(TEXT, "en"))
    assert result.verdict == "block"
    assert [f.rule for f in result.findings] == ["SYS-1"]
    with pytest.raises(BrokenModel):
        identify(TEXT, "en")


def test_a_file_that_is_not_there_is_a_broken_model() -> None:
    with pytest.raises(BrokenModel):
        model._data("xx.crf")


def test_bytes_that_are_no_model_are_refused() -> None:
    with pytest.raises(BrokenModel):
        model.Model("en", b"not a model at all")


def test_the_model_is_small_and_the_one_that_was_measured() -> None:
    folder = resources.files("wellspoken.engines.screening.names").joinpath("data")
    assert sum(len(entry.read_bytes()) for entry in folder.iterdir() if entry.is_file()) < 12_000_000
    assert set(model.manifest()) == {"en", "id", "nb"}
    for lang in model.manifest():
        assert model.model_for(lang).lang == lang


class Other:
    """A finder of somebody else: every word of nine letters."""

    def find(self, text: str, lang: str) -> list[Found]:
        return [Found(p.start, p.end, 0.9) for p in pieces(text) if len(p.text) == 9]


class Broken:
    def find(self, text: str, lang: str) -> list[Found]:
        raise RuntimeError("out of memory")


def test_another_finder_can_stand_in() -> None:
    text = "the elephants were there"
    assert isinstance(Other(), NameFinder)
    assert [text[s.start : s.end] for s in identify(text, "en", names=Other())] == ["elephants"]
    assert Engine(names=Other()).screen(Context(text, "en")).verdict == "ok"


def test_another_finder_that_fails_blocks() -> None:
    result = Engine(names=Broken()).screen(Context("the Elm Tree", "en"))
    assert result.verdict == "block"
    assert {f.rule for f in result.findings} == {"SYS-1"}


def test_another_finder_shows_in_the_version() -> None:
    plain, other = (e.screen(Context("hello", "en")).pack_version for e in (Engine(), Engine(names=Other())))
    assert plain != other


def test_finders_are_loaded_by_name() -> None:
    assert isinstance(load("wellspoken.engines.screening.names.finder:BuiltIn"), BuiltIn)


@pytest.mark.parametrize("path", ["", "nothing.here:X", "json:nothing", "json:dumps", "no colon at all"])
def test_what_cannot_find_names_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="name"):
        load(path)


def test_threads_share_a_model() -> None:
    texts = [f"Dr. Olson and Kowalczyk met {n} people." for n in range(40)]
    alone = [names(t, "en") for t in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda t: names(t, "en"), texts)) == alone


BITS = ["Mary Olson ", "@ x", "'s", "-", "_", "#A", "http://", "\u0301", "İ", "ß", "\n", "Å"]
ODD = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(BITS), max_size=20).map("".join))


@settings(max_examples=150, deadline=None)
@given(ODD, st.sampled_from(["", "en", "nb", "id", "xx"]))
def test_any_text_is_read_and_places_lie_inside(text: str, lang: str) -> None:
    last = 0
    for found in BuiltIn().find(text, lang):
        assert last <= found.start < found.end <= len(text)
        assert 0 < found.score <= 1
        last = found.end


@settings(max_examples=80, deadline=None)
@given(ODD)
def test_pieces_cover_their_words(text: str) -> None:
    last = 0
    for piece in pieces(text):
        assert last <= piece.start < piece.end <= len(text)
        assert text[piece.start : piece.end].startswith(piece.text)
        last = piece.end


@pytest.mark.parametrize("text", ["Kåre Bråten kom", "Zoë Müller came", "Søren og Åse"])
def test_composed_and_decomposed_letters_are_one(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert {unicodedata.normalize("NFC", n) for n in names(decomposed, "nb")} == names(composed, "nb")


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("all small here", "l"),
        ("ALL BIG HERE", "U"),
        ("Every Word Is Big", "T"),
        ("Just the first", "c"),
        ("12 !", "n"),
    ],
)
def test_how_a_text_uses_capitals(words: str, mode: str) -> None:
    assert mode_of(words.split()) == mode


def test_features_do_not_depend_on_what_was_read_before() -> None:
    words = ["Mary", "Olson", "said", "so"]
    before = features(words, "en", "c")
    features(["something", "else", "entirely"], "en", "l")
    assert features(words, "en", "c") == before


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [("wellspoken.engines.screening.names.finder:BuiltIn", 0, "PERSON"), ("nothing.here:X", 2, "no name finder")],
)
def test_the_command_line_takes_another_finder(path: str, status: int, said: str) -> None:
    line = '{"id": 1, "text": "Mary Olson came", "lang": "en"}'
    words = [sys.executable, "-m", "wellspoken.cli.screening", "identify", "--names", path]
    done = subprocess.run(words, input=line, capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert said in done.stdout + done.stderr
