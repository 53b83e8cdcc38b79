"""HIPAA-REPLY-1: an answer never confirms or denies that somebody is a patient."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.privacy_words import told
from wellspoken.engines.screening.replying import confirms, denies, praises
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW

_CONFIRM = wordlists.phrases("replies", "confirm")
_SAFE = wordlists.phrases("replies", "safe")
_INSTEAD = {
    "en": "Thank you for writing. For privacy reasons we can't discuss anyone's care here. Please contact us directly.",
    "id": "Terima kasih atas pesan Anda. Demi privasi, "
    "kami tidak dapat membahas perawatan siapa pun di sini. Silakan hubungi kami langsung.",
    "nb": "Takk for at du skriver. Av hensyn til personvernet kan vi ikke snakke om noens behandling her. Ta gjerne "
    "kontakt direkte.",
}


def check(doc: Document) -> Iterator[Hit]:
    """Sentences that tell the reader's visit, treatment or result."""
    if not doc.talking:
        return
    whole = Replacement(_INSTEAD[doc.reads], "rephrase", 0, len(doc.text))
    found = False
    for start, end in [*_listed(doc), *confirms(doc), *denies(doc), *told(doc, "confirm", "deny")]:
        found = True
        yield Hit(start, end, "CONFIRMS", fix=whole)
    for start, end in () if found else (*praises(doc), *told(doc, "praise")):
        yield Hit(start, end, "CONFIRMS", severity="review", fix=whole)


def _listed(doc: Document) -> Iterator[tuple[int, int]]:
    """Listed phrases in sentences that do not refuse to discuss care."""
    for start, end in doc.find(_CONFIRM):
        sentence = doc.sentence_at(start)
        if not doc.has(_SAFE, sentence.start, sentence.end):
            yield start, end


RULE = Rule(
    id="HIPAA-REPLY-1",
    packs=EVERYWHERE,
    family="privacy",
    severity="block",
    citation="45 CFR 164.502(a), 164.508; OCR: Elite Dental 2019, New Vision Dental 2022, Manasa 2023",
    citations=PRIVACY_LAW,
    demand="Never confirm or deny, even by tone, that the writer is or was a patient.",
    check=check,
    texts=say(
        en=(
            "Tells that somebody is a patient",
            "“{text}” confirms or denies that this person is in your care.",
            "Answer in general words and offer a private channel.",
        ),
        id=(
            "Mengungkap bahwa seseorang pasien",
            "“{text}” membenarkan atau membantah bahwa orang ini pasien Anda.",
            "Jawab secara umum dan tawarkan saluran pribadi.",
        ),
        nb=(
            "Forteller at noen er pasient",
            "«{text}» bekrefter eller avkrefter at personen er pasient hos dere.",
            "Svar generelt og tilby en privat kanal.",
        ),
    ),
    examples=(
        bad("So glad your knee replacement went well, Tom!", surface="reply"),
        bad("Your strep swab came back positive.", surface="dm"),
        bad("You are not our patient.", surface="reply"),
        bad("Takk for at du var hos oss!", "nb", surface="reply"),
        bad("Operasjonen din gikk fint.", "nb", surface="comment"),
        bad("Terima kasih sudah berobat di sini, Bu!", "id", surface="reply"),
        bad("Hasil lab Anda sudah keluar ya.", "id", surface="dm"),
        good(
            "Thank you for writing. For privacy reasons we can't discuss anyone's care here. Please call 555-0100.",
            surface="reply",
        ),
        good("We can't share results by direct message. Please log in.", surface="dm"),
        good("Vi kan ikke gi prøvesvar her. Logg inn på Helsenorge.", "nb", surface="dm"),
        good("Maaf, hasil lab tidak bisa kami kirim lewat DM.", "id", surface="dm"),
        good("Ask about your treatment options at the open house."),
    ),
    how="Phrases in three languages in replies, comments and direct messages of the organisation.",
    not_checked="Tone and hints that no listed phrase covers.",
    directions=("out",),
)
