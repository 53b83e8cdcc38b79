"""The parts behind the rules on words: combinations, stance, false claims, look-alike hosts, foreign languages."""

import pytest

from wellspoken.engines.screening import Context
from wellspoken.engines.screening.combos import combos
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.lookalike import imitates
from wellspoken.engines.screening.myths import myths, repeated
from wellspoken.engines.screening.slots import Slots
from wellspoken.engines.text import foreign_language, tokens

LISTS = ["myths", "myths+advice", "health_claims", "suicide", "stigma", "promises", "danger_signs", "truth"]
BORROWED = {"colostrum", "stunting"}  # told in Indonesia only


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("lang", ["en", "id", "nb"])
def test_every_list_speaks_every_language(name: str, lang: str) -> None:
    assert len(combos(name, lang).names) > 4


def test_every_false_claim_is_listed_and_answered() -> None:
    listed = {lang: set(combos("myths+advice", lang).names) for lang in ("en", "id", "nb")}
    assert set().union(*listed.values()) == set(myths())
    assert len(listed["en"] & listed["id"] & listed["nb"]) >= 60
    assert listed["id"] >= BORROWED
    for myth in myths().values():
        assert myth.level in ("block", "review")
        assert myth.source
        assert all(fact.endswith(".") for fact in myth.fact.values())


@pytest.mark.parametrize(
    ("text", "lang", "stance"),
    [
        ("Vaccines cause autism.", "en", "asserts"),
        ("Vaccines do not cause autism.", "en", "denies"),
        ("Do vaccines cause autism?", "en", "asks"),
        ("Do vaccines cause autism? No.", "en", "denies"),
        ("It is a myth that vaccines cause autism.", "en", "denies"),
        ("Don't worry, rub butter on the burn.", "en", "asserts"),
        ("Never rub butter on a burn.", "en", "denies"),
        ("Some say vaccines cause autism, but large studies found no link.", "en", "denies"),
        ("Vaksiner gir autisme.", "nb", "asserts"),
        ("Gir vaksiner autisme? Nei.", "nb", "denies"),
        ("Ikke legg smør på brannsåret.", "nb", "denies"),
        ("Vaksin menyebabkan autisme.", "id", "asserts"),
        ("Vaksin tidak menyebabkan autisme.", "id", "denies"),
        ("Jangan panik: oleskan odol pada luka bakar.", "id", "asserts"),
    ],
)
def test_stance(text: str, lang: str, stance: str) -> None:
    assert [claim.stance for claim in repeated(Document(Context(text, lang)))] == [stance]


@pytest.mark.parametrize(
    ("link", "official"),
    [
        ("who-int.org/vaccine", "who.int"),
        ("wh0.int", "who.int"),
        ("\u0441dc.gov", "cdc.gov"),
        ("fh\u0131.no", "fhi.no"),
        ("xn--dc-nmc.gov", "cdc.gov"),
        ("https://who.int@evil.example/x", "who.int"),
        ("who.int.vaccine-register.example/card", "who.int"),
        ("evil.example/who.int/", "who.int"),
        ("kemkes.id", "kemkes.go.id"),
        ("helsenorg.no", "helsenorge.no"),
        ("helsedirektoartet.no", "helsedirektoratet.no"),
        ("kemkesvaksin.id", "kemkes.go.id"),
        ("who.int/vaccines", ""),
        ("covid.cdc.gov", ""),
        ("example.org/who-we-are", ""),
        ("web.archive.org/web/2020/https://who.int/", ""),
        ("helse-bergen.no", ""),
        ("heart-hospital.example", ""),
        ("whole.org", ""),
    ],
)
def test_look_alike_hosts(link: str, official: str) -> None:
    assert imitates(link) == official


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Unsere Klinik ist ab Montag wieder geöffnet. Bitte bringen Sie Ihre Karte mit.", "de"),
        ("Notre clinique ouvre lundi. Venez avec votre carte et vos ordonnances.", "fr"),
        ("Nuestra clínica abre el lunes. Por favor traiga su tarjeta y los documentos.", "es"),
        ("Bukas na ang ating klinika. Dalhin po ang inyong kard.", "tl"),
        ("Vores klinik åbner mandag. Husk at tage dit kort med, og kom i god tid.", ""),
        ("Vår klinik öppnar på måndag. Ta med ditt kort och kom i tid.", ""),
        ("Klinikken vår opnar måndag. Ta med kortet ditt og kom i god tid.", ""),
        ("Klinik kami dibuka pada hari Isnin. Sila bawa kad anda.", ""),
        ("Yuk ikut webinar Heart Health bareng dr. Lina, register now di link bio ya kak", ""),
        ("#FluShot #StayWell #HeartHealth", ""),
        ("Anna, Bo, Chidi, Dewi, Erik, Fatima, Giulia, Hans, Ingrid", ""),
        ("Guten Tag!", ""),
        ("", ""),
    ],
)
def test_languages_that_no_rule_reads(text: str, code: str) -> None:
    assert foreign_language(text) == code


def test_words_of_lists() -> None:
    slots = Slots()
    slots.add(1, ["burn*", "hot water", "*vaksine*", "# percent"])
    text = tokens("Burned by hot water; influensavaksinen helps 50 percent; hotwater")
    assert [(s.first, s.last) for s in slots.find(text)[1]] == [(0, 0), (2, 3), (4, 4), (6, 7)]


def test_a_list_with_an_empty_word_is_refused() -> None:
    with pytest.raises(ValueError, match="no word"):
        Slots().add(1, ["%"])
