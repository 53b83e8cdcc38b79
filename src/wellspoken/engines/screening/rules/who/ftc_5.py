"""FTC-5: a testimonial shows what is typical."""

from collections.abc import Iterator

import re2

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_TESTIMONIAL = wordlists.phrases("promo", "testimonial")
_SUPPLEMENT = wordlists.phrases("promo", "supplement")
_DISCLOSED = wordlists.phrases("promo", "disclosed")
_RESULT = re2.compile(r"[0-9]+ ?(?:%|kg|kilo|lbs?|pounds)")
_OFFER = wordlists.phrases("promo", "shop")


def check(doc: Document) -> Iterator[Hit]:
    """Patients' words about results."""
    if doc.incoming or doc.ctx.surface == "alt_text":
        return
    for start, end in doc.find(_TESTIMONIAL):
        strict = "id" in doc.countries
        yield Hit(start, end, "TESTIMONIAL", severity="block" if strict else None)
        return


RULE = Rule(
    id="FTC-5",
    packs=("us", "no", "id", "who"),
    family="promo",
    severity="review",
    citation="16 CFR 255.2; Permenkes 1787/2010 Pasal 5 huruf n",
    citations={"id": "Permenkes 1787/2010 Pasal 5 huruf n"},
    demand="Testimonials show typical results and are backed by evidence; in Indonesia health services may not use "
    "them.",
    check=check,
    texts=say(
        en=(
            "A testimonial",
            "“{text}” shows one person's result.",
            "A reviewer checks evidence, consent and what is typical.",
        ),
        id=(
            "Testimoni",
            "“{text}” menampilkan hasil satu orang.",
            "Fasilitas kesehatan tidak boleh memakai testimoni; peninjau memeriksa bukti dan persetujuan.",
        ),
        nb=(
            "Et vitnesbyrd",
            "«{text}» viser resultatet til én person.",
            "En kontrollør sjekker dokumentasjon, samtykke og hva som er vanlig.",
        ),
    ),
    examples=(
        bad("Our patient said her migraines are so much better."),
        bad("En pasient forteller at hverdagen ble lettere.", "nb"),
        bad("Saya sembuh setelah berobat di sini!", "id"),
        good("The nurses explain how we work."),
    ),
    how="A list of phrases.",
    not_checked="Whether the result is typical.",
    directions=("out",),
)
