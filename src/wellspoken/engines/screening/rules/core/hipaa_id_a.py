"""HIPAA-ID-A: names of patients and relatives."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.privacy_words import told
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW, level

_SOMEBODY = {"en": "a patient", "id": "seorang pasien", "nb": "en pasient"}


def check(doc: Document) -> Iterator[Hit]:
    """Names that the text ties to care."""
    subjects = doc.subjects
    for person in subjects.patients:
        variant = "released" if subjects.released else "incoming" if doc.incoming else "" if subjects.tied else "unsure"
        yield Hit(
            person.start,
            person.end,
            "PERSON",
            variant=variant,
            severity=level(doc),
            fix=None if subjects.released or person.kind == "tag" else Replacement(_SOMEBODY[doc.reads], "replace"),
            confidence=_sure(doc, person),
        )
    for start, end in told(doc, "third") if not subjects.patients else ():
        yield Hit(start, end, "QUASI", variant="incoming" if doc.incoming else "unsure", severity="review")
    for person in subjects.unsure:
        yield Hit(
            person.start, person.end, "PERSON", variant="unsure", severity="review", confidence=_sure(doc, person)
        )


def _sure(doc: Document, person: Entity) -> float:
    """How sure the engine is, 0 to 0.99."""
    return round(min(0.99, person.score * min(1.0, doc.subjects.weigh(person) / 3 + 0.3)), 2)


RULE = Rule(
    id="HIPAA-ID-A",
    packs=EVERYWHERE,
    family="privacy",
    severity="block",
    citation="45 CFR 164.514(b)(2)(i)(A)",
    citations=PRIVACY_LAW,
    demand="Names of patients, relatives, "
    "employers and household members must not appear without a signed authorization.",
    check=check,
    texts=say(
        en=(
            "Names a patient",
            "“{text}” reads as the name of a patient or a relative.",
            "Take the name out, or link the signed authorization. If this is a colleague, add them to your profile.",
        ),
        id=(
            "Menyebut nama pasien",
            "“{text}” terbaca sebagai nama pasien atau keluarganya.",
            "Hapus namanya, atau tautkan persetujuan tertulis. Jika ini rekan kerja, tambahkan ke profil Anda.",
        ),
        nb=(
            "Navngir en pasient",
            "«{text}» leses som navnet på en pasient eller pårørende.",
            "Ta bort navnet, eller knytt til samtykket. Er dette en kollega, legg vedkommende inn i profilen.",
        ),
    ),
    examples=(
        bad("Meet Sarah Olsen, home again after her bypass!"),
        bad("So proud of our patient Jonathan Simmons, who left rehab after a stroke!"),
        bad("Så stolte av pasienten vår Solveig Gundersen som dro hjem etter hjerneslaget!", "nb"),
        bad("Bangga dengan pasien kami Omar yang pulang setelah stroke!", "id"),
        good("Meet Dr. Sarah Olsen, our new head of cardiology."),
        good("Join our free talk on Parkinson's disease."),
        good("Nevrolog Ane Skaar forklarer hva Parkinson er.", "nb"),
        good("Terima kasih dr. Hana Wijaya atas webinar tentang diabetes.", "id"),
        good('Meet "Frank", 58. Frank isn\'t real, but his chest pain is.'),
        good("Thanks to Ann Berg for the surgery update.", profile={"staff": ["Ann Berg"]}),
    ),
    how="Names by lists, titles, cues and counts; each is weighed by its title, its sentence, the whole text and the "
    "profile.",
    not_checked="Rare names with no title or cue; people known by a nickname only.",
    directions=("out", "in"),
    variants={
        "released": say(
            en=(
                "Named patient with a claimed agreement",
                "“{text}” is named, and the text says they agreed.",
                "Link the signed authorization and check that it covers this text, this channel and today.",
            ),
            id=(
                "Pasien disebut dengan klaim persetujuan",
                "“{text}” disebut, dan teks mengatakan ia sudah setuju.",
                "Tautkan persetujuan tertulis dan pastikan mencakup teks ini, saluran ini, dan hari ini.",
            ),
            nb=(
                "Navngitt pasient med påstått samtykke",
                "«{text}» er navngitt, og teksten sier at vedkommende har sagt ja.",
                "Knytt til det signerte samtykket og sjekk at det dekker teksten, kanalen og dagen i dag.",
            ),
        ),
        "unsure": say(
            en=(
                "Is this a patient?",
                "“{text}” is named in a text about care, and the text does not say who they are.",
                "Check whose name it is. A patient needs a signed authorization; add a colleague to your profile.",
            ),
            id=(
                "Apakah ini pasien?",
                "“{text}” disebut dalam teks tentang perawatan, dan teks tidak menjelaskan siapa dia.",
                "Periksa nama siapa ini. Pasien perlu persetujuan tertulis; rekan kerja ditambahkan ke profil.",
            ),
            nb=(
                "Er dette en pasient?",
                "«{text}» nevnes i en tekst om behandling, og teksten sier ikke hvem det er.",
                "Sjekk hvem det er. En pasient må ha gitt skriftlig samtykke; legg en kollega inn i profilen.",
            ),
        ),
        "incoming": say(
            en=(
                "A person is named",
                "Somebody wrote “{text}” together with care.",
                "Hide it, and move the conversation to a safe channel.",
            ),
            id=(
                "Ada nama orang",
                "Seseorang menulis “{text}” bersama soal perawatan.",
                "Sembunyikan, dan pindahkan percakapan ke saluran yang aman.",
            ),
            nb=(
                "En person er navngitt",
                "Noen skrev «{text}» sammen med noe om behandling.",
                "Skjul det, og flytt samtalen til en trygg kanal.",
            ),
        ),
    },
)
