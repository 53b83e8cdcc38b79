"""FTC-5: a testimonial shows what is typical."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.national import promoted
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say

_TESTIMONIAL = wordlists.phrases("promo", "testimonial")
_PRAISED = wordlists.phrases("claims", "praise of result")
_SPOKEN = wordlists.phrases("claims", "said by")
_BETTER = wordlists.phrases("claims", "better now")
_DIFFERS = wordlists.phrases("claims", "result differs")
_PERSON = wordlists.phrases("claims", "person")
_TREATMENT = wordlists.phrases("promo", "cosmetic")
_PATIENT = Phrases("pasien, pasien kami, klien, klien kami, pelanggan, pelanggan kami, patient, client, pasienten")
_REACH = 120


def check(doc: Document) -> Iterator[Hit]:
    """Patients' words about results, quoted or told, and praise of a cosmetic result."""
    if doc.incoming or doc.talking or doc.ctx.surface == "alt_text" or doc.promotion.corrects:
        return
    severity = "block" if "id" in doc.countries else None
    for start, end in _spots(doc, strict=severity is not None):
        yield Hit(start, end, "TESTIMONIAL", severity=severity)
        return


def _spots(doc: Document, *, strict: bool) -> Iterator[tuple[int, int]]:
    yield from doc.find(_TESTIMONIAL)
    yield from ((f.start, f.end) for f in promoted(doc, "sly", "after", "quote-result"))
    for start, end in doc.find(_SPOKEN):
        sentence = doc.sentence_at(start)
        low, high = max(0, sentence.start - _REACH), sentence.end
        cured = any(low <= claim.start < high for claim in doc.promotion.cures)
        if cured or (strict and doc.has(_PATIENT, low, high)) or (doc.has(_BETTER, low, high) and doc.subjects.ours):
            yield start, end
    if doc.has(_PERSON) and "id" not in doc.countries:
        yield from doc.find(_DIFFERS)
    if doc.has(_TREATMENT):
        yield from doc.find(_PRAISED)


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
        bad("“Jerawat saya hilang setelah perawatan di sini,” kata Kak Rina.", "id"),
        bad("Så fornøyd med resultatet etter laserbehandlingen!", "nb"),
        bad("Saya sembuh setelah berobat di sini!", "id"),
        good("The nurses explain how we work."),
    ),
    how="Phrases for results told by one person, quoted patients with a result, and praise of a cosmetic result.",
    not_checked="Whether the result is typical.",
    directions=("out",),
)
