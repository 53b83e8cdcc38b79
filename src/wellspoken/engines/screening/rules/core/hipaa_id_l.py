"""HIPAA-ID-L: vehicle plates."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW

_OURS = Phrases(
    "our van, our bus, our ambulance, mobile clinic, vaccine van, green van, come say hi, blood pressure checks, "
    "bussen vår, varebilen vår, vaksinebussen, "
    "bil vår, mobil vaksin, mobil klinik, ambulans kami, pusling, besok parkir, free, gratis"
)


def check(doc: Document) -> Iterator[Hit]:
    """Plates that are not on the organisation's own vehicles."""
    for entity in doc.labelled("VEHICLE"):
        sentence = doc.sentence_at(entity.start)
        if not doc.has(_OURS, sentence.start, sentence.end) and not doc.own.named(doc.text[entity.start : entity.end]):
            tied = doc.subjects.care or doc.incoming
            yield Hit(
                entity.start,
                entity.end,
                "VEHICLE",
                severity="block" if tied and not doc.incoming else None,
                fix=Replacement("", "redact"),
            )


RULE = Rule(
    id="HIPAA-ID-L",
    packs=EVERYWHERE,
    family="privacy",
    severity="review",
    citation="45 CFR 164.514(b)(2)(i)(L)",
    citations=PRIVACY_LAW,
    demand="Vehicle identifiers and plates must not appear.",
    check=check,
    texts=say(
        en=(
            "A vehicle plate",
            "“{text}” looks like somebody's vehicle plate.",
            "Take it out, and blur it in the picture.",
        ),
        id=(
            "Pelat kendaraan",
            "“{text}” tampaknya pelat kendaraan seseorang.",
            "Hapus, dan kaburkan di gambar.",
        ),
        nb=(
            "Et bilskilt",
            "«{text}» ser ut som noens bilskilt.",
            "Ta det bort, og gjør det uleselig på bildet.",
        ),
    ),
    examples=(
        bad("Rollover last night, silver Tacoma 7RZ K209, driver flown to us with a broken pelvis."),
        bad("utforkjøring, hvit Golf ZT 48 213, fører fløyet til oss med brukket rygg", "nb"),
        bad("Avanza hitam H 1738 ZQ masuk parit, sopir masuk ruang operasi", "id"),
        good("Look for the bright green van, plate RVB 001, free blood pressure checks."),
        good("Mobil vaksin keliling kami, pelat AB 9021 XU.", "id"),
    ),
    how="Plate shapes of the three countries beside a word for a vehicle; own vehicles are exempt.",
    not_checked="Plates in pictures.",
    directions=("out", "in"),
)
