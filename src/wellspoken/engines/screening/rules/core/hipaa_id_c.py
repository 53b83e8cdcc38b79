"""HIPAA-ID-C: dates tied to a patient, and ages over 89."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.elderly import vaguer
from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW, level, near_patient
from wellspoken.engines.text import Sentence

_EVENT = Phrases(
    "open, opens, class, classes, hiring, tickets, workshop, register, join us, ice-rescue, starts monday, kurs, "
    "åpent, program, påmelding, "
    "meld deg, stem på, jadwal, daftar, buka, webinar, date, this weekend, stengt, we're open"
)
_INVITE = Phrases(
    "walk|run|ride|swim|cycle|dance|celebrate|train|sing|bake|learn|march <1> with us, come to|along|by|and|join|meet, "
    "join, join in, sign up, see you, meet us, you are invited, you're invited, rsvp, save the date, doors open, "
    "starts at, begins at, fundraiser, marathon, fun run, charity walk|run, open house|day, concert, "
    "free talk, talk on|about, lecture, webinar, tune in, "
    "don't miss, everyone is welcome, all welcome, drop in for|on, book your|a|now, "
    "get your, walk-in, gå|løp|sykle|syng|tren|feir <1> med oss, bli med, kom og|til|innom, kom på, velkommen til, "
    "vi ses, vel møtt, alle er velkommen, møt oss, åpen dag, konsert, foredrag, innsamling, temakveld, sett av dagen, "
    "vi inviterer, inviterer til, bestill, ikut*, ikuti, ayo, yuk, mari, hadir*, hadiri, datang ke|dan, sampai jumpa, "
    "jalan sehat, jalan santai, lari amal, bergabunglah, gabung, terbuka untuk umum, seminar, konser, donor darah, "
    "saksikan, catat tanggalnya, kami undang, undangan"
)
_TOLD = Phrases(
    "was, went, left, came, had, is home, got, returned, woke, ble, dro, fikk, hadde, kom hjem, våknet, dioperasi, "
    "dirawat, pulang, masuk, lahir"
)
_THEY = Phrases("she, he, hun, han, beliau, dia, ia")
_BIRTH = Phrases(
    "dob, born, birthday, bday, date of birth, birthdate, født, fødselsdato, f., lahir, tanggal lahir, ttl, tgl lahir"
)
_RECENTLY = {"en": "recently", "id": "belum lama ini", "nb": "nylig"}


def check(doc: Document) -> Iterator[Hit]:
    """Dates in a text about one person in care; birth dates; ages over 89 of such a person."""
    story = doc.subjects.story
    for entity in doc.labelled("DATE"):
        sentence = doc.sentence_at(entity.start)
        born = entity.kind == "full" and doc.has(_BIRTH, max(sentence.start, entity.start - 25), entity.start)
        if born and (doc.incoming or story or (doc.subjects.care and not _long_ago(doc, entity))):
            yield _date(doc, entity)
        elif story and entity.kind != "month" and not doc.incoming and not _invites(doc, sentence):
            if near_patient(doc, entity) or doc.subjects.patients:
                yield _date(doc, entity)
        elif doc.incoming and entity.kind == "full" and doc.subjects.patients:
            yield _date(doc, entity)
    for age in doc.labelled("AGE"):
        if int(age.kind) > 89 and story and near_patient(doc, age):
            yield Hit(age.start, age.end, "AGE", variant="age", severity=level(doc), fix=vaguer(doc, age))


def _long_ago(doc: Document, entity: Entity) -> bool:
    """Whether the date names a year in which nobody alive was born."""
    years = [
        int(word)
        for word in doc.text[entity.start : entity.end].replace(".", " ").replace("/", " ").split()
        if len(word) == 4 and word.isdecimal()
    ]
    return any(year < 1912 for year in years)


def _invites(doc: Document, sentence: Sentence) -> bool:
    """Whether the sentence announces or invites; an invitation that names the patient's care is still about them."""
    if doc.has(_EVENT, sentence.start, sentence.end):
        return True
    about = doc.subjects.patient_in(sentence.start, sentence.end) or doc.has(_THEY, sentence.start, sentence.end)
    told = about and doc.has(_TOLD, sentence.start, sentence.end)
    return doc.has(_INVITE, sentence.start, sentence.end) and not told


def _date(doc: Document, entity: Entity) -> Hit:
    named = bool(doc.subjects.patients) or entity.kind == "full"
    fix = Replacement(_RECENTLY[doc.reads]) if entity.kind in ("relative", "weekday") else Replacement("", "redact")
    return Hit(entity.start, entity.end, "DATE", severity=level(doc) if named else "review", fix=fix)


RULE = Rule(
    id="HIPAA-ID-C",
    packs=EVERYWHERE,
    family="privacy",
    severity="block",
    citation="45 CFR 164.514(b)(2)(i)(C)",
    citations=PRIVACY_LAW,
    demand="Dates (except the year) tied to a person, and ages over 89, must not appear.",
    check=check,
    texts=say(
        en=(
            "A date that points at a patient",
            "“{text}” tells when one person was born or in care.",
            "Leave the day out; the year alone is safe.",
        ),
        id=(
            "Tanggal yang menunjuk ke pasien",
            "“{text}” memberi tahu kapan seseorang lahir atau dirawat.",
            "Hapus harinya; tahun saja aman.",
        ),
        nb=(
            "En dato som peker på en pasient",
            "«{text}» forteller når én person ble født eller behandlet.",
            "Utelat dagen; bare årstallet er trygt.",
        ),
    ),
    examples=(
        bad("Our patient Anna Berg left rehab on May 7, 2024 after a stroke!"),
        bad("Yesterday we delivered triplets - our first since 1998!"),
        bad("Pt: J. Reyes, DOB 03/19/62, insulin"),
        bad("Pasienten vår Anne Solheim dro hjem 10.10.24 etter hjerneslaget", "nb"),
        bad("Pasien kami Omar pulang 19 Juni setelah stroke", "id"),
        bad("Our patient Anna Berg is 93 years old and home after surgery"),
        bad("Brad Kessler, 93, came back to ward 4 to thank the team that looked after his heart."),
        bad("Our patient Ann Berg (94) is home after surgery"),
        bad("Pasienten vår Bjarne Kvamme, 93 år gammel, er hjemme etter operasjonen", "nb"),
        bad("Pasien kami Bapak Surya, berusia 93 tahun, pulang setelah operasi", "id"),
        good("So proud of our patient Ann Berg, home after surgery! Walk with us on Saturday."),
        good("Our hospital turned 93 this year. Thank you, town!"),
        good("In 2025 we cared for more than 900 newborns."),
        good("Flu shots on October 3, 9 to 12."),
        good("Waited 4 hours on Tuesday night with a migraine.", direction="in"),
    ),
    how="Dates, weekdays and relative days in a text about one person in care; birth dates beside a word for them; "
    "ages over 89.",
    not_checked='Vague recurring times ("Tuesdays and Thursdays").',
    directions=("out", "in"),
    variants={
        "age": say(
            en=(
                "An age over 89",
                "“{text}” is an age over 89, which can point at one person.",
                "Write “in her nineties” or “in his nineties”, or leave the age out.",
            ),
            id=(
                "Usia di atas 89",
                "“{text}” adalah usia di atas 89 yang dapat menunjuk ke satu orang.",
                "Tulis “berusia lebih dari 90 tahun”, atau hapus usianya.",
            ),
            nb=(
                "En alder over 89",
                "«{text}» er en alder over 89, som kan peke på én person.",
                "Skriv «i nittiårene», eller utelat alderen.",
            ),
        ),
    },
)
