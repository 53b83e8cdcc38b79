"""HIPAA-ID-R: a unique event or a small number can name a person."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW
from wellspoken.engines.text import Sentence

_UNIQUE = wordlists.phrases("indirect", "unique")
_FEW = wordlists.phrases("indirect", "few")
_UNIQUE_PERSON = wordlists.phrases("indirect_grammar", "unique person")
_FEW_PEOPLE = wordlists.phrases("indirect_grammar", "few")
_FEW_GENERAL = wordlists.phrases("indirect_grammar", "few general")
_GENERAL = wordlists.phrases("indirect", "general")
_CARE = wordlists.phrases("care", "care", "patient")
_BUSINESS = Phrases(
    "nurse*, robot, machine, mri, scanner, hospital to, clinic to, accredit*, certif*, award*, to offer, helipad, "
    "building, wing, store, "
    "first aid, first dose, first step, first time, godkjent, apparat, maskin, bygg, alat, gedung, layanan, "
    "terakreditasi, pertolongan pertama"
)


def check(doc: Document) -> Iterator[Hit]:
    """Firsts, onlys and small counts of people, together with care."""
    if doc.incoming or doc.subjects.fiction:
        return
    for start, end in [*doc.find(_UNIQUE), *doc.find(_UNIQUE_PERSON)]:
        sentence = doc.sentence_at(start)
        if _of_care(doc, sentence) and not doc.has(_BUSINESS, sentence.start, sentence.end):
            yield Hit(start, end, "QUASI")
    for start, end in [*doc.find(_FEW), *doc.find(_FEW_PEOPLE)]:
        sentence = doc.sentence_at(start)
        general = doc.has(_GENERAL, sentence.start, sentence.end) or doc.has(_FEW_GENERAL, start, end + 16)
        if _of_care(doc, sentence) and not general:
            yield Hit(start, end, "QUASI", variant="few")


def _of_care(doc: Document, sentence: Sentence) -> bool:
    """Whether the sentence, or the next, speaks of care."""
    high = doc.sentence_at(min(len(doc.text), sentence.end + 1)).end
    tagged = any(doc.tags.has(tag, sentence.start, high) for tag in ("clinical", "received", "patient"))
    return tagged or doc.has(_CARE, sentence.start, sentence.end)


RULE = Rule(
    id="HIPAA-ID-R",
    packs=EVERYWHERE,
    family="privacy",
    severity="review",
    citation="45 CFR 164.514(b)(2)(i)(R)",
    citations=PRIVACY_LAW,
    demand="Any other unique characteristic: rare events, small counts, “the only”.",
    check=check,
    texts=say(
        en=(
            "Could point at one person",
            "“{text}” is so rare that people may work out who it is.",
            "Say it in general words (“many”, “this year”), or link the person's consent.",
        ),
        id=(
            "Dapat menunjuk ke satu orang",
            "“{text}” begitu jarang sehingga orang bisa menebak siapa dia.",
            "Tulis secara umum (“banyak”, “tahun ini”), atau tautkan persetujuan orangnya.",
        ),
        nb=(
            "Kan peke på én person",
            "«{text}» er så sjeldent at folk kan finne ut hvem det er.",
            "Skriv det generelt («mange», «i år»), eller knytt til personens samtykke.",
        ),
    ),
    examples=(
        bad("The youngest patient ever to get this valve went home today."),
        bad("All three people living with HIV in Alder County get care here."),
        bad("Det første meslingtilfellet på elleve år, et lite barn på akuttmottaket.", "nb"),
        bad("To av innbyggerne i Træna venter på ny nyre.", "nb"),
        bad("Tinggal 2 warga Desa Oelbeba yang minum obat kusta.", "id"),
        good("More than 300 people have had this valve fitted here."),
        good("We are the first hospital to offer this MRI."),
        good("Our first aid class is full."),
    ),
    how="Words for firsts and onlys, and counts under eleven beside a place, in a sentence about care.",
    not_checked="Whether people nearby could really tell; a reviewer decides.",
    directions=("out",),
    variants={
        "few": say(
            en=(
                "A small number of people",
                "“{text}” is a group so small that its people can be recognised.",
                "Give the number for a larger area, or leave it out.",
            ),
            id=(
                "Jumlah orang yang kecil",
                "“{text}” adalah kelompok sekecil itu sehingga orangnya bisa dikenali.",
                "Beri angka untuk wilayah yang lebih luas, atau hapus.",
            ),
            nb=(
                "Et lite antall personer",
                "«{text}» er en så liten gruppe at folk kan kjennes igjen.",
                "Oppgi tallet for et større område, eller utelat det.",
            ),
        ),
    },
)
